package io.bluewake.source.simulation;

/** Directions: unit vectors north, west, up; azimuth from north to east. */
final class Sky {
  private Sky() {}

  /** Unit vector towards a direction. */
  static double[] direction(double azimuth, double altitude) {
    double ca = Math.cos(altitude);
    return new double[] {ca * Math.cos(azimuth), -ca * Math.sin(azimuth), Math.sin(altitude)};
  }

  /** Azimuth of a unit vector, rad, 0 to 2 π. */
  static double azimuth(double[] u) {
    double az = Math.atan2(-u[1], u[0]);
    return az < 0 ? az + 2 * Math.PI : az;
  }

  /** Altitude of a unit vector, rad. */
  static double altitude(double[] u) {
    return Math.asin(Math.max(-1, Math.min(1, u[2])));
  }

  /**
   * Unit vector at a distance from a direction.
   *
   * @param distance angle, rad
   * @param turn 0 towards the zenith, π/2 towards larger azimuth
   */
  static double[] beside(double azimuth, double altitude, double distance, double turn) {
    double ahead = Math.cos(distance);
    double up = Math.sin(distance) * Math.cos(turn);
    double right = Math.sin(distance) * Math.sin(turn);
    double ca = Math.cos(altitude);
    double sa = Math.sin(altitude);
    double cz = Math.cos(azimuth);
    double sz = Math.sin(azimuth);
    return new double[] {
      ahead * ca * cz - right * sz - up * sa * cz,
      -ahead * ca * sz - right * cz + up * sa * sz,
      ahead * sa + up * ca
    };
  }
}
