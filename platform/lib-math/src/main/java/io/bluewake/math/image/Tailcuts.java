package io.bluewake.math.image;

import io.bluewake.model.Neighbors;

/**
 * Two-level cleaning on the neighbour graph of one camera.
 *
 * <p>The picture are pixels of at least the picture threshold with at least {@code
 * minPictureNeighbors} neighbours above that threshold. A pixel is chosen when it is above the
 * boundary threshold and touches the picture, or is in the picture and touches a pixel above the
 * boundary threshold; if isolated pixels are kept, all pixels above the picture threshold are
 * chosen. Comparisons are in single precision and include equality; NaN is never chosen. Not thread
 * safe.
 */
public final class Tailcuts {
  private final Neighbors neighbors;
  private final int pixels;
  private final int words;
  private final long[] above;
  private final long[] boundary;
  private final long[] picture;
  private final long[] near;
  private final long[] first;

  /** Prepares for a camera with these neighbours. */
  public Tailcuts(Neighbors neighbors) {
    this.neighbors = neighbors;
    pixels = neighbors.pixels();
    words = PixelSets.words(pixels);
    above = new long[words];
    boundary = new long[words];
    picture = new long[words];
    near = new long[words];
    first = new long[words];
  }

  /** Thresholds and requirements of a cleaning. */
  public record Cuts(
      float picture, float boundary, boolean keepIsolatedPixels, int minPictureNeighbors) {}

  /**
   * Cleans one image.
   *
   * @param charge charges from {@code base} on, p.e.
   * @param out overwritten by the chosen pixels from word {@code outBase} on
   */
  public void clean(float[] charge, int base, Cuts cuts, long[] out, int outBase) {
    if (!findPicture(charge, base, cuts)) {
      java.util.Arrays.fill(out, outBase, outBase + words, 0L);
      return;
    }
    grow(picture, cuts.keepIsolatedPixels(), out, outBase);
  }

  /**
   * Cleans one image and adds a second ring: pixels above the boundary threshold that touch a pixel
   * which survived the two-level cleaning (first pass of MARS).
   */
  public void cleanTwoRings(float[] charge, int base, Cuts cuts, long[] out, int outBase) {
    if (!findPicture(charge, base, cuts)) {
      java.util.Arrays.fill(out, outBase, outBase + words, 0L);
      return;
    }
    grow(picture, cuts.keepIsolatedPixels(), first, 0);
    grow(first, cuts.keepIsolatedPixels(), out, outBase);
  }

  /** Finds the pixels above the two thresholds and the picture; false if there is no picture. */
  private boolean findPicture(float[] charge, int base, Cuts cuts) {
    float low = Math.min(cuts.picture(), cuts.boundary());
    PixelSets.threshold(charge, base, pixels, low, boundary, 0);
    long any = 0;
    for (int w = 0; w < words; w++) {
      long high = 0;
      long middle = 0;
      int start = base + (w << 6);
      for (long bits = boundary[w]; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        float q = charge[start + bit];
        high |= (q >= cuts.picture() ? 1L : 0L) << bit;
        middle |= (q >= cuts.boundary() ? 1L : 0L) << bit;
      }
      above[w] = high;
      boundary[w] = middle;
      any |= high;
    }
    if (any == 0) {
      return false;
    }
    if (cuts.keepIsolatedPixels() || cuts.minPictureNeighbors() <= 0) {
      System.arraycopy(above, 0, picture, 0, words);
    } else {
      PixelSets.withNeighbors(neighbors, above, above, words, cuts.minPictureNeighbors(), picture);
    }
    return true;
  }

  /** Adds boundary pixels that touch the core; drops core pixels that touch none, unless kept. */
  private void grow(long[] core, boolean keepIsolated, long[] out, int outBase) {
    PixelSets.neighborsOf(neighbors, core, 0, words, near, 0);
    for (int w = 0; w < words; w++) {
      long chosen = boundary[w] & near[w];
      for (long bits = core[w] & ~chosen; bits != 0; bits &= bits - 1) {
        int bit = Long.numberOfTrailingZeros(bits);
        if (keepIsolated || PixelSets.countNeighbors(neighbors, boundary, 0, (w << 6) + bit) > 0) {
          chosen |= 1L << bit;
        }
      }
      out[outBase + w] = chosen;
    }
  }
}
