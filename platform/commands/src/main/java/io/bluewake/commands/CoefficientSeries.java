package io.bluewake.commands;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.spi.CoefficientCalculator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;

/** Coefficients of a telescope over time, new ones wherever a chunk of statistics begins. */
final class CoefficientSeries {
  private static final long TOLERANCE = 1_000_000_000L;

  private CoefficientSeries() {}

  /**
   * Computes all of them.
   *
   * @param pedestals charge in pedestal events, in order of time
   * @param flatfields charge in flat-field events
   * @param times peak time in flat-field events
   */
  static PixelSeries of(
      Camera camera,
      List<PixelChunk> pedestals,
      List<PixelChunk> flatfields,
      List<PixelChunk> times,
      CoefficientCalculator calculator) {
    List<Long> edges = edges(List.of(pedestals, flatfields, times));
    PixelSeries pedestal = PixelSeries.of(pedestals);
    PixelSeries flatfield = PixelSeries.of(flatfields);
    PixelSeries time = PixelSeries.of(times);
    List<PixelChunk> all = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      long from = edges.get(i);
      long to = i + 1 < edges.size() ? edges.get(i + 1) - 1 : Long.MAX_VALUE;
      // Edges that are closer than the tolerance are one, which holds from the later one on.
      long at = from + TOLERANCE;
      all.add(
          calculator.calculate(
              camera,
              pedestal.chunk(pedestal.find(at)),
              flatfield.chunk(flatfield.find(at)),
              time.chunk(time.find(at)),
              from,
              to));
    }
    return PixelSeries.of(all);
  }

  /** Starts of all chunks, those within the tolerance of the one before left out. */
  private static List<Long> edges(List<List<PixelChunk>> series) {
    TreeSet<Long> starts = new TreeSet<>();
    series.forEach(chunks -> chunks.forEach(c -> starts.add(c.startNs())));
    List<Long> edges = new ArrayList<>();
    for (long start : starts) {
      if (edges.isEmpty() || start - edges.get(edges.size() - 1) > TOLERANCE) {
        edges.add(start);
      }
    }
    return edges;
  }

  /**
   * Relative statistical error of the factor of a typical good pixel: flashes scatter, and a factor
   * comes from their mean. NaN when there is no good pixel.
   */
  static double error(PixelChunk flatfield, PixelChunk pedestal, int channel) {
    double[] errors = new double[flatfield.pixels()];
    int n = 0;
    for (int p = 0; p < flatfield.pixels(); p++) {
      int k = flatfield.base(channel) + p;
      double signal = flatfield.values("mean")[k] - pedestal.values("mean")[k];
      double error =
          flatfield.values("std")[k] / signal / Math.sqrt((double) flatfield.events()[k]);
      if (!flatfield.outlier()[k] && !pedestal.outlier()[k] && error > 0) {
        errors[n++] = error;
      }
    }
    Arrays.sort(errors, 0, n);
    return n == 0 ? Double.NaN : errors[n / 2];
  }
}
