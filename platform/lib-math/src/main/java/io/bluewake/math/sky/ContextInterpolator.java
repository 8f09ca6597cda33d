package io.bluewake.math.sky;

/**
 * Sets contexts to the times of events without computing the slow parts each time.
 *
 * <p>Celestial pole and motion of the Earth are computed at multiples of a step and interpolated
 * linearly; rotation of the Earth, polar motion and rotation of the observer are exact at each
 * time. With steps of 300 s directions differ from exact ones by less than 1e-7 arcsec, in general
 * by the square of the step. Times may come in any order; those within a step are cheap.
 *
 * <p>Not thread safe.
 */
public final class ContextInterpolator {
  /** A step in seconds that keeps directions within 1e-7 arcsec. */
  public static final int STEP_SECONDS = 300;

  private final SkyModel model;
  private final int step;
  private double[] before = new double[SkyModel.SLOW];
  private double[] after = new double[SkyModel.SLOW];
  private final double[] between = new double[SkyModel.SLOW];
  private long interval = Long.MIN_VALUE;

  /**
   * An interpolator with nodes at a given distance.
   *
   * @param model shared model
   * @param stepSeconds distance of the nodes, s
   */
  public ContextInterpolator(SkyModel model, int stepSeconds) {
    if (stepSeconds < 1) {
      throw new IllegalArgumentException("step of " + stepSeconds + " s");
    }
    this.model = model;
    this.step = stepSeconds;
  }

  /**
   * Sets a context to a time.
   *
   * @param seconds whole seconds since 1970 TAI
   * @param fraction rest, s
   * @param context receives the time
   * @throws IllegalArgumentException before 1972
   */
  public void set(long seconds, double fraction, AstrometryContext context) {
    long wanted = Math.floorDiv(seconds, step);
    if (wanted != interval) {
      move(wanted);
    }
    double part = (Math.floorMod(seconds, step) + fraction) / step;
    for (int i = 0; i < between.length; i++) {
      between[i] = before[i] + part * (after[i] - before[i]);
    }
    context.set(model.orientation(), seconds, fraction, between);
  }

  private void move(long wanted) {
    if (interval != Long.MIN_VALUE && wanted == interval + 1) {
      double[] swap = before;
      before = after;
      after = swap;
    } else {
      model.slow(wanted * step, 0, before);
    }
    model.slow((wanted + 1) * step, 0, after);
    interval = wanted;
  }
}
