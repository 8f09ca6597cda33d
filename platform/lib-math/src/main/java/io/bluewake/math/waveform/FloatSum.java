package io.bluewake.math.waveform;

/** Sums of floats in float, in the order in which NumPy makes them. */
public final class FloatSum {
  private static final int LANES = 8;
  private static final int BLOCK = 128;

  private FloatSum() {}

  /**
   * Sums {@code n} samples from {@code base} by halves: up to 128 in eight interleaved sums, more
   * in two parts. The last bit decides between samples that are equal but for rounding.
   */
  public static float pairwise(float[] w, int base, int n) {
    if (n > BLOCK) {
      int half = n / 2 - n / 2 % LANES;
      return pairwise(w, base, half) + pairwise(w, base + half, n - half);
    }
    int whole = n - n % LANES;
    float sum = 0;
    if (whole > 0) {
      float r01 = lane(w, base, whole) + lane(w, base + 1, whole);
      float r23 = lane(w, base + 2, whole) + lane(w, base + 3, whole);
      float r45 = lane(w, base + 4, whole) + lane(w, base + 5, whole);
      float r67 = lane(w, base + 6, whole) + lane(w, base + 7, whole);
      sum = (r01 + r23) + (r45 + r67);
    }
    for (int i = base + whole; i < base + n; i++) {
      sum += w[i];
    }
    return sum;
  }

  private static float lane(float[] w, int first, int whole) {
    float sum = w[first];
    for (int i = first + LANES; i < first + whole; i += LANES) {
      sum += w[i];
    }
    return sum;
  }
}
