package io.bluewake.math.minimize;

/**
 * First and second derivatives of a problem from differences. Steps adapt to the curvature such
 * that function values differ by about the square root of their precision.
 */
final class Derivatives {
  private final Problem problem;
  private final int n;
  private final double[] x;
  private final double[] ahead;
  private final double[] scratch;
  private final double[] trial;

  Derivatives(Problem problem) {
    this.problem = problem;
    n = problem.size;
    x = new double[n];
    ahead = new double[n];
    scratch = new double[n];
    trial = new double[n * n];
  }

  /**
   * Guesses derivatives from the sizes of steps: those of a parabola that rises by the error
   * definition within a step.
   *
   * @param size step of each parameter, in its own units
   */
  void guess(State s, double[] size) {
    for (int i = 0; i < n; i++) {
      double t = s.x[i];
      double p = problem.toExternal(i, t);
      double up = p + size[i];
      double down = p - size[i];
      if (problem.isBounded(i)) {
        up = problem.clamp(i, up);
        down = problem.clamp(i, down);
      }
      double above = problem.toInternal(i, up) - t;
      double below = problem.toInternal(i, down) - t;
      double least = 8 * Problem.EPS2 * (Math.abs(t) + Problem.EPS2);
      double width = Math.max(0.5 * (Math.abs(above) + Math.abs(below)), least);
      s.curvature[i] = 2 * problem.up / (width * width);
      s.gradient[i] = s.curvature[i] * width;
      s.step[i] = Math.max(least, 0.1 * width);
      if (problem.isBounded(i)) {
        s.step[i] = Math.min(0.5, s.step[i]);
      }
    }
  }

  /** Improves first derivatives and curvatures by differences, starting from those there are. */
  void refine(State s, Effort effort) {
    System.arraycopy(s.x, 0, x, 0, n);
    double noise = 8 * Problem.EPS2 * (Math.abs(s.value) + problem.up);
    for (int i = 0; i < n; i++) {
      double center = x[i];
      double guard = Problem.EPS2 + Math.abs(s.gradient[i] * Problem.EPS2);
      double before = 0;
      for (int cycle = 0; cycle < effort.gradientCycles(); cycle++) {
        double step = stepFor(s, i, noise, guard, center);
        if (Math.abs((step - before) / step) < effort.gradientStepTolerance()) {
          break;
        }
        s.step[i] = step;
        before = step;
        x[i] = center + step;
        double plus = problem.value(x);
        x[i] = center - step;
        double minus = problem.value(x);
        x[i] = center;
        double old = s.gradient[i];
        s.gradient[i] = 0.5 * (plus - minus) / step;
        s.curvature[i] = (plus + minus - 2 * s.value) / step / step;
        double change = Math.abs(old - s.gradient[i]);
        if (change / (Math.abs(s.gradient[i]) + noise / step) < effort.gradientTolerance()) {
          break;
        }
      }
    }
  }

  private double stepFor(State s, int i, double noise, double guard, double center) {
    double best = Math.sqrt(noise / (Math.abs(s.curvature[i]) + guard));
    double step = Math.max(best, Math.abs(0.1 * s.step[i]));
    if (problem.isBounded(i)) {
      step = Math.min(0.5, step);
    }
    step = Math.min(step, 10 * Math.abs(s.step[i]));
    double least = Math.max(8 * Problem.EPS * Problem.EPS, 8 * Math.abs(Problem.EPS2 * center));
    return Math.max(step, least);
  }

  /**
   * Computes the matrix of second derivatives and makes its inverse the covariance of the state.
   * When that fails the covariance is diagonal and the state not accurate.
   *
   * @param mostCalls calls after which to give up
   */
  void hessian(State s, Effort effort, int mostCalls) {
    System.arraycopy(s.x, 0, x, 0, n);
    double value = problem.value(x);
    double wanted = Math.sqrt(Problem.EPS2) * (Math.abs(value) + problem.up);
    double[] gradient = scratch;
    System.arraycopy(s.gradient, 0, gradient, 0, n);
    for (int i = 0; i < n; i++) {
      if (!diagonal(s, i, value, wanted, gradient, effort) || problem.calls() > mostCalls) {
        s.setDiagonalCovariance();
        s.quality = problem.calls() > mostCalls ? State.Quality.CALL_LIMIT : State.Quality.FAILED;
        return;
      }
    }
    // Differences were taken with these steps; refining the gradient changes the steps.
    for (int i = 0; i < n; i++) {
      trial[i] = s.step[i];
    }
    System.arraycopy(gradient, 0, s.gradient, 0, n);
    refineBesideHessian(s, effort);
    mixed(s, value);
    boolean wasPositive = s.makePositive(1);
    if (!SymmetricMatrix.invert(s.covariance, n, scratch)) {
      s.setDiagonalCovariance();
      s.quality = State.Quality.FAILED;
      return;
    }
    s.quality = wasPositive ? State.Quality.ACCURATE : State.Quality.FORCED;
    s.uncertainty = wasPositive ? 0 : 1;
    s.estimateDistance();
  }

  private boolean diagonal(
      State s, int i, double value, double wanted, double[] gradient, Effort effort) {
    double center = x[i];
    double least = 8 * Problem.EPS2 * (Math.abs(center) + Problem.EPS2);
    double d = Math.max(Math.abs(s.step[i]), least);
    for (int cycle = 0; cycle < effort.hessianCycles(); cycle++) {
      double plus = 0;
      double minus = 0;
      double sagitta = 0;
      for (int widening = 0; widening < 5; widening++) {
        x[i] = center + d;
        plus = problem.value(x);
        x[i] = center - d;
        minus = problem.value(x);
        x[i] = center;
        sagitta = 0.5 * (plus + minus - 2 * value);
        if (sagitta != 0 || (problem.isBounded(i) && d > 0.5)) {
          break;
        }
        d *= 10;
        if (problem.isBounded(i) && d > 0.5) {
          d = 0.51;
        }
      }
      if (sagitta == 0) {
        return false;
      }
      double before = s.curvature[i];
      s.curvature[i] = 2 * sagitta / (d * d);
      gradient[i] = (plus - minus) / (2 * d);
      s.step[i] = d;
      ahead[i] = plus;
      double last = d;
      d = Math.sqrt(2 * wanted / Math.abs(s.curvature[i]));
      if (problem.isBounded(i)) {
        d = Math.min(0.5, d);
      }
      d = Math.max(d, least);
      if (Math.abs((d - last) / d) < effort.hessianStepTolerance()
          || Math.abs((s.curvature[i] - before) / s.curvature[i]) < effort.hessianTolerance()) {
        break;
      }
      d = Math.max(Math.min(d, 10 * last), 0.1 * last);
    }
    return true;
  }

  /** First derivatives with smaller steps, where the curvature matters less. */
  private void refineBesideHessian(State s, Effort effort) {
    double noise = 4 * Problem.EPS2 * (Math.abs(s.value) + problem.up);
    for (int i = 0; i < n; i++) {
      double center = x[i];
      double least = 4 * Problem.EPS2 * (center + Problem.EPS2);
      double guard = Problem.EPS2 + Math.abs(s.gradient[i] * Problem.EPS2);
      double best = Math.sqrt(noise / (Math.abs(s.curvature[i]) + guard));
      double d = Math.max(Math.min(0.2 * Math.abs(s.step[i]), best), least);
      double smallestChange = 10_000;
      for (int cycle = 0; cycle < effort.hessianGradientCycles(); cycle++) {
        x[i] = center + d;
        double plus = problem.value(x);
        x[i] = center - d;
        double minus = problem.value(x);
        x[i] = center;
        double old = s.gradient[i];
        double derivative = (plus - minus) / (2 * d);
        double rounding = Problem.EPS * (Math.abs(plus) + Math.abs(minus)) / d;
        if (derivative == 0) {
          break;
        }
        double change = Math.abs((old - derivative) / derivative);
        if (change > smallestChange && cycle > 1) {
          break;
        }
        smallestChange = change;
        s.gradient[i] = derivative;
        s.step[i] = d;
        if (change < 0.05 || Math.abs(old - derivative) < rounding || d < least) {
          break;
        }
        d *= 0.2;
      }
    }
  }

  /** Fills the covariance of the state with second derivatives, not inverted yet. */
  private void mixed(State s, double value) {
    double[] d = scratch;
    System.arraycopy(trial, 0, d, 0, n);
    for (int i = 0; i < n; i++) {
      s.covariance[i * n + i] = s.curvature[i];
      x[i] += d[i];
      for (int j = i + 1; j < n; j++) {
        x[j] += d[j];
        double corner = problem.value(x);
        x[j] -= d[j];
        double element = (corner + value - ahead[i] - ahead[j]) / (d[i] * d[j]);
        s.covariance[i * n + j] = element;
        s.covariance[j * n + i] = element;
      }
      x[i] -= d[i];
    }
  }
}
