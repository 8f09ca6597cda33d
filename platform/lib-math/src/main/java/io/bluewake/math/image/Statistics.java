package io.bluewake.math.image;

/**
 * Extremes, mean, population standard deviation, skewness and excess kurtosis of selected values of
 * an image. Without values, or with a NaN among them, everything is NaN; equal values have NaN
 * skewness and kurtosis. Not thread safe.
 */
public final class Statistics {
  private float[] values = new float[0];
  private float[] squares = new float[0];
  private double max;
  private double min;
  private double mean;
  private double std;
  private double skewness;
  private double kurtosis;

  /**
   * Describes measured values in single precision: mean and standard deviation are rounded to it,
   * and so are the standardised values whose powers are averaged. Sums are formed pairwise.
   *
   * @param image values of the image, from {@code base} on
   * @param pixels the pixels to describe, the first {@code count} entries
   */
  public void computeSingle(float[] image, int base, int[] pixels, int count) {
    gather(image, base, pixels, count);
    if (count == 0) {
      return;
    }
    float m = pairwiseSum(values, 0, count) / count;
    for (int i = 0; i < count; i++) {
      float d = values[i] - m;
      squares[i] = d * d;
    }
    float s = (float) Math.sqrt(pairwiseSum(squares, 0, count) / count);
    mean = m;
    std = s;
    double m3 = 0;
    double m4 = 0;
    for (int i = 0; i < count; i++) {
      double z = (values[i] - m) / s;
      double z2 = z * z;
      m3 += z2 * z;
      m4 += z2 * z2;
    }
    skewness = m3 / count;
    kurtosis = m4 / count - 3;
  }

  /**
   * Describes values in double precision, as for counts.
   *
   * @param image values of the image, from {@code base} on
   * @param pixels the pixels to describe, the first {@code count} entries
   */
  public void computeDouble(float[] image, int base, int[] pixels, int count) {
    gather(image, base, pixels, count);
    if (count == 0) {
      return;
    }
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += values[i];
    }
    mean = sum / count;
    double m2 = 0;
    double m3 = 0;
    double m4 = 0;
    for (int i = 0; i < count; i++) {
      double d = values[i] - mean;
      double d2 = d * d;
      m2 += d2;
      m3 += d2 * d;
      m4 += d2 * d2;
    }
    m2 /= count;
    std = Math.sqrt(m2);
    skewness = m3 / count / (m2 * std);
    kurtosis = m4 / count / (m2 * m2) - 3;
  }

  private void gather(float[] image, int base, int[] pixels, int count) {
    if (values.length < count) {
      values = new float[pixels.length];
      squares = new float[pixels.length];
    }
    float highest = Float.NEGATIVE_INFINITY;
    float lowest = Float.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      float v = image[base + pixels[i]];
      values[i] = v;
      highest = Math.max(highest, v);
      lowest = Math.min(lowest, v);
    }
    max = count == 0 ? Double.NaN : highest;
    min = count == 0 ? Double.NaN : lowest;
    mean = std = skewness = kurtosis = Double.NaN;
  }

  /**
   * Sum in single precision with rounding errors that grow with log n: eight interleaved partial
   * sums for up to 128 values, halves of a multiple of eight beyond.
   */
  static float pairwiseSum(float[] a, int from, int n) {
    if (n < 8) {
      float sum = 0;
      for (int i = 0; i < n; i++) {
        sum += a[from + i];
      }
      return sum;
    }
    if (n > 128) {
      int half = n / 2 & ~7;
      return pairwiseSum(a, from, half) + pairwiseSum(a, from + half, n - half);
    }
    float s0 = a[from];
    float s1 = a[from + 1];
    float s2 = a[from + 2];
    float s3 = a[from + 3];
    float s4 = a[from + 4];
    float s5 = a[from + 5];
    float s6 = a[from + 6];
    float s7 = a[from + 7];
    int i = 8;
    for (; i < (n & ~7); i += 8) {
      s0 += a[from + i];
      s1 += a[from + i + 1];
      s2 += a[from + i + 2];
      s3 += a[from + i + 3];
      s4 += a[from + i + 4];
      s5 += a[from + i + 5];
      s6 += a[from + i + 6];
      s7 += a[from + i + 7];
    }
    float sum = ((s0 + s1) + (s2 + s3)) + ((s4 + s5) + (s6 + s7));
    for (; i < n; i++) {
      sum += a[from + i];
    }
    return sum;
  }

  /** Largest value. */
  public double max() {
    return max;
  }

  /** Smallest value. */
  public double min() {
    return min;
  }

  /** Mean. */
  public double mean() {
    return mean;
  }

  /** Population standard deviation. */
  public double std() {
    return std;
  }

  /** Mean cube of the standardised values. */
  public double skewness() {
    return skewness;
  }

  /** Mean fourth power of the standardised values minus 3, 0 for a Gaussian. */
  public double kurtosis() {
    return kurtosis;
  }
}
