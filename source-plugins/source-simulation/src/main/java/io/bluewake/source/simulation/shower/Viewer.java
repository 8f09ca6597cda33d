package io.bluewake.source.simulation.shower;

/** A telescope as showers see it. Positions relative to the core of the shower. */
public interface Viewer {
  /** Position, m north. */
  double x();

  /** Position, m west. */
  double y();

  /** Position, m above sea level. */
  double z();

  /** Refractivity integrated from the position upwards, m. */
  double excess();

  /** Photo-electrons per metre of track and unit of sin² of the Cherenkov angle. */
  double lightYield(double height);

  /** Mirror area, m². */
  double area();

  /** Radius of the mirror, m. */
  double radius();

  /**
   * Records photo-electrons from a direction.
   *
   * @param dx vector towards the light, of any length
   * @param dy west component
   * @param dz up component
   */
  void record(double dx, double dy, double dz, double timeNs, double number);

  /** Whether light from a direction can reach the camera. */
  boolean sees(double dx, double dy, double dz);
}
