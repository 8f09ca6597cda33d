package io.bluewake.pixel.statistics;

import java.util.Arrays;

/** Statistics over the pixels of a camera; pixels of which nothing is known do not count. */
final class CameraStatistics {
  private CameraStatistics() {}

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
}
