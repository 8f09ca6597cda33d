package io.bluewake.commands;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Takes pedestals away from waveforms and puts them back under charges. */
final class PedestalChunks {
  private PedestalChunks() {}

  /** Coefficients that do nothing but subtract a pedestal, which was summed over a window. */
  static PixelChunk offsets(PixelChunk pedestal, int window) {
    int n = pedestal.channels() * pedestal.pixels();
    double[] offset = new double[n];
    double[] factor = new double[n];
    Arrays.fill(factor, 1);
    for (int k = 0; k < n; k++) {
      offset[k] = pedestal.values("median")[k] / window;
    }
    return new PixelChunk(
        pedestal.startNs(),
        pedestal.endNs(),
        pedestal.channels(),
        pedestal.pixels(),
        Map.of("pedestal_offset", offset, "factor", factor, "time_shift", new double[n]),
        pedestal.events(),
        new boolean[n],
        pedestal.valid());
  }

  /** Charges of flat fields with the pedestal that was subtracted from their waveforms. */
  static PixelChunk raised(PixelChunk flatfield, PixelSeries pedestal) {
    double[] level = pedestal.chunk(pedestal.find(flatfield.startNs())).values("median");
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String column : flatfield.columns()) {
      double[] raised = flatfield.values(column).clone();
      for (int k = 0; k < raised.length && !column.equals("std"); k++) {
        raised[k] += level[k];
      }
      values.put(column, raised);
    }
    return new PixelChunk(
        flatfield.startNs(),
        flatfield.endNs(),
        flatfield.firstEvent(),
        flatfield.lastEvent(),
        flatfield.channels(),
        flatfield.pixels(),
        values,
        flatfield.events(),
        flatfield.outlier(),
        flatfield.valid());
  }
}
