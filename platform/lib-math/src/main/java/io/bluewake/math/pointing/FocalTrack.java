package io.bluewake.math.pointing;

/**
 * A {@link FocalTransform} measured at several times. Between two times it is interpolated
 * linearly; before the first and after the last it is held. Its variance is that of the
 * interpolation plus what a random walk adds between or after measurements. Immutable.
 */
public final class FocalTrack {
  /** How good a value is. */
  public enum State {
    /** There is no measurement at all. */
    NONE,
    /** Within or near measurements. */
    FRESH,
    /** The next measurement is further away than allowed. */
    STALE
  }

  private static final int N = FocalTransform.SIZE;

  private final double[] time;
  private final double[] value;
  private final double[] variance;
  private final double[] walk;
  private final double longest;

  /**
   * A track.
   *
   * @param time growing, s
   * @param value {@code [time][4]}
   * @param variance {@code [time][4]}; infinite for what was not measured
   * @param walk variance that each of the four numbers gains per second without measurement
   * @param longest time from a measurement after which a value is stale, s
   */
  public FocalTrack(
      double[] time, double[] value, double[] variance, double[] walk, double longest) {
    for (int i = 1; i < time.length; i++) {
      if (!(time[i] >= time[i - 1])) {
        throw new IllegalArgumentException("times do not grow at entry " + i);
      }
    }
    if (value.length != N * time.length || variance.length != value.length || walk.length != N) {
      throw new IllegalArgumentException("lengths do not fit " + time.length + " times");
    }
    this.time = time.clone();
    this.value = value.clone();
    this.variance = variance.clone();
    this.walk = walk.clone();
    this.longest = longest;
  }

  /** Number of measurements. */
  public int size() {
    return time.length;
  }

  /**
   * Value and variance at a time.
   *
   * @param at time, s
   * @param outValue receives four numbers; 0 for what is not known
   * @param outVariance receives four variances; infinite for what is not known
   */
  public State at(double at, double[] outValue, double[] outVariance) {
    int n = time.length;
    if (n == 0) {
      java.util.Arrays.fill(outValue, 0, N, 0);
      java.util.Arrays.fill(outVariance, 0, N, Double.POSITIVE_INFINITY);
      return State.NONE;
    }
    int found = java.util.Arrays.binarySearch(time, at);
    int right = found >= 0 ? found : -found - 1;
    int left = found >= 0 ? found : right - 1;
    int a = Math.max(0, left);
    int b = Math.min(n - 1, right);
    double span = time[b] - time[a];
    double part = span > 0 ? (at - time[a]) / span : 0;
    double gap = Math.min(Math.abs(at - time[a]), Math.abs(time[b] - at));
    for (int i = 0; i < N; i++) {
      blend(
          value[N * a + i],
          variance[N * a + i],
          value[N * b + i],
          variance[N * b + i],
          part,
          i,
          outValue,
          outVariance);
      outVariance[i] += walk[i] * (a == b ? gap : span * part * (1 - part));
    }
    return gap <= longest ? State.FRESH : State.STALE;
  }

  /** What only one side knows is taken from there. */
  private static void blend(
      double x,
      double vx,
      double y,
      double vy,
      double part,
      int i,
      double[] outValue,
      double[] outVariance) {
    if (Double.isInfinite(vx) || Double.isInfinite(vy)) {
      boolean first = Double.isInfinite(vy);
      outVariance[i] = first ? vx : vy;
      outValue[i] = Double.isInfinite(outVariance[i]) ? 0 : first ? x : y;
      return;
    }
    outValue[i] = x + part * (y - x);
    outVariance[i] = (1 - part) * (1 - part) * vx + part * part * vy;
  }
}
