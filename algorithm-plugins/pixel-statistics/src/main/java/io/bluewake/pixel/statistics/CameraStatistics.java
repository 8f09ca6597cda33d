package io.bluewake.pixel.statistics;

import java.util.Arrays;
import java.util.List;

/** Statistics over the pixels of a camera; pixels of which nothing is known do not count. */
final class CameraStatistics {
  private CameraStatistics() {}

  static String[] columns(String[] names) {
    for (String name : names) {
      if (!List.of("mean", "median", "std").contains(name)) {
        throw new IllegalArgumentException("columns are mean, median or std, not '" + name + "'");
      }
    }
    return names.clone();
  }

  static void checkLimits(double low, double high) {
    if (low > high) {
      throw new IllegalArgumentException("low " + low + " is above high " + high);
    }
  }

  static double median(double[] values, int base, int pixels) {
    double[] finite = finite(values, base, pixels);
    return PixelValues.median(finite, finite.length);
  }

  static double std(double[] values, int base, int pixels) {
    double[] finite = finite(values, base, pixels);
    double sum = 0;
    for (double v : finite) {
      sum += v;
    }
    double mean = sum / finite.length;
    double squares = 0;
    for (double v : finite) {
      squares += (v - mean) * (v - mean);
    }
    return Math.sqrt(squares / finite.length);
  }

  private static double[] finite(double[] values, int base, int pixels) {
    return Arrays.stream(values, base, base + pixels).filter(Double::isFinite).toArray();
  }

  /** Marks values outside of limits, and those that are NaN. */
  static void mark(
      double[] values, int base, int pixels, double low, double high, boolean[] outlier) {
    for (int k = base; k < base + pixels; k++) {
      if (!(values[k] >= low && values[k] <= high)) {
        outlier[k] = true;
      }
    }
  }
}
