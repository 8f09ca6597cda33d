package io.bluewake.math.sky;

/** Refraction of unit vectors (north, east, up); coefficients of {@link Atmosphere}, rad. */
final class Refraction {
  /** Cosine and sine of altitude are not taken to be smaller in the formulas. */
  private static final double MIN_COS = 1e-6;

  private static final double MIN_SIN = 0.05;

  private Refraction() {}

  /** Lifts a direction: one step of Newton from A tan z + B tan^3 z of the lifted direction. */
  static void apply(double a, double b, double[] v, int at) {
    double r = Math.max(Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1]), MIN_COS);
    double z = Math.max(v[at + 2], MIN_SIN);
    double tan = r / z;
    double w = b * tan * tan;
    double lift = (a + w) * tan / (1 + (a + 3 * w) / (z * z));
    double cos = 1 - lift * lift / 2;
    double shrink = cos - lift * z / r;
    v[at] *= shrink;
    v[at + 1] *= shrink;
    v[at + 2] = cos * v[at + 2] + lift * r;
    normalise(v, at);
  }

  /** Lowers an observed direction by A tan z + B tan^3 z. */
  static void remove(double a, double b, double[] v, int at) {
    double r = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1]);
    if (r == 0) {
      return;
    }
    double up = v[at + 2];
    double tan = r / Math.max(up, MIN_SIN);
    double lift = (a + b * tan * tan) * tan;
    double sin = Math.sin(lift);
    double cos = Math.cos(lift);
    double stretch = cos + up / r * sin;
    v[at] *= stretch;
    v[at + 1] *= stretch;
    v[at + 2] = cos * up - sin * r;
  }

  private static void normalise(double[] v, int at) {
    double norm = Math.sqrt(v[at] * v[at] + v[at + 1] * v[at + 1] + v[at + 2] * v[at + 2]);
    v[at] /= norm;
    v[at + 1] /= norm;
    v[at + 2] /= norm;
  }
}
