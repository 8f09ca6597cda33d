package io.bluewake.math.minimize;

/**
 * Looks for the lowest value along a direction with parabolas: first through the start with its
 * slope and the full step, then through the three best points, until a new parabola points to where
 * one was already.
 */
final class LineSearch {
  private static final double TOLERANCE = 0.05;
  private static final double LONGEST_SECOND_STEP = 5;
  private static final double GROWTH = 2;
  private static final int MOST_CALLS = 12;

  private final Problem problem;
  private final double[] trial;
  private final double[] at = new double[3];
  private final double[] value = new double[3];
  private double best;
  private double bestValue;
  private double lowest;
  private double highest;
  private double longest;
  private double tolerance;
  private int calls;

  LineSearch(Problem problem) {
    this.problem = problem;
    trial = new double[problem.size];
  }

  /** How far to go, in steps. */
  double best() {
    return best;
  }

  /** Value there. */
  double bestValue() {
    return bestValue;
  }

  /**
   * Searches.
   *
   * @param x start
   * @param start value at the start
   * @param step direction, as long as the expected way
   * @param slope derivative along the step
   */
  void search(double[] x, double start, double[] step, double slope) {
    at[0] = 0;
    value[0] = start;
    at[1] = 1;
    value[1] = valueAt(x, step, 1);
    calls = 2;
    best = 0;
    bestValue = start;
    note(1, value[1]);
    lowest = -100;
    highest = 1000;
    longest = LONGEST_SECOND_STEP;
    tolerance = TOLERANCE;
    if (interpolateWithSlope(x, step, slope, shortest(x, step))) {
      interpolate(x, step);
    }
  }

  private double valueAt(double[] x, double[] step, double lambda) {
    for (int i = 0; i < problem.size; i++) {
      trial[i] = x[i] + lambda * step[i];
    }
    return problem.value(trial);
  }

  private boolean note(double lambda, double f) {
    if (f < bestValue) {
      best = lambda;
      bestValue = f;
      return true;
    }
    return false;
  }

  private double shortest(double[] x, double[] step) {
    double least = 0;
    for (int i = 0; i < problem.size; i++) {
      if (step[i] != 0) {
        double ratio = Math.abs(x[i] / step[i]);
        least = least == 0 ? ratio : Math.min(least, ratio);
      }
    }
    return (least < Problem.EPS ? Problem.EPS : least) * Problem.EPS2;
  }

  /** Finds a third point; false when the search is over. */
  private boolean interpolateWithSlope(double[] x, double[] step, double slope, double shortest) {
    double lambda = 1;
    boolean isFlat;
    do {
      double curvature = 2 * (value[1] - value[0] - slope * lambda) / (lambda * lambda);
      lambda = curvature != 0 ? -slope / curvature : 1;
      if (lambda < 0 || lambda > longest) {
        lambda = longest;
      }
      if (lambda < tolerance) {
        lambda = tolerance;
      }
      if (lambda < shortest) {
        return false;
      }
      if (Math.abs(lambda - 1) < tolerance) {
        if (value[1] < value[0]) {
          return false;
        }
        lambda = 1 + tolerance;
      }
      at[2] = lambda;
      value[2] = valueAt(x, step, lambda);
      calls++;
      note(lambda, value[2]);
      isFlat = Math.abs(value[0] - bestValue) < Math.abs(bestValue) * Problem.EPS;
      if (isFlat) {
        tolerance = TOLERANCE * lambda;
        highest = lambda - tolerance;
        longest = highest;
        at[1] = lambda;
        value[1] = value[2];
      }
    } while (isFlat && calls < MOST_CALLS);
    return calls < MOST_CALLS;
  }

  private void interpolate(double[] x, double[] step) {
    while (calls < MOST_CALLS) {
      longest = Math.max(longest, GROWTH * Math.abs(best));
      double lambda = vertex();
      double f;
      boolean isWorst;
      do {
        double near = Math.max(tolerance, Math.abs(tolerance * lambda));
        for (int k = 0; k < 3; k++) {
          if (Math.abs(at[k] - lambda) < near) {
            return;
          }
        }
        f = valueAt(x, step, lambda);
        isWorst = f > value[0] && f > value[1] && f > value[2];
        if (isWorst) {
          narrow(lambda);
          lambda = 0.5 * (lambda + best);
          calls++;
        }
      } while (isWorst && calls < MOST_CALLS);
      if (calls >= MOST_CALLS) {
        return;
      }
      int worst = value[0] > value[1] && value[0] > value[2] ? 0 : 2;
      if (value[1] > value[0] && value[1] > value[2]) {
        worst = 1;
      }
      at[worst] = lambda;
      value[worst] = f;
      if (!note(lambda, f)) {
        narrow(lambda);
      }
      calls++;
    }
  }

  /** Lowest point of the parabola through the three points, kept within reach. */
  private double vertex() {
    double d01 = at[0] - at[1];
    double d02 = at[0] - at[2];
    double d12 = at[1] - at[2];
    double middle = (at[0] + at[1] + at[2]) / 3;
    double w0 = value[0] / (d01 * d02);
    double w1 = -value[1] / (d01 * d12);
    double w2 = value[2] / (d02 * d12);
    double a = w0 + w1 + w2;
    // Slope at the middle, where the sums of the other two offsets are minus the own offset.
    double b = w0 * (at[0] - middle) + w1 * (at[1] - middle) + w2 * (at[2] - middle);
    b -= 2 * middle * a;
    double lambda;
    if (a < Problem.EPS2) {
      lambda = 2 * a * best + b < 0 ? best + longest : best - longest;
    } else {
      lambda = -b / (2 * a);
      lambda = Math.max(best - longest, Math.min(best + longest, lambda));
    }
    return lambda > 0 ? Math.min(lambda, highest) : Math.max(lambda, lowest);
  }

  private void narrow(double lambda) {
    if (lambda > best) {
      highest = Math.min(highest, lambda - tolerance);
    }
    if (lambda < best) {
      lowest = Math.max(lowest, lambda + tolerance);
    }
  }
}
