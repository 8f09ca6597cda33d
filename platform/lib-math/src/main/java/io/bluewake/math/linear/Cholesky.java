package io.bluewake.math.linear;

/**
 * Symmetric positive definite matrices as flat arrays {@code [row * n + column]}: decomposition,
 * solution of equations, inverse. For the normal equations of least squares.
 */
public final class Cholesky {
  private static final double ROUNDING = 1e-13;

  private Cholesky() {}

  /**
   * Replaces the lower half of a matrix by the factor L of m = L L^T.
   *
   * @return -1, or the first row that depends on rows before it as far as rounding lets one see
   */
  public static int decompose(double[] m, int n) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = m[i * n + j];
        for (int k = 0; k < j; k++) {
          sum -= m[i * n + k] * m[j * n + k];
        }
        if (i != j) {
          m[i * n + j] = sum / m[j * n + j];
        } else if (sum > ROUNDING * m[i * n + i]) {
          m[i * n + i] = Math.sqrt(sum);
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  /** Solves m x = b in place, given the factor of {@link #decompose}. */
  public static void solve(double[] factor, int n, double[] b) {
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor[i * n + k] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      double sum = b[i];
      for (int k = i + 1; k < n; k++) {
        sum -= factor[k * n + i] * b[k];
      }
      b[i] = sum / factor[i * n + i];
    }
  }

  /** Inverse of the matrix whose factor is given. */
  public static double[] inverse(double[] factor, int n) {
    double[] inverse = new double[n * n];
    double[] column = new double[n];
    for (int j = 0; j < n; j++) {
      java.util.Arrays.fill(column, 0);
      column[j] = 1;
      solve(factor, n, column);
      for (int i = 0; i < n; i++) {
        inverse[i * n + j] = column[i];
      }
    }
    return inverse;
  }
}
