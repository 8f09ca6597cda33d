package io.bluewake.model;

/**
 * Neighbour lists of the pixels of a camera in compressed sparse rows: the neighbours of pixel
 * {@code p} are {@code indices[offsets[p]] .. indices[offsets[p + 1] - 1]}, in ascending order. The
 * relation is symmetric. The arrays are shared and must not be written to.
 */
public final class Neighbors {
  private final int[] offsets;
  private final int[] indices;

  /**
   * Creates the lists.
   *
   * @param offsets start of each pixel's list, length pixels + 1
   * @param indices the neighbours' pixel indices
   */
  public Neighbors(int[] offsets, int[] indices) {
    this.offsets = offsets;
    this.indices = indices;
  }

  /** Number of pixels. */
  public int pixels() {
    return offsets.length - 1;
  }

  /** Start of each pixel's list in {@link #indices()}, length pixels + 1. Shared, read only. */
  public int[] offsets() {
    return offsets;
  }

  /** All neighbour lists, one after the other. Shared, read only. */
  public int[] indices() {
    return indices;
  }

  /** Number of neighbours of a pixel. */
  public int count(int pixel) {
    return offsets[pixel + 1] - offsets[pixel];
  }
}
