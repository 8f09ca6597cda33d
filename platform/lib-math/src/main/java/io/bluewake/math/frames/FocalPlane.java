package io.bluewake.math.frames;

/**
 * From positions in the camera frame to angles in the telescope frame and back. The mapping is the
 * plain ratio of position and focal length; the axes swap, since x of the camera frame lies along
 * the altitude when the telescope points to the zenith coming from the north.
 */
public final class FocalPlane {
  private FocalPlane() {}

  /** Longitude in the telescope frame of a position, rad. */
  public static double fovLon(double y, double focalLength) {
    return y / focalLength;
  }

  /** Latitude in the telescope frame of a position, rad. */
  public static double fovLat(double x, double focalLength) {
    return x / focalLength;
  }

  /** Position x in the camera frame, in the unit of the focal length. */
  public static double x(double fovLat, double focalLength) {
    return fovLat * focalLength;
  }

  /** Position y in the camera frame, in the unit of the focal length. */
  public static double y(double fovLon, double focalLength) {
    return fovLon * focalLength;
  }

  /** Position x after derotation of a camera that is turned by an angle, rad. */
  public static double derotatedX(double x, double y, double rotation) {
    return x * Math.cos(rotation) - y * Math.sin(rotation);
  }

  /** Position y after derotation of a camera that is turned by an angle, rad. */
  public static double derotatedY(double x, double y, double rotation) {
    return x * Math.sin(rotation) + y * Math.cos(rotation);
  }
}
