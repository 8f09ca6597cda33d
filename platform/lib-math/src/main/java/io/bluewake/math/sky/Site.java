package io.bluewake.math.sky;

/**
 * Place of an observer on the ellipsoid WGS84.
 *
 * @param longitude geodetic, east positive, rad
 * @param latitude geodetic, rad
 * @param height above the ellipsoid, m
 */
public record Site(double longitude, double latitude, double height) {
  private static final double RADIUS = 6378137;
  private static final double FLATTENING = 1 / 298.257223563;

  /** Refuses what is no place. */
  public Site {
    boolean place =
        Math.abs(longitude) <= 2 * Math.PI && Math.abs(latitude) <= Math.PI / 2 && height > -RADIUS;
    if (!place || !Double.isFinite(height)) {
      throw new IllegalArgumentException(
          "no place on Earth: longitude "
              + longitude
              + " rad, latitude "
              + latitude
              + " rad, height "
              + height
              + " m");
    }
  }

  /** A place given in degrees and metres. */
  public static Site ofDegrees(double longitude, double latitude, double height) {
    return new Site(Math.toRadians(longitude), Math.toRadians(latitude), height);
  }

  /** Geocentric vector on the axes of the ITRS, m. */
  void geocentric(double[] out) {
    double sin = Math.sin(latitude);
    double cos = Math.cos(latitude);
    double polar = (1 - FLATTENING) * (1 - FLATTENING);
    double normal = RADIUS / Math.sqrt(cos * cos + polar * sin * sin);
    double axial = (normal + height) * cos;
    out[0] = axial * Math.cos(longitude);
    out[1] = axial * Math.sin(longitude);
    out[2] = (polar * normal + height) * sin;
  }
}
