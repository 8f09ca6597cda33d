package io.bluewake.math.waveform;

import io.bluewake.model.Neighbors;
import java.util.Arrays;

/**
 * Finds for each pixel where the summed waveform of its neighbours is largest. Keeps scratch space;
 * not thread safe.
 *
 * <p>The result is that of sums in double: the first of equal samples, the first NaN if there is
 * one. Nearly all pixels get it from sums in float, whose largest sample stands out by more than
 * their rounding; the others are summed again.
 */
public final class NeighborPeaks {
  private static final int GROUP = 8;

  /**
   * Neighbours that are summed in one loop; pixels with fewer have a row of zeros as the others.
   */
  private static final int SUMMED = 6;

  private static final int NOT_FINITE = -1;
  private static final int IN_DOUBT = -2;
  private static final int INFINITY_BITS = 0x7f800000;

  /** Relative distance from the largest sum within which the order of float sums proves nothing. */
  private static final float DOUBT = 1e-5f;

  private final Neighbors neighbors;
  private final int localWeight;
  private int samples;
  private int padded;
  private float[][] rows = new float[0][];

  /** The rows that are summed for each pixel, {@link #SUMMED} of each. */
  private float[][] around = new float[0][];

  private float[] sum = new float[0];
  private double[] exact = new double[0];
  private final int[] summed;
  private final boolean[] alone;
  private final boolean[] marked;
  private boolean[] careful;

  /**
   * Creates a finder.
   *
   * @param neighbors the camera's neighbours
   * @param localWeight weight of the pixel itself, 0 for its neighbours alone
   */
  public NeighborPeaks(Neighbors neighbors, int localWeight) {
    this.neighbors = neighbors;
    this.localWeight = localWeight;
    int pixels = neighbors.pixels();
    alone = new boolean[pixels];
    summed = new int[SUMMED * pixels];
    Arrays.fill(summed, pixels);
    for (int p = 0; p < pixels; p++) {
      int first = neighbors.offsets()[p];
      int count = neighbors.offsets()[p + 1] - first;
      alone[p] = count == 0;
      System.arraycopy(neighbors.indices(), first, summed, SUMMED * p, Math.min(count, SUMMED));
    }
    marked = new boolean[alone.length];
    careful = alone;
  }

  /**
   * Finds the peaks of one image.
   *
   * @param w samples, {@code [pixel][sample]}
   * @param base first sample of the image
   * @param n samples of a pixel
   * @param broken pixels that are left out of the sums of their neighbours; empty for none
   * @param peaks receives the sample numbers, {@code [pixel]}
   */
  public void find(float[] w, int base, int n, boolean[] broken, int[] peaks) {
    if (n == 0) {
      Arrays.fill(peaks, 0, neighbors.pixels(), 0);
      return;
    }
    copy(w, base, n);
    markCareful(broken);
    int pixels = neighbors.pixels();
    for (int p = 0; p < pixels; p++) {
      int peak = careful[p] ? exactPeak(p, broken) : quickPeak(p, broken);
      if (peak == NOT_FINITE) {
        // With weight 0 a NaN of the pixel itself is seen by its neighbours only.
        for (int q = 0; q < pixels; q++) {
          peaks[q] = exactPeak(q, broken);
        }
        return;
      }
      peaks[p] = peak;
    }
  }

  /**
   * One array per pixel: only with a common index from 0 does the JIT vectorise the sums. Filled up
   * to whole groups with what is never largest.
   */
  private void copy(float[] w, int base, int n) {
    int pixels = neighbors.pixels();
    if (samples != n) {
      samples = n;
      padded = (n + GROUP - 1) / GROUP * GROUP;
      rows = new float[pixels + 1][padded];
      around = new float[summed.length][];
      Arrays.setAll(around, k -> rows[summed[k]]);
      sum = new float[padded];
      exact = new double[n];
      for (int p = 0; p < pixels; p++) {
        Arrays.fill(rows[p], n, padded, Float.NEGATIVE_INFINITY);
      }
    }
    for (int p = 0, from = base; p < pixels; p++, from += n) {
      System.arraycopy(w, from, rows[p], 0, n);
    }
  }

  /** Pixels that are broken, have a broken neighbour, or have no neighbour at all. */
  private void markCareful(boolean[] broken) {
    if (broken.length == 0) {
      careful = alone;
      return;
    }
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    careful = marked;
    System.arraycopy(alone, 0, marked, 0, alone.length);
    for (int p = 0; p < broken.length; p++) {
      if (broken[p]) {
        careful[p] = true;
        for (int k = offsets[p]; k < offsets[p + 1]; k++) {
          careful[indices[k]] = true;
        }
      }
    }
  }

  private int quickPeak(int pixel, boolean[] broken) {
    int k = SUMMED * pixel;
    sum6(
        around[k],
        around[k + 1],
        around[k + 2],
        around[k + 3],
        around[k + 4],
        around[k + 5],
        sum,
        padded);
    for (k = neighbors.offsets()[pixel] + SUMMED; k < neighbors.offsets()[pixel + 1]; k++) {
      addScaled(rows[neighbors.indices()[k]], 1, sum, padded);
    }
    if (localWeight != 0) {
      addScaled(rows[pixel], localWeight, sum, padded);
    }
    int only = onlyLargest(sum, padded);
    return only == IN_DOUBT ? exactPeak(pixel, broken) : only;
  }

  /**
   * The largest of whole groups of numbers, if it is positive and all others are clearly below.
   * Without branches, which noise would mispredict, and with floats as integers: the bits of
   * numbers that are not negative have their order, and the JIT has no maximum of floats without
   * branches.
   *
   * @return its index, {@link #IN_DOUBT} or {@link #NOT_FINITE}
   */
  private static int onlyLargest(float[] a, int n) {
    int largest = 0;
    int second = 0;
    int group = 0;
    for (int i = 0; i < n; i += GROUP) {
      int m0 = Math.max(bits(a[i]), bits(a[i + 1]));
      int m1 = Math.max(bits(a[i + 2]), bits(a[i + 3]));
      int m2 = Math.max(bits(a[i + 4]), bits(a[i + 5]));
      int m3 = Math.max(bits(a[i + 6]), bits(a[i + 7]));
      int m = Math.max(Math.max(m0, m1), Math.max(m2, m3));
      second = Math.max(second, Math.min(largest, m));
      group = m > largest ? i : group;
      largest = Math.max(largest, m);
    }
    if (largest >= INFINITY_BITS) {
      return NOT_FINITE;
    }
    // A sum of at most 0 says nothing about the size of what was summed: then the limit is 0.
    int limit = bits(Float.intBitsToFloat(largest) * (1 - DOUBT));
    if (second >= limit) {
      return IN_DOUBT;
    }
    // No loop: to the JIT one over eight costs more than what is in it.
    long below = below(a[group], limit);
    below = 2 * below + below(a[group + 1], limit);
    below = 2 * below + below(a[group + 2], limit);
    below = 2 * below + below(a[group + 3], limit);
    below = 2 * below + below(a[group + 4], limit);
    below = 2 * below + below(a[group + 5], limit);
    below = 2 * below + below(a[group + 6], limit);
    below = 2 * below + below(a[group + 7], limit);
    int reached = (int) below ^ (1 << GROUP) - 1;
    return (reached & reached - 1) == 0
        ? group + GROUP - 1 - Integer.numberOfTrailingZeros(reached)
        : IN_DOUBT;
  }

  /** 1 if a number is below a positive limit, else 0. */
  private static long below(float value, int limitBits) {
    return (long) bits(value) - limitBits >>> 63;
  }

  private int exactPeak(int pixel, boolean[] broken) {
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    float[] own = rows[pixel];
    for (int i = 0; i < samples; i++) {
      // Not skipped for weight 0, so that NaN counts.
      exact[i] = (double) own[i] * localWeight;
    }
    for (int k = offsets[pixel]; k < offsets[pixel + 1]; k++) {
      int q = indices[k];
      if (broken.length == 0 || !broken[q]) {
        float[] row = rows[q];
        for (int i = 0; i < samples; i++) {
          exact[i] += row[i];
        }
      }
    }
    return PeakSample.of(exact, samples);
  }

  private static void sum6(
      float[] a, float[] b, float[] c, float[] d, float[] e, float[] f, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] = ((a[i] + b[i]) + (c[i] + d[i])) + (e[i] + f[i]);
    }
  }

  private static void addScaled(float[] a, float scale, float[] sum, int n) {
    for (int i = 0; i < n; i++) {
      sum[i] += a[i] * scale;
    }
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }
}
