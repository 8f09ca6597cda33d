package io.bluewake.math;

/** Statistics of slices of arrays that need no scratch space. */
public final class Stats {
  private Stats() {}

  /**
   * Median of the numbers in a slice, without those that are not numbers; the mean of the two
   * middle ones when their count is even; NaN when there are none. Finds the value by halving the
   * range of floats, 32 passes over the slice.
   */
  public static double median(float[] values, int from, int count) {
    int numbers = 0;
    for (int i = from; i < from + count; i++) {
      numbers += Float.isNaN(values[i]) ? 0 : 1;
    }
    if (numbers == 0) {
      return Double.NaN;
    }
    float lower = ranked(values, from, count, (numbers - 1) / 2);
    float upper = numbers % 2 == 0 ? ranked(values, from, count, numbers / 2) : lower;
    return 0.5 * ((double) lower + upper);
  }

  /** The number of which so many are smaller, by position in the sorted slice. */
  private static float ranked(float[] values, int from, int count, int rank) {
    long low = ordered(Float.NEGATIVE_INFINITY);
    long high = ordered(Float.POSITIVE_INFINITY);
    while (low < high) {
      long middle = Math.floorDiv(low + high, 2L);
      float limit = fromOrdered((int) middle);
      int below = 0;
      for (int i = from; i < from + count; i++) {
        below += values[i] <= limit ? 1 : 0;
      }
      if (below > rank) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // The search meets the negative zero first; the sum makes it the positive one.
    return fromOrdered((int) low) + 0f;
  }

  /** Floats as integers of the same order. */
  private static int ordered(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits ^ ((bits >> 31) & 0x7FFFFFFF);
  }

  private static float fromOrdered(int ordered) {
    return Float.intBitsToFloat(ordered ^ ((ordered >> 31) & 0x7FFFFFFF));
  }
}
