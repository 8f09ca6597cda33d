package io.bluewake.math.minimize;

/**
 * Minimization by a moving simplex, J. A. Nelder and R. Mead, Comput. J. 7 (1965) 308, with a
 * parabola along the reflection as in MINUIT. Needs no derivatives, so kinks do not stop it.
 */
final class Simplex {
  private static final double FIRST_SIZE = 10;
  private static final double CONTRACTION = 0.5;
  private static final double EXPANSION = 2;
  private static final double REFLECTED = 2;
  private static final double EXPANDED = 1 + EXPANSION;
  private static final double LEAST_STRETCH = 4;
  private static final double MOST_STRETCH = 8;

  private final Problem problem;
  private final int n;
  private final double[][] corner;
  private final double[] value;
  private final double[] center;
  private final double[] reflected;
  private final double[] tried;
  private final double[] stretched;
  private final double[] extent;
  private int low;
  private int high;

  Simplex(Problem problem) {
    this.problem = problem;
    n = problem.size;
    corner = new double[n + 1][n];
    value = new double[n + 1];
    center = new double[n];
    reflected = new double[n];
    tried = new double[n];
    stretched = new double[n];
    extent = new double[n];
  }

  /** Estimated internal errors of the parameters after a search. */
  double[] extent() {
    return extent;
  }

  /**
   * Moves a state to a lower place.
   *
   * @param s where to start; its steps, a tenth of the first simplex, and its value must be set
   * @param goal difference between highest and lowest corner at which to end
   */
  void search(State s, double goal, int mostCalls) {
    start(s);
    double before;
    boolean goesOn;
    do {
      before = height();
      goesOn = move();
    } while (goesOn && (height() > goal || before > goal) && problem.calls() < mostCalls);
    averageWithoutHighest();
    double f = problem.value(center);
    if (f < value[low]) {
      replaceHighest(center, f);
      System.arraycopy(center, 0, s.x, 0, n);
      s.value = f;
    } else {
      System.arraycopy(corner[low], 0, s.x, 0, n);
      s.value = value[low];
    }
    measure();
  }

  private void start(State s) {
    System.arraycopy(s.x, 0, corner[0], 0, n);
    value[0] = s.value;
    low = 0;
    high = 0;
    for (int i = 0; i < n; i++) {
      double[] x = corner[i + 1];
      System.arraycopy(s.x, 0, x, 0, n);
      double least = 8 * Problem.EPS2 * (Math.abs(x[i]) + Problem.EPS2);
      x[i] += Math.max(FIRST_SIZE * s.step[i], least);
      value[i + 1] = problem.value(x);
      if (value[i + 1] < value[low]) {
        low = i + 1;
      }
      if (value[i + 1] > value[high]) {
        high = i + 1;
      }
    }
  }

  private double height() {
    return value[high] - value[low];
  }

  private void averageWithoutHighest() {
    java.util.Arrays.fill(center, 0);
    for (int c = 0; c <= n; c++) {
      for (int i = 0; i < n && c != high; i++) {
        center[i] += corner[c][i] / n;
      }
    }
  }

  private void replaceHighest(double[] x, double f) {
    System.arraycopy(x, 0, corner[high], 0, n);
    value[high] = f;
    if (f < value[low]) {
      low = high;
    }
    high = 0;
    for (int c = 1; c <= n; c++) {
      if (value[c] > value[high]) {
        high = c;
      }
    }
  }

  /** The point a (1 - weight) + b weight. */
  private double between(double[] a, double[] b, double weight, double[] out) {
    for (int i = 0; i < n; i++) {
      out[i] = (1 - weight) * a[i] + weight * b[i];
    }
    return problem.value(out);
  }

  /** Replaces the highest corner; false when nothing is lower. */
  private boolean move() {
    averageWithoutHighest();
    double lowest = value[low];
    double fReflected = between(corner[high], center, REFLECTED, reflected);
    if (fReflected > lowest) {
      if (fReflected < value[high]) {
        int replaced = high;
        replaceHighest(reflected, fReflected);
        if (high != replaced) {
          return true;
        }
      }
      return contract();
    }
    double fExpanded = between(center, reflected, EXPANSION, tried);
    double y1 = (fReflected - value[high]) * EXPANDED;
    double y2 = (fExpanded - value[high]) * REFLECTED;
    double stretch = 0.5 * (EXPANDED * y1 - REFLECTED * y2) / (y1 - y2);
    if (stretch < LEAST_STRETCH) {
      keepLower(fExpanded, fReflected);
      return true;
    }
    stretch = Math.min(stretch, MOST_STRETCH);
    double fStretched = between(corner[high], center, stretch, stretched);
    if (fStretched < value[low] && fStretched < fExpanded) {
      replaceHighest(stretched, fStretched);
    } else if (fExpanded < value[low] || fStretched > value[low]) {
      keepLower(fExpanded, fReflected);
    } else if (fReflected > value[high]) {
      return contract();
    }
    return true;
  }

  private void keepLower(double fExpanded, double fReflected) {
    if (fExpanded < value[low]) {
      replaceHighest(tried, fExpanded);
    } else {
      replaceHighest(reflected, fReflected);
    }
  }

  private boolean contract() {
    double f = between(center, corner[high], CONTRACTION, tried);
    if (f > value[high]) {
      return false;
    }
    replaceHighest(tried, f);
    return true;
  }

  private void measure() {
    double scale = Math.sqrt(problem.up / height());
    for (int i = 0; i < n; i++) {
      double least = corner[0][i];
      double most = least;
      for (int c = 1; c <= n; c++) {
        least = Math.min(least, corner[c][i]);
        most = Math.max(most, corner[c][i]);
      }
      extent[i] = (most - least) * scale;
    }
  }
}
