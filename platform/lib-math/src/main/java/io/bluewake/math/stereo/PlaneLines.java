package io.bluewake.math.stereo;

/**
 * Crossing point of two lines in a plane, each given by a point and the angle of its direction from
 * the x axis, rad. With d = sin(phi1 - phi2), zero for parallel lines, the coordinates are infinite
 * or NaN where there is no crossing.
 */
public final class PlaneLines {
  private PlaneLines() {}

  /** Distance coefficient of a line: y cos phi - x sin phi, the same for all points on it. */
  public static double offset(double x, double y, double cos, double sin) {
    return y * cos - x * sin;
  }

  /** Sine of the angle from the second line to the first. */
  public static double sine(double cos1, double sin1, double cos2, double sin2) {
    return sin1 * cos2 - cos1 * sin2;
  }

  /** Coordinate x of the crossing of lines with given offsets. */
  public static double crossingX(
      double cos1, double sin1, double offset1, double cos2, double sin2, double offset2) {
    return (cos1 * offset2 - cos2 * offset1) / sine(cos1, sin1, cos2, sin2);
  }

  /** Coordinate y of the crossing of lines with given offsets. */
  public static double crossingY(
      double cos1, double sin1, double offset1, double cos2, double sin2, double offset2) {
    return (sin1 * offset2 - sin2 * offset1) / sine(cos1, sin1, cos2, sin2);
  }
}
