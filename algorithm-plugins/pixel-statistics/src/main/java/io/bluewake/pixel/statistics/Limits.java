package io.bluewake.pixel.statistics;

import io.bluewake.model.PixelChunk;
import java.util.List;

/**
 * The smallest and largest good value of some statistics, in a unit that a camera may decide.
 *
 * @param columns mean, median or std
 * @param low smallest good value
 * @param high largest good value
 */
record Limits(List<String> columns, double low, double high) {
  /** Good values of a channel of a camera. */
  interface Unit {
    /** The two limits in the unit of the values, the smaller one first. */
    double[] range(double[] values, int base, int pixels, Limits limits);
  }

  /**
   * Checks them.
   *
   * @throws IllegalArgumentException when a column is no statistic or the limits are exchanged
   */
  Limits {
    for (String name : columns) {
      if (!List.of("mean", "median", "std").contains(name)) {
        throw new IllegalArgumentException("columns are mean, median or std, not '" + name + "'");
      }
    }
    if (low > high) {
      throw new IllegalArgumentException("low " + low + " is above high " + high);
    }
    columns = List.copyOf(columns);
  }

  /** Marks values outside of the limits, and those that are NaN. */
  void mark(PixelChunk chunk, Unit unit, boolean[] outlier) {
    for (String column : columns) {
      double[] values = chunk.values(column);
      for (int c = 0; c < chunk.channels(); c++) {
        int base = chunk.base(c);
        double[] range = unit.range(values, base, chunk.pixels(), this);
        for (int k = base; k < base + chunk.pixels(); k++) {
          outlier[k] |= !(values[k] >= range[0] && values[k] <= range[1]);
        }
      }
    }
  }
}
