package io.bluewake.cleaning.nsb;

import io.bluewake.math.image.PixelSets;
import io.bluewake.model.Neighbors;

/** Counts neighbours of a pixel that are in a set and at nearly the same time. */
final class CoincidentNeighbors {
  private CoincidentNeighbors() {}

  /**
   * Number of neighbours in a set whose time differs by less than the limit.
   *
   * @param time peak times of the image from {@code base} on, ns
   */
  static int count(
      Neighbors neighbors, long[] set, float[] time, int base, int pixel, float limitNs) {
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    float t = time[base + pixel];
    int n = 0;
    for (int k = offsets[pixel], end = offsets[pixel + 1]; k < end; k++) {
      int q = indices[k];
      if (PixelSets.contains(set, 0, q) && Math.abs(t - time[base + q]) < limitNs) {
        n++;
      }
    }
    return n;
  }
}
