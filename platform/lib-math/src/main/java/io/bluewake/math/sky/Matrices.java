package io.bluewake.math.sky;

/** Rotation matrices, nine numbers row by row. Angles turn the axes, not the vectors. */
final class Matrices {
  private Matrices() {}

  static void identity(double[] m) {
    m[0] = m[4] = m[8] = 1;
    m[1] = m[2] = m[3] = m[5] = m[6] = m[7] = 0;
  }

  /** Turns the result of a matrix about x: m becomes R_x(angle) m. */
  static void aboutX(double angle, double[] m) {
    mixRows(m, 3, 6, Math.cos(angle), Math.sin(angle));
  }

  /** Turns the result of a matrix about y. */
  static void aboutY(double angle, double[] m) {
    mixRows(m, 6, 0, Math.cos(angle), Math.sin(angle));
  }

  /** Turns the result of a matrix about z. */
  static void aboutZ(double angle, double[] m) {
    mixRows(m, 0, 3, Math.cos(angle), Math.sin(angle));
  }

  private static void mixRows(double[] m, int first, int second, double c, double s) {
    for (int j = 0; j < 3; j++) {
      double a = m[first + j];
      double b = m[second + j];
      m[first + j] = c * a + s * b;
      m[second + j] = c * b - s * a;
    }
  }

  /** out = a b; out is neither of them. */
  static void multiply(double[] a, double[] b, double[] out) {
    for (int i = 0; i < 9; i += 3) {
      for (int j = 0; j < 3; j++) {
        out[i + j] = a[i] * b[j] + a[i + 1] * b[j + 3] + a[i + 2] * b[j + 6];
      }
    }
  }
}
