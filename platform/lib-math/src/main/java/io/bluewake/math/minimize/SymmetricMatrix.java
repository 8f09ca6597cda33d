package io.bluewake.math.minimize;

/** Small symmetric matrices as flat arrays {@code [row * n + column]}, both halves filled. */
final class SymmetricMatrix {
  private static final int SWEEPS = 50;

  private SymmetricMatrix() {}

  /** Product with a vector. */
  static void multiply(double[] m, double[] v, int n, double[] out) {
    for (int i = 0; i < n; i++) {
      double sum = 0;
      for (int j = 0; j < n; j++) {
        sum += m[i * n + j] * v[j];
      }
      out[i] = sum;
    }
  }

  /** The form v^T m v. */
  static double form(double[] m, double[] v, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      double row = 0;
      for (int j = 0; j < n; j++) {
        row += m[i * n + j] * v[j];
      }
      sum += v[i] * row;
    }
    return sum;
  }

  static double dot(double[] a, double[] b, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** Sum of the magnitudes of diagonal and one half. */
  static double magnitude(double[] m, int n) {
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        sum += Math.abs(m[i * n + j]);
      }
    }
    return sum;
  }

  /** Sets a diagonal matrix. */
  static void setDiagonal(double[] m, int n, int i, double value) {
    for (int j = 0; j < n; j++) {
      m[i * n + j] = 0;
      m[j * n + i] = 0;
    }
    m[i * n + i] = value;
  }

  /**
   * Inverts in place by elimination on the matrix scaled to a unit diagonal.
   *
   * @param scale scratch of n
   * @return whether it worked: all diagonal elements are positive and no pivot vanishes
   */
  static boolean invert(double[] m, int n, double[] scale) {
    for (int i = 0; i < n; i++) {
      double d = m[i * n + i];
      if (!(d > 0)) {
        return false;
      }
      scale[i] = 1 / Math.sqrt(d);
    }
    scale(m, n, scale);
    for (int k = 0; k < n; k++) {
      double pivot = m[k * n + k];
      if (pivot == 0 || !Double.isFinite(pivot)) {
        return false;
      }
      eliminate(m, n, k, 1 / pivot);
    }
    scale(m, n, scale);
    return true;
  }

  private static void eliminate(double[] m, int n, int k, double reciprocal) {
    for (int i = 0; i < n; i++) {
      if (i == k) {
        continue;
      }
      double factor = m[i * n + k] * reciprocal;
      for (int j = 0; j < n; j++) {
        m[i * n + j] -= j == k ? 0 : factor * m[k * n + j];
      }
      m[i * n + k] = -factor;
    }
    for (int j = 0; j < n; j++) {
      m[k * n + j] *= reciprocal;
    }
    m[k * n + k] = reciprocal;
  }

  /** Multiplies each element with the factors of its row and column. */
  static void scale(double[] m, int n, double[] factor) {
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        m[i * n + j] *= factor[i] * factor[j];
      }
    }
  }

  /** Turns the matrix into a diagonal of its eigenvalues by Jacobi rotations. */
  static void diagonalize(double[] m, int n) {
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      boolean rotated = false;
      for (int p = 0; p < n; p++) {
        for (int q = p + 1; q < n; q++) {
          double small = 1e-17 * (Math.abs(m[p * n + p]) + Math.abs(m[q * n + q]));
          if (Math.abs(m[p * n + q]) > small) {
            rotate(m, n, p, q);
            rotated = true;
          }
        }
      }
      if (!rotated) {
        return;
      }
    }
  }

  private static void rotate(double[] m, int n, int p, int q) {
    double theta = (m[q * n + q] - m[p * n + p]) / (2 * m[p * n + q]);
    double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
    double c = 1 / Math.sqrt(t * t + 1);
    double s = t * c;
    for (int k = 0; k < n; k++) {
      double kp = m[k * n + p];
      double kq = m[k * n + q];
      m[k * n + p] = c * kp - s * kq;
      m[k * n + q] = s * kp + c * kq;
    }
    for (int k = 0; k < n; k++) {
      double pk = m[p * n + k];
      double qk = m[q * n + k];
      m[p * n + k] = c * pk - s * qk;
      m[q * n + k] = s * pk + c * qk;
    }
    m[p * n + q] = 0;
    m[q * n + p] = 0;
  }
}
