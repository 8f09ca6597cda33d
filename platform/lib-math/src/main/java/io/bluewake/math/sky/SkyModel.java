package io.bluewake.math.sky;

/**
 * Everything between a time and a direction that does not depend on the observer: celestial pole,
 * Earth's motion, Earth orientation. Immutable, so one serves all threads.
 */
public final class SkyModel {
  /** Numbers that {@link #slow} fills. */
  static final int SLOW = 9;

  private static final double CENTURY = 36525.0 * TaiTime.DAY;

  private final CelestialPole pole = new CelestialPole();
  private final EarthEphemeris earth = new EarthEphemeris();
  private final EarthOrientation orientation;

  /**
   * A model with the given Earth orientation; reads the series, tenths of a second in a cold
   * process.
   */
  public SkyModel(EarthOrientation orientation) {
    this.orientation = orientation;
  }

  /** A model with the tables shipped. */
  public static SkyModel shipped() {
    return new SkyModel(EarthOrientation.shipped());
  }

  /** The Earth orientation in use. */
  public EarthOrientation orientation() {
    return orientation;
  }

  /**
   * What one observer sees at one moment. For many moments use {@link ContextInterpolator}.
   *
   * @throws IllegalArgumentException before 1972
   */
  public AstrometryContext context(Site site, Atmosphere air, TaiTime time) {
    AstrometryContext context = new AstrometryContext(site, air);
    double[] slow = new double[SLOW];
    slow(time.seconds(), time.fraction(), slow);
    context.set(orientation, time.seconds(), time.fraction(), slow);
    return context;
  }

  /** X, Y, s, then the Earth from the Sun (au), then its barycentric velocity (au/d). */
  void slow(long seconds, double fraction, double[] out) {
    double t = TaiTime.centuries(seconds, fraction);
    double[] motion = new double[9];
    earth.at(t + TaiTime.tdbMinusTt(t) / CENTURY, motion, 0);
    pole.at(t, out, 0);
    System.arraycopy(motion, 0, out, 3, 3);
    System.arraycopy(motion, 6, out, 6, 3);
  }
}
