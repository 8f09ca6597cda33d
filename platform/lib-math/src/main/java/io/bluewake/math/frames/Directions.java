package io.bluewake.math.frames;

/**
 * Directions as pairs of angles and as vectors. Vectors are three consecutive elements of an array.
 */
public final class Directions {
  private static final double TWO_PI = 2 * Math.PI;

  private Directions() {}

  /**
   * Unit vector of a direction: (cos lat cos lon, cos lat sin lon, sin lat).
   *
   * @param lon longitude, rad
   * @param lat latitude, rad
   * @param out receives the vector
   * @param at index of its first component
   */
  public static void toVector(double lon, double lat, double[] out, int at) {
    double c = Math.cos(lat);
    out[at] = c * Math.cos(lon);
    out[at + 1] = c * Math.sin(lon);
    out[at + 2] = Math.sin(lat);
  }

  /**
   * Unit vector in the ground frame (x north, y west, z up) of a direction in the sky.
   *
   * @param azimuth azimuth, north to east, rad
   * @param altitude altitude, rad
   * @param out receives the vector
   * @param at index of its first component
   */
  public static void toGround(double azimuth, double altitude, double[] out, int at) {
    toVector(-azimuth, altitude, out, at);
  }

  /** Longitude of a vector of any length, rad in [-pi, pi]; 0 on the axis. */
  public static double longitude(double x, double y) {
    return Math.atan2(y, x);
  }

  /** Latitude of a vector of any length, rad in [-pi/2, pi/2]; NaN if a component is. */
  public static double latitude(double x, double y, double z) {
    return Math.atan2(z, Math.hypot(x, y));
  }

  /** Azimuth of a vector in the ground frame, rad in [0, 2 pi). */
  public static double azimuthOfGround(double x, double y) {
    return wrapTwoPi(-Math.atan2(y, x));
  }

  /** The same angle in [0, 2 pi), rad. */
  public static double wrapTwoPi(double angle) {
    double wrapped = angle - TWO_PI * Math.floor(angle / TWO_PI);
    // A tiny negative angle rounds to the full circle itself; adding 0.0 turns -0.0 into 0.0.
    return wrapped >= TWO_PI ? 0.0 : wrapped + 0.0;
  }

  /** The same angle in [-pi, pi), rad. */
  public static double wrapPi(double angle) {
    return wrapTwoPi(angle + Math.PI) - Math.PI;
  }

  /**
   * Angle between two vectors of any length, rad in [0, pi]. Accurate for small and large angles.
   */
  public static double angleBetween(
      double ax, double ay, double az, double bx, double by, double bz) {
    double cx = ay * bz - az * by;
    double cy = az * bx - ax * bz;
    double cz = ax * by - ay * bx;
    return Math.atan2(Math.sqrt(cx * cx + cy * cy + cz * cz), ax * bx + ay * by + az * bz);
  }
}
