package io.bluewake.math.waveform;

/** Where a waveform is largest: the first of equal samples, the first NaN if there is one. */
public final class PeakSample {
  private PeakSample() {}

  /**
   * Finds the largest of {@code w[base] .. w[base + n - 1]}.
   *
   * @return its number from {@code base}; 0 for no samples
   */
  public static int of(float[] w, int base, int n) {
    if (n == 0 || Float.isNaN(w[base])) {
      return 0;
    }
    float best = w[base];
    int at = 0;
    for (int i = 1; i < n; i++) {
      float v = w[base + i];
      if (!(v <= best)) {
        best = v;
        at = i;
        if (Float.isNaN(v)) {
          return i;
        }
      }
    }
    return at;
  }

  /** As {@link #of(float[], int, int)}, in double. */
  public static int of(double[] w, int n) {
    if (n == 0 || Double.isNaN(w[0])) {
      return 0;
    }
    double best = w[0];
    int at = 0;
    for (int i = 1; i < n; i++) {
      double v = w[i];
      if (!(v <= best)) {
        best = v;
        at = i;
        if (Double.isNaN(v)) {
          return i;
        }
      }
    }
    return at;
  }
}
