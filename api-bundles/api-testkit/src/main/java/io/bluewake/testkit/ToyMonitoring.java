package io.bluewake.testkit;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Monitoring data made by hand. */
public final class ToyMonitoring {
  private ToyMonitoring() {}

  /** A chunk without outliers, with the same value in all pixels of a column. */
  public static PixelChunk chunk(
      long startNs, long endNs, int channels, int pixels, Map<String, Double> values) {
    Map<String, double[]> columns = new java.util.LinkedHashMap<>();
    for (Map.Entry<String, Double> value : values.entrySet()) {
      double[] column = new double[channels * pixels];
      Arrays.fill(column, value.getValue());
      columns.put(value.getKey(), column);
    }
    long[] events = new long[channels * pixels];
    Arrays.fill(events, 100);
    boolean[] valid = new boolean[channels];
    Arrays.fill(valid, true);
    return new PixelChunk(
        startNs, endNs, channels, pixels, columns, events, new boolean[channels * pixels], valid);
  }

  /** A telescope of which one kind of pixel values is known. */
  public static TelescopeMonitoring of(String name, PixelChunk... chunks) {
    List<PixelChunk> list = new ArrayList<>(List.of(chunks));
    return TelescopeMonitoring.of(Map.of(name, PixelSeries.of(list)), Map.of());
  }
}
