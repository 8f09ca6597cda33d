package io.bluewake.math.frames;

/**
 * Rotation between the ground frame and the tilted ground frame of a direction.
 *
 * <p>With the direction (az, alt) the axes of the tilted frame are, in the ground frame,
 *
 * <pre>
 * x' = ( sin alt cos az, -sin alt sin az, -cos alt)
 * y' = ( sin az,          cos az,          0      )
 * z' = ( cos alt cos az, -cos alt sin az,  sin alt)
 * </pre>
 *
 * so z' is the direction itself and a direction at the zenith with azimuth 0 changes nothing.
 */
public final class TiltedGround {
  private double cosAz = 1;
  private double sinAz;
  private double cosAlt;
  private double sinAlt = 1;

  /**
   * Tilts the frame.
   *
   * @param azimuth azimuth of the direction, rad
   * @param altitude its altitude, rad
   */
  public void pointTo(double azimuth, double altitude) {
    cosAz = Math.cos(azimuth);
    sinAz = Math.sin(azimuth);
    cosAlt = Math.cos(altitude);
    sinAlt = Math.sin(altitude);
  }

  /** Tilted x of a ground position. */
  public double x(double x, double y, double z) {
    return sinAlt * (cosAz * x - sinAz * y) - cosAlt * z;
  }

  /** Tilted y of a ground position. */
  public double y(double x, double y) {
    return sinAz * x + cosAz * y;
  }

  /** Tilted z of a ground position. */
  public double z(double x, double y, double z) {
    return cosAlt * (cosAz * x - sinAz * y) + sinAlt * z;
  }

  /**
   * Ground x where the line through a position of the tilted plane (z' = 0) along z' meets the
   * ground plane (z = 0). Infinite when the direction is horizontal.
   */
  public double groundX(double tiltedX, double tiltedY) {
    double x = sinAlt * cosAz * tiltedX + sinAz * tiltedY;
    return x + cosAlt * cosAz * (cosAlt * tiltedX) / sinAlt;
  }

  /** Ground y of the same point as {@link #groundX}. */
  public double groundY(double tiltedX, double tiltedY) {
    double y = -sinAlt * sinAz * tiltedX + cosAz * tiltedY;
    return y - cosAlt * sinAz * (cosAlt * tiltedX) / sinAlt;
  }
}
