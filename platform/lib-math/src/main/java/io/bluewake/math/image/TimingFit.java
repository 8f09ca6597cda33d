package io.bluewake.math.image;

/**
 * Straight line through peak times along the image axis by least trimmed squares: the line with the
 * smallest sum of squared residuals over its best 85 % of the pixels (Rousseeuw and Van Driessen,
 * Data Mining and Knowledge Discovery 12, 2006), so that pixels of noise do not pull at it.
 *
 * <p>From each of several starting lines, alternately the pixels with the smallest residuals are
 * chosen and a line is fitted to them, until nothing changes. Starts are the fit to all pixels and
 * lines through two of them, all pairs for few pixels, else drawn by a generator that begins anew
 * for every image: the result depends on the image only. Of equally good lines (always so for three
 * pixels, where two decide) the one wins that fits all pixels best. Fewer than three pixels with
 * finite times give NaN. Not thread safe.
 */
public final class TimingFit {
  private static final double KEPT = 0.85;
  private static final int MAX_STEPS = 50;
  private static final int STARTS = 12;
  private static final int REFINED = 4;

  /** Below this number of pixels all pairs are starts. */
  private static final int ALL_PAIRS = 6;

  /** Determinants of the normal equations below this are singular. */
  private static final double SINGULAR = 2 * Math.ulp(1.0);

  /** Objectives nearer than this, ns², are equal. */
  private static final double SAME = 1e-12;

  private double[] xs = new double[0];
  private double[] ys = new double[0];
  private double[] squares = new double[0];
  private double[] work = new double[0];
  private final double[] startSlope = new double[STARTS + ALL_PAIRS * ALL_PAIRS];
  private final double[] startIntercept = new double[STARTS + ALL_PAIRS * ALL_PAIRS];
  private final double[] startObjective = new double[STARTS + ALL_PAIRS * ALL_PAIRS];
  private int starts;
  private int m;
  private int kept;

  // The line that the last step has fitted.
  private double lineSlope;
  private double lineIntercept;
  private double lineObjective;

  private double slope;
  private double intercept;
  private double deviation;
  private double objective;

  /**
   * Fits the times of an image.
   *
   * @param along coordinates along the axis, one per entry of {@code pixels}
   * @param time peak times from {@code base} on, ns
   * @param pixels the pixels of the image, the first {@code count} entries
   * @return whether there is a line
   */
  public boolean fit(double[] along, float[] time, int base, int[] pixels, int count) {
    double offset = gather(along, time, base, pixels, count);
    slope = intercept = deviation = objective = Double.NaN;
    kept = (int) (KEPT * m);
    if (kept < 2) {
      return false;
    }
    chooseStarts();
    refineBest();
    if (Double.isNaN(slope)) {
      return false;
    }
    intercept += offset;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double r = slope * along[i] + intercept - time[base + pixels[i]];
      sum += r * r;
    }
    deviation = Math.sqrt(sum / count);
    return true;
  }

  /** Collects finite points with times relative to a typical one, which is returned. */
  private double gather(double[] along, float[] time, int base, int[] pixels, int count) {
    if (xs.length < count) {
      xs = new double[pixels.length];
      ys = new double[pixels.length];
      squares = new double[pixels.length];
      work = new double[pixels.length];
    }
    m = 0;
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double t = time[base + pixels[i]];
      if (Math.abs(t) < Double.POSITIVE_INFINITY && Math.abs(along[i]) < Double.POSITIVE_INFINITY) {
        xs[m] = along[i];
        ys[m] = t;
        sum += t;
        m++;
      }
    }
    double offset = m == 0 ? 0 : Math.rint(sum / m);
    for (int i = 0; i < m; i++) {
      ys[i] -= offset;
    }
    return offset;
  }

  private void chooseStarts() {
    starts = 0;
    java.util.Arrays.fill(squares, 0, m, 0);
    if (regress(Double.POSITIVE_INFINITY, m)) {
      addStart();
    }
    if (m <= ALL_PAIRS) {
      for (int i = 1; i < m; i++) {
        for (int j = 0; j < i; j++) {
          startFrom(i, j);
        }
      }
      return;
    }
    long state = m;
    for (int s = 1; s < STARTS; s++) {
      state = state * 6364136223846793005L + 1442695040888963407L;
      int i = (int) ((state >>> 33) * m >>> 31);
      state = state * 6364136223846793005L + 1442695040888963407L;
      int j = (int) ((state >>> 33) * (m - 1) >>> 31);
      startFrom(i, j >= i ? j + 1 : j);
    }
  }

  private void startFrom(int i, int j) {
    double d = xs[j] - xs[i];
    if (d * d < SINGULAR) {
      return;
    }
    lineSlope = (ys[j] - ys[i]) / d;
    lineIntercept = ys[i] - lineSlope * xs[i];
    if (step()) {
      addStart();
    }
  }

  private void addStart() {
    if (step()) {
      startSlope[starts] = lineSlope;
      startIntercept[starts] = lineIntercept;
      startObjective[starts] = lineObjective;
      starts++;
    }
  }

  private void refineBest() {
    double best = Double.POSITIVE_INFINITY;
    double bestAll = Double.POSITIVE_INFINITY;
    int rounds = m <= ALL_PAIRS ? starts : Math.min(starts, REFINED);
    for (int r = 0; r < rounds; r++) {
      int s = 0;
      for (int i = 1; i < starts; i++) {
        if (startObjective[i] < startObjective[s]) {
          s = i;
        }
      }
      startObjective[s] = Double.POSITIVE_INFINITY;
      lineSlope = startSlope[s];
      lineIntercept = startIntercept[s];
      if (!converge() || lineObjective > best + SAME) {
        continue;
      }
      double all = squaredResiduals();
      if (lineObjective < best - SAME || all < bestAll) {
        best = lineObjective;
        bestAll = all;
        slope = lineSlope;
        intercept = lineIntercept;
        objective = lineObjective;
      }
    }
  }

  private boolean converge() {
    for (int i = 0; i < MAX_STEPS; i++) {
      double oldSlope = lineSlope;
      double oldIntercept = lineIntercept;
      if (!step()) {
        return false;
      }
      if (lineSlope == oldSlope && lineIntercept == oldIntercept) {
        return true;
      }
    }
    return true;
  }

  /** Fills {@link #squares} for the current line and returns their sum. */
  private double squaredResiduals() {
    double sum = 0;
    for (int i = 0; i < m; i++) {
      double r = ys[i] - (lineSlope * xs[i] + lineIntercept);
      squares[i] = r * r;
      sum += squares[i];
    }
    return sum;
  }

  /** Fits the line to the points that the current line fits best; false if that is singular. */
  private boolean step() {
    squaredResiduals();
    System.arraycopy(squares, 0, work, 0, m);
    double limit = select(work, m, kept - 1);
    int below = 0;
    for (int i = 0; i < m; i++) {
      below += squares[i] < limit ? 1 : 0;
    }
    return regress(limit, kept - below);
  }

  /**
   * Fits the line to the points with squares below the limit and the first few of those equal to
   * it.
   */
  private boolean regress(double limit, int equal) {
    int n = 0;
    int left = equal;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < m; i++) {
      double s = squares[i];
      if (s < limit || s == limit && left-- > 0) {
        double px = xs[i];
        double py = ys[i];
        n++;
        sx += px;
        sy += py;
        sxx += px * px;
        sxy += px * py;
        syy += py * py;
      }
    }
    double det = n * sxx - sx * sx;
    if (!(det >= SINGULAR)) {
      return false;
    }
    lineSlope = (n * sxy - sx * sy) / det;
    lineIntercept = (sy - lineSlope * sx) / n;
    lineObjective = Math.max(0, syy - lineIntercept * sy - lineSlope * sxy);
    return true;
  }

  /** Value of rank {@code k} (from 0) among the first {@code n}; reorders the array. */
  static double select(double[] a, int n, int k) {
    int low = 0;
    int high = n - 1;
    while (low < high) {
      double first = a[low];
      double middle = a[(low + high) >>> 1];
      double last = a[high];
      double pivot = Math.max(Math.min(first, middle), Math.min(Math.max(first, middle), last));
      int i = low;
      int j = high;
      while (i <= j) {
        while (a[i] < pivot) {
          i++;
        }
        while (a[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swap = a[i];
          a[i++] = a[j];
          a[j--] = swap;
        }
      }
      if (k <= j) {
        high = j;
      } else if (k >= i) {
        low = i;
      } else {
        return a[k];
      }
    }
    return a[k];
  }

  /** Slope of the line, ns per unit of length. */
  public double slope() {
    return slope;
  }

  /** Time at the centroid, ns. */
  public double intercept() {
    return intercept;
  }

  /** Root mean square of the residuals of all pixels, ns; NaN if a time is NaN. */
  public double deviation() {
    return deviation;
  }

  /** Sum of the squared residuals of the pixels that the line was fitted to, ns². */
  public double objective() {
    return objective;
  }
}
