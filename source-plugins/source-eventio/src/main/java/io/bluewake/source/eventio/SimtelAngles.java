package io.bluewake.source.eventio;

/** Small corrections to angles of single precision. */
final class SimtelAngles {
  private static final double HALF_PI = Math.PI / 2;
  private static final double CLOSE = HALF_PI * (1 + 1e-6);

  private SimtelAngles() {}

  /** An altitude, rad: the single precision number nearest to 90° is above it and becomes 90°. */
  static double clipAltitude(double altitude) {
    if (altitude > HALF_PI && altitude < CLOSE) {
      return HALF_PI;
    }
    return altitude < -HALF_PI && altitude > -CLOSE ? -HALF_PI : altitude;
  }
}
