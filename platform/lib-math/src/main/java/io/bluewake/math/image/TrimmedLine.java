package io.bluewake.math.image;

/**
 * Line by least trimmed squares: of all subsets of a given size, the one whose own least squares
 * line has the smallest sum of squared residuals.
 *
 * <p>For a fixed slope the best subset is a run of neighbours in the order of y - slope x. So the
 * points are kept in that order while the slope moves in small steps from one end of a range to the
 * other. Each exchange of two neighbours alters at most two runs, whose sums and residuals follow
 * in constant time: the sweep sees practically every subset that matters, at a cost of the number
 * of exchanges. Few points are swept over all slopes, many around what iteration from the least
 * squares line finds. The result depends on the points only, not on their order. Not thread safe.
 */
final class TrimmedLine {
  /** Up to this number of points all slopes are swept. */
  private static final int FEW = 40;

  private static final int FEW_STEPS = 48;

  /** Half the swept range of slopes for many points, in standard errors of the slope. */
  private static final double RANGE = 1;

  private static final double STEP = 0.5;
  private static final int MAX_ITERATIONS = 30;

  private int n;
  private int kept;
  private int runs;

  // Points in the order of z = y - slope x.
  private double[] x = new double[0];
  private double[] y = new double[0];
  private double[] z = new double[0];

  // Sums over each run of kept points.
  private double[] sx = new double[0];
  private double[] sy = new double[0];
  private double[] sxx = new double[0];
  private double[] sxy = new double[0];
  private double[] syy = new double[0];

  private double best;
  private double slope;
  private double intercept;
  private double error;

  /** Makes room for points. */
  void reserve(int points) {
    if (x.length < points) {
      x = new double[points];
      y = new double[points];
      z = new double[points];
      sx = new double[points];
      sy = new double[points];
      sxx = new double[points];
      sxy = new double[points];
      syy = new double[points];
    }
  }

  /** Takes a point; its values should be of moderate size, which keeps rounding errors small. */
  void put(int index, double px, double py) {
    x[index] = px;
    y[index] = py;
  }

  /**
   * Finds the line.
   *
   * @param points number of points put
   * @param keep size of the subset, at least 2
   * @param startSlope slope of the least squares line of all points
   * @param slopeScale typical slope between two points: spread of y over spread of x
   */
  void fit(int points, int keep, double startSlope, double slopeScale) {
    n = points;
    kept = keep;
    runs = n - keep + 1;
    best = Double.POSITIVE_INFINITY;
    slope = intercept = error = Double.NaN;
    order(startSlope);
    sumRuns();
    iterate();
    if (n <= FEW) {
      sweepAll(startSlope, slopeScale);
    } else {
      sweepNear();
    }
    iterate();
    concentrate();
  }

  /** Slope of the line. */
  double slope() {
    return slope;
  }

  /** Value of the line at 0. */
  double intercept() {
    return intercept;
  }

  /** Sum of the squared residuals of the kept points. */
  double objective() {
    return best;
  }

  private void sweepAll(double center, double scale) {
    if (!(scale > 0)) {
      return;
    }
    for (int i = 1; i < FEW_STEPS; i++) {
      move(center + scale * Math.tan(Math.PI * ((double) i / FEW_STEPS - 0.5)));
    }
  }

  private void sweepNear() {
    double center = slope;
    double step = STEP * error;
    if (!(step > 0)) {
      return;
    }
    int steps = (int) (RANGE / STEP);
    for (int i = -steps; i <= steps; i++) {
      move(center + i * step);
    }
  }

  /** Moves to the slope of the best run until that finds nothing better. */
  private void iterate() {
    for (int i = 0; i < MAX_ITERATIONS; i++) {
      double before = best;
      if (Double.isNaN(slope)) {
        return;
      }
      move(slope);
      if (best >= before) {
        return;
      }
    }
  }

  /** Sorts the points for a slope by Shell's method. */
  private void order(double newSlope) {
    for (int i = 0; i < n; i++) {
      z[i] = y[i] - newSlope * x[i];
    }
    for (int gap = n / 2; gap > 0; gap = gap == 2 ? 1 : (int) (gap / 2.2)) {
      for (int i = gap; i < n; i++) {
        double pz = z[i];
        double px = x[i];
        double py = y[i];
        int j = i;
        for (; j >= gap && z[j - gap] > pz; j -= gap) {
          z[j] = z[j - gap];
          x[j] = x[j - gap];
          y[j] = y[j - gap];
        }
        z[j] = pz;
        x[j] = px;
        y[j] = py;
      }
    }
  }

  private void sumRuns() {
    sumRun(0);
    consider(0);
    for (int r = 1; r < runs; r++) {
      double ax = x[r - 1];
      double ay = y[r - 1];
      double bx = x[r + kept - 1];
      double by = y[r + kept - 1];
      sx[r] = sx[r - 1] + bx - ax;
      sy[r] = sy[r - 1] + by - ay;
      sxx[r] = sxx[r - 1] + bx * bx - ax * ax;
      sxy[r] = sxy[r - 1] + bx * by - ax * ay;
      syy[r] = syy[r - 1] + by * by - ay * ay;
      consider(r);
    }
  }

  private void sumRun(int r) {
    double ax = 0;
    double ay = 0;
    double axx = 0;
    double axy = 0;
    double ayy = 0;
    for (int i = r; i < r + kept; i++) {
      double px = x[i];
      double py = y[i];
      ax += px;
      ay += py;
      axx += px * px;
      axy += px * py;
      ayy += py * py;
    }
    sx[r] = ax;
    sy[r] = ay;
    sxx[r] = axx;
    sxy[r] = axy;
    syy[r] = ayy;
  }

  /** Remembers the line of a run if it beats all before. */
  private void consider(int r) {
    double invN = 1.0 / kept;
    double cxx = sxx[r] - sx[r] * sx[r] * invN;
    double cxy = sxy[r] - sx[r] * sy[r] * invN;
    double cyy = syy[r] - sy[r] * sy[r] * invN;
    // Compares cyy - cxy^2 / cxx to the best without a division.
    if (cyy * cxx - cxy * cxy < best * cxx * (1 - 1e-13) && cxx * kept >= TimingFit.SINGULAR) {
      best = Math.max(0, cyy - cxy * cxy / cxx);
      slope = cxy / cxx;
      intercept = (sy[r] - slope * sx[r]) * invN;
      error = Math.sqrt(best / (kept * cxx));
    }
  }

  /** Restores the order for another slope, following the sums of the runs. */
  private void move(double newSlope) {
    for (int i = 0; i < n; i++) {
      z[i] = y[i] - newSlope * x[i];
    }
    for (int i = 1; i < n; i++) {
      for (int p = i - 1; p >= 0 && z[p] > z[p + 1]; p--) {
        exchange(p);
      }
    }
  }

  private void exchange(int p) {
    double ax = x[p];
    double ay = y[p];
    double bx = x[p + 1];
    double by = y[p + 1];
    double az = z[p];
    z[p] = z[p + 1];
    z[p + 1] = az;
    x[p] = bx;
    y[p] = by;
    x[p + 1] = ax;
    y[p + 1] = ay;
    if (p + 1 < runs) {
      replace(p + 1, bx, by, ax, ay);
    }
    int r = p - kept + 1;
    if (r >= 0) {
      replace(r, ax, ay, bx, by);
    }
  }

  /** Replaces point a by point b in a run. */
  private void replace(int r, double ax, double ay, double bx, double by) {
    sx[r] += bx - ax;
    sy[r] += by - ay;
    sxx[r] += bx * bx - ax * ax;
    sxy[r] += bx * by - ax * ay;
    syy[r] += by * by - ay * ay;
    consider(r);
  }

  /** Repeats choosing the points nearest to the line and fitting it, from fresh sums. */
  private void concentrate() {
    for (int i = 0; i < MAX_ITERATIONS && !Double.isNaN(slope); i++) {
      double before = slope;
      move(slope);
      int nearest = 0;
      double least = Double.POSITIVE_INFINITY;
      for (int r = 0; r < runs; r++) {
        double reach = Math.max(intercept - z[r], z[r + kept - 1] - intercept);
        if (reach < least) {
          least = reach;
          nearest = r;
        }
      }
      sumRun(nearest);
      best = Double.POSITIVE_INFINITY;
      consider(nearest);
      if (slope == before) {
        return;
      }
    }
  }
}
