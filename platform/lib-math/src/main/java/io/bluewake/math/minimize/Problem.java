package io.bluewake.math.minimize;

/**
 * An objective seen through parameters without bounds. A parameter p between a and b is written as
 * p = a + (b - a)/2 (sin t + 1), one above a as p = a - 1 + sqrt(t^2 + 1), and t goes anywhere.
 */
final class Problem {
  /** Relative precision that function values are trusted to. */
  static final double EPS = 4 * Math.ulp(1.0);

  /** Relative precision that derivatives are trusted to. */
  static final double EPS2 = 2 * Math.sqrt(EPS);

  final int size;

  /** Change of the objective that is one standard deviation. */
  final double up;

  private final double[] lower;
  private final double[] upper;
  private final double[] external;
  private Objective objective = p -> Double.NaN;
  private int calls;
  private int earlierCalls;

  Problem(double up, double[] lower, double[] upper) {
    this.up = up;
    size = lower.length;
    this.lower = lower;
    this.upper = upper;
    external = new double[size];
  }

  void start(Objective newObjective) {
    objective = newObjective;
    calls = 0;
    earlierCalls = 0;
  }

  /** Counts calls from zero again. */
  void restart() {
    earlierCalls += calls;
    calls = 0;
  }

  /** Calls of this part of a search. */
  int calls() {
    return calls;
  }

  int allCalls() {
    return earlierCalls + calls;
  }

  /** Value at an internal point. */
  double value(double[] t) {
    for (int i = 0; i < size; i++) {
      external[i] = toExternal(i, t[i]);
    }
    calls++;
    return objective.value(external);
  }

  boolean hasLower(int i) {
    return lower[i] > Double.NEGATIVE_INFINITY;
  }

  boolean hasUpper(int i) {
    return upper[i] < Double.POSITIVE_INFINITY;
  }

  boolean isBounded(int i) {
    return hasLower(i) || hasUpper(i);
  }

  /** The nearest value within the bounds. */
  double clamp(int i, double p) {
    return Math.max(lower[i], Math.min(upper[i], p));
  }

  /** Distance to the nearer bound. */
  double room(int i, double p) {
    return Math.min(p - lower[i], upper[i] - p);
  }

  double toExternal(int i, double t) {
    if (!isBounded(i)) {
      return t;
    }
    if (hasLower(i) && hasUpper(i)) {
      return lower[i] + 0.5 * (upper[i] - lower[i]) * (Math.sin(t) + 1);
    }
    double depth = Math.sqrt(t * t + 1) - 1;
    return hasLower(i) ? lower[i] + depth : upper[i] - depth;
  }

  double toInternal(int i, double p) {
    if (!isBounded(i)) {
      return p;
    }
    if (hasLower(i) && hasUpper(i)) {
      double y = 2 * (p - lower[i]) / (upper[i] - lower[i]) - 1;
      // At a bound the derivative vanishes, so stay a little inside.
      double edge = Math.PI / 2 - 8 * Math.sqrt(EPS2);
      return y * y > 1 - EPS2 ? Math.copySign(edge, y) : Math.asin(y);
    }
    double y = 1 + (hasLower(i) ? p - lower[i] : upper[i] - p);
    return y * y < 1 ? 0 : Math.sqrt(y * y - 1);
  }

  /** Half the range of a parameter that an internal error makes at an internal value. */
  double toExternalError(int i, double t, double error) {
    if (!isBounded(i)) {
      return error;
    }
    double p = toExternal(i, t);
    double above = toExternal(i, t + error) - p;
    double below = toExternal(i, t - error) - p;
    if (hasLower(i) && hasUpper(i) && error > 1) {
      above = upper[i] - lower[i];
    }
    return 0.5 * (Math.abs(above) + Math.abs(below));
  }
}
