package io.bluewake.math.pointing;

import java.util.Arrays;

/** Weights that far-off measurements lose. */
final class RobustWeights {
  private static final double CUT = 6;

  /** Median of the length of a vector of two standard normal numbers. */
  private static final double MEDIAN_LENGTH = Math.sqrt(2 * Math.log(2));

  private RobustWeights() {}

  /** Tukey's biweight of a residual in units of its standard error: 1 at 0, 0 from six on. */
  static double biweight(double residual) {
    double u = residual / CUT;
    if (!(u < 1)) {
      return 0;
    }
    double v = 1 - u * u;
    return v * v;
  }

  /** Standard deviation per coordinate from the median of two-dimensional distances. */
  static double scatterOfDistances(double[] distances, int n) {
    double[] sorted = Arrays.copyOf(distances, n);
    Arrays.sort(sorted);
    double median = n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    return median / MEDIAN_LENGTH;
  }
}
