package io.bluewake.source.toy;

/**
 * Directions as unit vectors of the ground frame (x north, y west, z up) and as longitude and
 * latitude of the frame of a telescope (along azimuth, along altitude).
 */
final class Frames {
  private Frames() {}

  /** Unit vector towards a direction of the sky. */
  static double[] direction(double altitude, double azimuth) {
    double ca = Math.cos(altitude);
    return new double[] {ca * Math.cos(azimuth), -ca * Math.sin(azimuth), Math.sin(altitude)};
  }

  /** Unit vector of longitude and latitude (rad) around a pointing. */
  static double[] fromTelescopeFrame(double lon, double lat, double altitude, double azimuth) {
    double ahead = Math.cos(lat) * Math.cos(lon);
    double right = Math.cos(lat) * Math.sin(lon);
    double up = Math.sin(lat);
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
