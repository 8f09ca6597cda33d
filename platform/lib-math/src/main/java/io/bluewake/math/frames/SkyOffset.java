package io.bluewake.math.frames;

/**
 * Rotation between horizon coordinates and a frame whose origin is a given direction: the telescope
 * frame when the direction is that of a telescope, the nominal frame when it is that of the array.
 *
 * <p>With the direction (az, alt) the rotation is R = R_y(-alt) R_z(az), in left-handed vectors
 * (cos alt cos az, cos alt sin az, sin alt): the direction itself becomes (1, 0, 0), the local
 * azimuth direction (0, 1, 0), the local altitude direction (0, 0, 1). Same as Astropy's {@code
 * SkyOffsetFrame} without position angle. At the zenith the azimuth of the direction still fixes
 * the orientation.
 */
public final class SkyOffset {
  private double cosAz = 1;
  private double sinAz;
  private double cosAlt = 1;
  private double sinAlt;

  /**
   * Puts a direction at the origin.
   *
   * @param azimuth azimuth, rad
   * @param altitude altitude, rad
   */
  public void pointTo(double azimuth, double altitude) {
    cosAz = Math.cos(azimuth);
    sinAz = Math.sin(azimuth);
    cosAlt = Math.cos(altitude);
    sinAlt = Math.sin(altitude);
  }

  /**
   * Horizon vector of a direction given in this frame.
   *
   * @param fovLon longitude in this frame, rad
   * @param fovLat latitude in this frame, rad
   * @param out receives the left-handed vector (y to the east)
   * @param at index of its first component
   */
  public void toHorizon(double fovLon, double fovLat, double[] out, int at) {
    double c = Math.cos(fovLat);
    double u = c * Math.cos(fovLon);
    double v = c * Math.sin(fovLon);
    double w = Math.sin(fovLat);
    double radial = cosAlt * u - sinAlt * w;
    out[at] = cosAz * radial - sinAz * v;
    out[at + 1] = sinAz * radial + cosAz * v;
    out[at + 2] = sinAlt * u + cosAlt * w;
  }

  /** Component of a left-handed horizon vector towards the origin of this frame. */
  public double forward(double x, double y, double z) {
    return cosAlt * (cosAz * x + sinAz * y) + sinAlt * z;
  }

  /** Longitude in this frame of a left-handed horizon vector, rad in [-pi, pi]. */
  public double fovLon(double x, double y, double z) {
    return Math.atan2(cosAz * y - sinAz * x, forward(x, y, z));
  }

  /** Latitude in this frame of a left-handed horizon vector, rad. */
  public double fovLat(double x, double y, double z) {
    double up = cosAlt * z - sinAlt * (cosAz * x + sinAz * y);
    return Math.atan2(up, Math.hypot(forward(x, y, z), cosAz * y - sinAz * x));
  }
}
