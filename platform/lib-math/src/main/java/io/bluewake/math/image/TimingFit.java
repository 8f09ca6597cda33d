package io.bluewake.math.image;

/**
 * Straight line through peak times along the image axis by least trimmed squares: the line with the
 * smallest sum of squared residuals over its best 85 % of the pixels (Rousseeuw and Van Driessen,
 * Data Mining and Knowledge Discovery 12, 2006), so that pixels of noise do not pull at it.
 *
 * <p>Nothing is random: the same image gives the same line, whatever came before it. Three pixels
 * lie on a line by twos; of those three lines the one nearest to all pixels is taken. Fewer than
 * three pixels with finite times give NaN. Not thread safe.
 */
public final class TimingFit {
  /** Determinants of the normal equations below this are singular. */
  static final double SINGULAR = 2 * Math.ulp(1.0);

  private static final double KEPT = 0.85;

  private final TrimmedLine line = new TrimmedLine();
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
    slope = intercept = deviation = objective = Double.NaN;
    line.reserve(Math.max(count, Math.min(pixels.length, along.length)));
    int m = 0;
    double first = 0;
    double sx = 0;
    double sy = 0;
    double sxx = 0;
    double sxy = 0;
    double syy = 0;
    for (int i = 0; i < count; i++) {
      double x = along[i];
      double t = time[base + pixels[i]];
      if (Double.isFinite(x) && Double.isFinite(t)) {
        if (m == 0) {
          first = t;
        }
        // Times relative to one of them lose fewer digits in the sums.
        double y = t - first;
        line.put(m++, x, y);
        sx += x;
        sy += y;
        sxx += x * x;
        sxy += x * y;
        syy += y * y;
      }
    }
    int kept = (int) (KEPT * m);
    double cxx = m * sxx - sx * sx;
    if (kept < 2 || !(cxx >= SINGULAR)) {
      return false;
    }
    double start = (m * sxy - sx * sy) / cxx;
    if (m == 3) {
      fitThree(along, time, base, pixels, count);
    } else {
      line.fit(m, kept, start, Math.sqrt(Math.max(0, m * syy - sy * sy) / cxx));
      slope = line.slope();
      intercept = line.intercept() + first;
      objective = line.objective();
    }
    deviation = deviation(along, time, base, pixels, count);
    return !Double.isNaN(slope);
  }

  private void fitThree(double[] along, float[] time, int base, int[] pixels, int count) {
    double least = Double.POSITIVE_INFINITY;
    for (int i = 1; i < count; i++) {
      for (int j = 0; j < i; j++) {
        double dx = along[i] - along[j];
        double dy = time[base + pixels[i]] - time[base + pixels[j]];
        double s = dy / dx;
        double c = time[base + pixels[i]] - s * along[i];
        double sum = 0;
        for (int k = 0; k < count; k++) {
          double r = s * along[k] + c - time[base + pixels[k]];
          sum += Double.isFinite(r) ? r * r : 0;
        }
        if (dx * dx >= SINGULAR && Double.isFinite(dy) && sum < least) {
          least = sum;
          slope = s;
          intercept = c;
          objective = 0;
        }
      }
    }
  }

  private double deviation(double[] along, float[] time, int base, int[] pixels, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double r = slope * along[i] + intercept - time[base + pixels[i]];
      sum += r * r;
    }
    return Math.sqrt(sum / count);
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
