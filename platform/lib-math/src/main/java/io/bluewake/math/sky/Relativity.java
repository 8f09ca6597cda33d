package io.bluewake.math.sky;

/**
 * Light deflection by the Sun and stellar aberration, both ways, for sources infinitely far away.
 *
 * <p>Explanatory Supplement (2013), sections 7.2.3 and 7.2.4; S. A. Klioner 2003, AJ 125, 1580.
 * Within about 5 arcmin of the centre of the Sun, behind its disc, deflection is cut off so that it
 * stays reversible.
 */
final class Relativity {
  /** Schwarzschild radius of the Sun, au. */
  private static final double SUN = 1.97412574336e-8;

  /** Smallest 1 + cos of the angle between the direction and that away from the Sun. */
  private static final double BEHIND_SUN = 1e-6;

  private static final int ABERRATION_STEPS = 3;
  private static final int DEFLECTION_STEPS = 2;

  /** Near the Sun fixed points gain fewer digits a step. */
  private static final int DEFLECTION_STEPS_NEAR_SUN = 5;

  /** Cosine of the angle to the direction away from the Sun where it is near, 2.6 degrees. */
  private static final double NEAR_SUN = -0.999;

  private Relativity() {}

  /** From the coordinate direction to that which a telescope at the place of the context sees. */
  static void toProper(AstrometryContext c, double x, double y, double z, double[] out, int at) {
    deflect(c, x, y, z, out, at);
    aberrate(c, out[at], out[at + 1], out[at + 2], out, at);
  }

  /** The inverse, by fixed points, to rounding. */
  static void toCoordinate(
      AstrometryContext c, double x, double y, double z, double[] out, int at) {
    double[] seen = c.scratch;
    seen[0] = x;
    seen[1] = y;
    seen[2] = z;
    undo(c, seen, true, out, at);
    seen[0] = out[at];
    seen[1] = out[at + 1];
    seen[2] = out[at + 2];
    undo(c, seen, false, out, at);
  }

  private static void undo(
      AstrometryContext c, double[] seen, boolean aberration, double[] out, int at) {
    double dx = 0;
    double dy = 0;
    double dz = 0;
    int steps = aberration ? ABERRATION_STEPS : deflectionSteps(c, seen);
    for (int i = 0; i <= steps; i++) {
      double x = seen[0] - dx;
      double y = seen[1] - dy;
      double z = seen[2] - dz;
      double norm = Math.sqrt(x * x + y * y + z * z);
      x /= norm;
      y /= norm;
      z /= norm;
      if (i == steps) {
        out[at] = x;
        out[at + 1] = y;
        out[at + 2] = z;
        return;
      }
      if (aberration) {
        aberrate(c, x, y, z, out, at);
      } else {
        deflect(c, x, y, z, out, at);
      }
      dx = out[at] - x;
      dy = out[at + 1] - y;
      dz = out[at + 2] - z;
    }
  }

  private static int deflectionSteps(AstrometryContext c, double[] seen) {
    double along = seen[0] * c.fromSun[0] + seen[1] * c.fromSun[1] + seen[2] * c.fromSun[2];
    return along > NEAR_SUN ? DEFLECTION_STEPS : DEFLECTION_STEPS_NEAR_SUN;
  }

  /** p + g (e - (p e) p), where e points from the Sun to the observer. */
  private static void deflect(
      AstrometryContext c, double x, double y, double z, double[] out, int at) {
    double[] e = c.fromSun;
    double along = x * e[0] + y * e[1] + z * e[2];
    double g = SUN / c.sunDistance / Math.max(1 + along, BEHIND_SUN);
    out[at] = x + g * (e[0] - along * x);
    out[at + 1] = y + g * (e[1] - along * y);
    out[at + 2] = z + g * (e[2] - along * z);
  }

  private static void aberrate(
      AstrometryContext c, double x, double y, double z, double[] out, int at) {
    double[] v = c.velocity;
    double along = x * v[0] + y * v[1] + z * v[2];
    double potential = SUN / c.sunDistance;
    double speed = 1 + along / (1 + c.lorentz) + potential;
    double keep = c.lorentz - potential * along;
    double a = keep * x + speed * v[0];
    double b = keep * y + speed * v[1];
    double d = keep * z + speed * v[2];
    double norm = Math.sqrt(a * a + b * b + d * d);
    out[at] = a / norm;
    out[at + 1] = b / norm;
    out[at + 2] = d / norm;
  }
}
