package io.bluewake.math.image;

import io.bluewake.model.Neighbors;
import java.util.Arrays;

/** Operations on sets of pixels of one camera. Sets are words from {@code base} on. */
public final class PixelSets {
  private PixelSets() {}

  /** Number of words that hold the given number of pixels. */
  public static int words(int pixels) {
    return (pixels + 63) >>> 6;
  }

  /** Whether a pixel is in the set. */
  public static boolean contains(long[] set, int base, int pixel) {
    return (set[base + (pixel >>> 6)] >>> pixel & 1L) != 0;
  }

  /** Puts a pixel into the set. */
  public static void add(long[] set, int base, int pixel) {
    set[base + (pixel >>> 6)] |= 1L << pixel;
  }

  /**
   * Overwrites a set by the pixels whose value is at least the threshold. NaN never is.
   *
   * @param values values of the image, from {@code valueBase} on
   */
  public static void threshold(
      float[] values, int valueBase, int pixels, float threshold, long[] set, int base) {
    Arrays.fill(set, base, base + words(pixels), 0L);
    for (int p = 0; p < pixels; p++) {
      // Nearly all pixels are below: a branch to a store is cheaper than assembling every bit.
      if (values[valueBase + p] >= threshold) {
        set[base + (p >>> 6)] |= 1L << p;
      }
    }
  }

  /** Overwrites {@code out} by the pixels that have at least one neighbour in {@code set}. */
  public static void neighborsOf(
      Neighbors neighbors, long[] set, int base, int words, long[] out, int outBase) {
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    Arrays.fill(out, outBase, outBase + words, 0L);
    for (int w = 0; w < words; w++) {
      for (long bits = set[base + w]; bits != 0; bits &= bits - 1) {
        int pixel = (w << 6) + Long.numberOfTrailingZeros(bits);
        for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
          int q = indices[k];
          out[outBase + (q >>> 6)] |= 1L << q;
        }
      }
    }
  }

  /** Number of neighbours of a pixel that are in the set. */
  public static int countNeighbors(Neighbors neighbors, long[] set, int base, int pixel) {
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    int n = 0;
    for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
      int q = indices[k];
      n += (int) (set[base + (q >>> 6)] >>> q & 1L);
    }
    return n;
  }

  /**
   * Overwrites {@code out} by the pixels of {@code set} that have at least {@code minimum}
   * neighbours in {@code among}. The sets {@code out} and {@code among} must not be the same.
   */
  public static void withNeighbors(
      Neighbors neighbors, long[] set, long[] among, int words, int minimum, long[] out) {
    for (int w = 0; w < words; w++) {
      long kept = 0;
      for (long bits = set[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        if (countNeighbors(neighbors, among, 0, (w << 6) + bit) >= minimum) {
          kept |= 1L << bit;
        }
      }
      out[w] = kept;
    }
  }

  /** Number of pixels in the set. */
  public static int count(long[] set, int base, int words) {
    int n = 0;
    for (int w = base, end = base + words; w < end; w++) {
      n += Long.bitCount(set[w]);
    }
    return n;
  }
}
