package io.bluewake.math.image;

import io.bluewake.model.Neighbors;
import java.util.Arrays;

/**
 * Connected components of a pixel set on the neighbour graph of one camera. Islands are numbered
 * from 1 in the order of their lowest pixel index. Not thread safe.
 */
public final class Islands {
  private final int[] offsets;
  private final int[] indices;
  private final int words;
  private final long[] set;
  private final long[] remaining;
  private final int[] label;
  private final int[] stack;
  private final int[] size;
  private final double[] brightness;
  private int count;

  /** Prepares for a camera with these neighbours. */
  public Islands(Neighbors neighbors) {
    offsets = neighbors.offsets();
    indices = neighbors.indices();
    int pixels = neighbors.pixels();
    words = PixelSets.words(pixels);
    set = new long[words];
    remaining = new long[words];
    label = new int[pixels];
    stack = new int[pixels];
    size = new int[pixels + 1];
    brightness = new double[pixels + 1];
  }

  /**
   * Finds the islands of a set.
   *
   * @return how many there are
   */
  public int find(long[] mask, int base) {
    System.arraycopy(mask, base, set, 0, words);
    System.arraycopy(mask, base, remaining, 0, words);
    count = 0;
    for (int w = 0; w < words; w++) {
      // A fill clears bits of this very word too, so it is read anew each time.
      while (remaining[w] != 0) {
        count++;
        size[count] = fill((w << 6) + Long.numberOfTrailingZeros(remaining[w]), count);
      }
    }
    return count;
  }

  private int fill(int seed, int number) {
    int top = 0;
    int n = 0;
    remaining[seed >>> 6] &= ~(1L << seed);
    stack[top++] = seed;
    while (top > 0) {
      int pixel = stack[--top];
      label[pixel] = number;
      n++;
      for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
        int q = indices[k];
        long bit = 1L << q;
        if ((remaining[q >>> 6] & bit) != 0) {
          remaining[q >>> 6] &= ~bit;
          stack[top++] = q;
        }
      }
    }
    return n;
  }

  /** Number of islands found. */
  public int count() {
    return count;
  }

  /** Number of pixels of an island, numbered from 1. */
  public int size(int island) {
    return size[island];
  }

  /** Number of the island that a pixel of the set belongs to; undefined for other pixels. */
  public int labelOf(int pixel) {
    return label[pixel];
  }

  /** The island with most pixels, the first of several; 0 if there is none. */
  public int largest() {
    int best = 0;
    int most = 0;
    for (int i = 1; i <= count; i++) {
      if (size[i] > most) {
        most = size[i];
        best = i;
      }
    }
    return best;
  }

  /**
   * The island with the highest sum of charges, the first of several; 0 if none has a positive sum.
   */
  public int brightest(float[] charge, int base) {
    Arrays.fill(brightness, 0, count + 1, 0.0);
    for (int w = 0; w < words; w++) {
      for (long bits = set[w]; bits != 0; bits &= bits - 1) {
        int pixel = (w << 6) + Long.numberOfTrailingZeros(bits);
        brightness[label[pixel]] += charge[base + pixel];
      }
    }
    int best = 0;
    for (int i = 1; i <= count; i++) {
      if (brightness[i] > brightness[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Overwrites {@code out} by the pixels of an island; by nothing for island 0. */
  public void pixelsOf(int island, long[] out, int outBase) {
    for (int w = 0; w < words; w++) {
      long chosen = 0;
      for (long bits = set[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        if (label[(w << 6) + bit] == island) {
          chosen |= 1L << bit;
        }
      }
      out[outBase + w] = chosen;
    }
  }
}
