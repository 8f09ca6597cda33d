package io.bluewake.math.minimize;

import java.util.Arrays;

/**
 * Finds a minimum with a variable-metric method: line searches along Newton steps, whose covariance
 * matrix is improved from the change of the gradient by the formula of Davidon, Fletcher and Powell
 * or the one of Broyden, Fletcher, Goldfarb and Shanno.
 *
 * <p>The search ends where the expected distance to the minimum, half g^T V g, is below 0.0002
 * times the error definition, taken with the uncertainty of the covariance. Errors are square roots
 * of the covariance, moved to bounded parameters. A search that does not converge is repeated from
 * where a simplex leads, with more effort, up to four times.
 *
 * <p>Reusable, allocates nothing while searching; not thread safe.
 */
public final class Migrad {
  private static final double TOLERANCE = 0.1;
  private static final int RETRIES = 4;
  private static final double DISTANCE_PER_TOLERANCE = 0.002;

  private final int n;
  private final Problem problem;
  private final Derivatives derivatives;
  private final LineSearch line;
  private final Simplex simplex;
  private final State state;
  private final State next;
  private final double[] newton;
  private final double[] dx;
  private final double[] dg;
  private final double[] vg;
  private final double[] update;
  private final double[] values;
  private final double[] errors;
  private final double goal;
  private final int mostCalls;
  private boolean isValid;
  private boolean isAtLimit;
  private boolean reachedCallLimit;
  private boolean isFar;

  /**
   * Creates a minimizer.
   *
   * @param errorDefinition change of the function that is one standard deviation: 1 for chi square,
   *     0.5 for a negative logarithm of a likelihood
   * @param lower lower bounds, minus infinity for none
   * @param upper upper bounds, infinity for none; arrays are kept, so bounds can be changed
   */
  public Migrad(double errorDefinition, double[] lower, double[] upper) {
    n = lower.length;
    problem = new Problem(errorDefinition, lower, upper);
    derivatives = new Derivatives(problem);
    line = new LineSearch(problem);
    simplex = new Simplex(problem);
    mostCalls = 200 + 100 * n + 5 * n * n;
    state = new State(n);
    next = new State(n);
    newton = new double[n];
    dx = new double[n];
    dg = new double[n];
    vg = new double[n];
    update = new double[n * n];
    values = new double[n];
    errors = new double[n];
    goal = DISTANCE_PER_TOLERANCE * Math.max(Problem.EPS2, TOLERANCE * errorDefinition);
  }

  /** Parameters at the minimum. */
  public double[] values() {
    return values;
  }

  /** Standard deviations of the parameters. */
  public double[] errors() {
    return errors;
  }

  /** The minimum. */
  public double minimum() {
    return state.value;
  }

  /** Whether the search has converged. */
  public boolean isValid() {
    return isValid;
  }

  /** Whether a parameter is closer to a bound than half its error. */
  public boolean isAtLimit() {
    return isAtLimit;
  }

  /** How often the function was evaluated. */
  public int calls() {
    return problem.allCalls();
  }

  /**
   * Searches from a point.
   *
   * @param objective what to minimize
   * @param start parameters to start from; bounds prevail
   * @param size expected sizes of errors
   */
  public void minimize(Objective objective, double[] start, double[] size) {
    problem.start(objective);
    for (int i = 0; i < n; i++) {
      state.x[i] = problem.toInternal(i, problem.clamp(i, start[i]));
      errors[i] = size[i];
    }
    search(errors, Effort.MEDIUM);
    takeResult(null);
    for (int retry = 0; retry < RETRIES && !isValid && !reachedCallLimit; retry++) {
      walk();
      search(errors, Effort.HIGH);
      takeResult(null);
    }
  }

  /** Moves with a simplex, which leaves places where derivatives mislead. */
  private void walk() {
    problem.restart();
    startFromValues();
    state.value = problem.value(state.x);
    derivatives.guess(state, errors);
    simplex.search(state, TOLERANCE * problem.up, mostCalls);
    takeResult(simplex.extent());
    problem.restart();
    startFromValues();
  }

  private void startFromValues() {
    for (int i = 0; i < n; i++) {
      state.x[i] = problem.toInternal(i, values[i]);
    }
  }

  /**
   * Sets values and errors from the state.
   *
   * @param internalErrors errors of the internal parameters; null for those of the covariance
   */
  private void takeResult(double[] internalErrors) {
    isAtLimit = false;
    for (int i = 0; i < n; i++) {
      values[i] = problem.toExternal(i, state.x[i]);
      double error =
          internalErrors == null
              ? Math.sqrt(2 * problem.up * state.covariance[i * n + i])
              : internalErrors[i];
      errors[i] = problem.toExternalError(i, state.x[i], error);
      if (problem.isBounded(i)) {
        isAtLimit |= problem.room(i, values[i]) < 0.5 * errors[i];
      }
    }
  }

  private void search(double[] size, Effort effort) {
    state.value = problem.value(state.x);
    derivatives.guess(state, size);
    derivatives.refine(state, effort);
    state.guessCovariance(false);
    leaveMaxima(effort);
    if (effort.startsWithHessian()) {
      derivatives.hessian(state, effort, mostCalls);
    }
    isValid = false;
    reachedCallLimit = false;
    if (state.distance < 0 || !state.isUsable()) {
      return;
    }
    int callLimit = mostCalls;
    boolean again;
    int pass = 0;
    do {
      again = false;
      descend(callLimit, effort);
      boolean good = state.isUsable() && !isFar && !Double.isNaN(state.distance);
      if (reachedCallLimit || (pass > 0 && !good)) {
        return;
      }
      if (state.uncertainty > effort.trust()) {
        derivatives.hessian(state, effort, mostCalls);
        if (!state.isUsable()) {
          return;
        }
        again = state.distance > goal && state.distance >= Math.abs(Problem.EPS2 * state.value);
      }
      callLimit = (int) (mostCalls * 1.3);
      pass++;
    } while (again);
    isValid = state.distance <= 10 * goal && state.isUsable();
  }

  /** Goes on while a curvature is negative: along that parameter until it is not. */
  private void leaveMaxima(Effort effort) {
    boolean moved = false;
    for (int turn = 0; turn <= 2 * n; turn++) {
      int i = 0;
      while (i < n && !isMaximum(i)) {
        i++;
      }
      if (i == n) {
        break;
      }
      Arrays.fill(newton, 0);
      newton[i] = state.gradient[i] < 0 ? state.step[i] : -state.step[i];
      line.search(state.x, state.value, newton, newton[i] * state.gradient[i]);
      state.x[i] += line.best() * newton[i];
      state.value = line.bestValue();
      derivatives.refine(state, effort);
      moved = true;
    }
    if (moved) {
      state.guessCovariance(true);
    }
  }

  private boolean isMaximum(int i) {
    return state.curvature[i] <= 0
        && (Math.abs(state.gradient[i]) >= Problem.EPS
            || Math.abs(state.curvature[i]) >= Problem.EPS);
  }

  private void descend(int callLimit, Effort effort) {
    isFar = false;
    reachedCallLimit = false;
    double distance = state.distance * (1 + 3 * state.uncertainty);
    do {
      double slope = newtonStep();
      if (SymmetricMatrix.dot(state.gradient, state.gradient, n) <= 0) {
        break;
      }
      if (slope > 0) {
        state.makePositive(state.uncertainty);
        slope = newtonStep();
        if (slope > 0) {
          return;
        }
      }
      line.search(state.x, state.value, newton, slope);
      if (Math.abs(line.bestValue() - state.value) <= Math.abs(state.value) * Problem.EPS) {
        break;
      }
      moveTo(line.best(), effort);
      distance = 0.5 * SymmetricMatrix.form(state.covariance, next.gradient, n);
      if (distance < 0) {
        state.makePositive(state.uncertainty);
        distance = 0.5 * SymmetricMatrix.form(state.covariance, next.gradient, n);
      }
      if (!(distance >= 0)) {
        return;
      }
      improveCovariance();
      next.distance = distance;
      state.copyFrom(next);
      distance *= 1 + 3 * state.uncertainty;
    } while (distance > goal && problem.calls() < callLimit);
    reachedCallLimit = problem.calls() >= callLimit;
    isFar = distance >= 10 * goal && distance >= Math.abs(Problem.EPS2 * state.value);
  }

  private double newtonStep() {
    SymmetricMatrix.multiply(state.covariance, state.gradient, n, newton);
    for (int i = 0; i < n; i++) {
      newton[i] = -newton[i];
    }
    return SymmetricMatrix.dot(newton, state.gradient, n);
  }

  /** Fills the next state but for its covariance. */
  private void moveTo(double lambda, Effort effort) {
    next.copyFrom(state);
    for (int i = 0; i < n; i++) {
      next.x[i] = state.x[i] + lambda * newton[i];
    }
    next.value = line.bestValue();
    derivatives.refine(next, effort);
  }

  /** Covariance of the next state from the change of the gradient. */
  private void improveCovariance() {
    for (int i = 0; i < n; i++) {
      dx[i] = next.x[i] - state.x[i];
      dg[i] = next.gradient[i] - state.gradient[i];
    }
    double along = SymmetricMatrix.dot(dx, dg, n);
    double form = SymmetricMatrix.form(state.covariance, dg, n);
    System.arraycopy(state.covariance, 0, next.covariance, 0, n * n);
    next.uncertainty = state.uncertainty;
    next.quality = state.quality;
    if (along == 0 || form <= 0) {
      return;
    }
    SymmetricMatrix.multiply(state.covariance, dg, n, vg);
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double u = dx[i] * dx[j] / along - vg[i] * vg[j] / form;
        if (along > form) {
          u += form * (dx[i] / along - vg[i] / form) * (dx[j] / along - vg[j] / form);
        }
        update[i * n + j] = u;
        next.covariance[i * n + j] += u;
      }
    }
    double change =
        SymmetricMatrix.magnitude(update, n) / SymmetricMatrix.magnitude(next.covariance, n);
    next.uncertainty = 0.5 * (state.uncertainty + change);
    next.quality = State.Quality.ACCURATE;
  }
}
