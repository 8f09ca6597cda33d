package io.bluewake.model;

import java.util.Arrays;

/**
 * One bit per pixel for each row of an {@link ImageBatch}, every row starting at a word of its own.
 * Reused between batches; not thread safe.
 */
public final class PixelMask {
  private int pixels;
  private int wordsPerRow;
  private int rows;
  private long[] words = new long[0];

  /** Sets the size and clears all bits. */
  public void reset(int newRows, int newPixels) {
    rows = newRows;
    pixels = newPixels;
    wordsPerRow = (newPixels + 63) >>> 6;
    int needed = newRows * wordsPerRow;
    if (words.length < needed) {
      words = new long[needed];
    } else {
      Arrays.fill(words, 0, needed, 0L);
    }
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of pixels of a row. */
  public int pixels() {
    return pixels;
  }

  /** Words of one row. */
  public int wordsPerRow() {
    return wordsPerRow;
  }

  /** First word of a row in {@link #words()}. */
  public int wordBase(int row) {
    return row * wordsPerRow;
  }

  /** The bits: pixel p of a row is bit {@code p & 63} of word {@code wordBase(row) + (p >>> 6)}. */
  public long[] words() {
    return words;
  }

  /** Whether the bit of a pixel is set. */
  public boolean get(int row, int pixel) {
    return (words[row * wordsPerRow + (pixel >>> 6)] >>> pixel & 1L) != 0;
  }

  /** Sets the bit of a pixel. */
  public void set(int row, int pixel) {
    words[row * wordsPerRow + (pixel >>> 6)] |= 1L << pixel;
  }

  /** Clears the bit of a pixel. */
  public void clear(int row, int pixel) {
    words[row * wordsPerRow + (pixel >>> 6)] &= ~(1L << pixel);
  }

  /** Number of set bits of a row. */
  public int count(int row) {
    int n = 0;
    for (int w = row * wordsPerRow, end = w + wordsPerRow; w < end; w++) {
      n += Long.bitCount(words[w]);
    }
    return n;
  }

  /**
   * Lists the set pixels of a row in ascending order.
   *
   * @param out receives the pixel indices, at least {@link #pixels()} long
   * @return how many there are
   */
  public int pixelsOf(int row, int[] out) {
    int n = 0;
    int base = row * wordsPerRow;
    for (int w = 0; w < wordsPerRow; w++) {
      long bits = words[base + w];
      while (bits != 0) {
        out[n++] = (w << 6) + Long.numberOfTrailingZeros(bits);
        bits &= bits - 1;
      }
    }
    return n;
  }
}
