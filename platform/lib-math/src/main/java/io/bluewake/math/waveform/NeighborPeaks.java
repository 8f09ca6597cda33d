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

  private static final int INFINITY_BITS = 0x7f800000;

  /** Relative distance from the largest sum within which the order of float sums proves nothing. */
  private static final float DOUBT = 1e-5f;

  private final Neighbors neighbors;
  private final int localWeight;
  private int samples;
  private int padded;
  private int[] most = new int[0];
  private float[][] rows = new float[0][];
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
      if (peak < 0) {
        // Not finite. With weight 0 a NaN of the pixel itself is seen by its neighbours only.
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
      sum = new float[padded];
      most = new int[padded / GROUP];
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
        rows[summed[k]],
        rows[summed[k + 1]],
        rows[summed[k + 2]],
        rows[summed[k + 3]],
        rows[summed[k + 4]],
        rows[summed[k + 5]],
        sum,
        padded);
    for (k = neighbors.offsets()[pixel] + SUMMED; k < neighbors.offsets()[pixel + 1]; k++) {
      addScaled(rows[neighbors.indices()[k]], 1, sum, padded);
    }
    if (localWeight != 0) {
      addScaled(rows[pixel], localWeight, sum, padded);
    }
    int largestBits = largestBits(sum, most);
    if (largestBits >= INFINITY_BITS) {
      return -1;
    }
    float largest = Float.intBitsToFloat(largestBits);
    // A sum of at most 0 says nothing about the size of what was summed.
    int only = largestBits > 0 ? onlyFrom(largest - largest * DOUBT) : -1;
    return only >= 0 ? only : exactPeak(pixel, broken);
  }

  /** The only sum not below a positive limit, -1 if there are more. Noise would mispredict here. */
  private int onlyFrom(float limit) {
    int limitBits = bits(limit);
    int groups = 0;
    int group = 0;
    for (int g = 0; g < most.length; g++) {
      int reached = reached(most[g], limitBits);
      groups += reached;
      group += g * reached;
    }
    if (groups != 1) {
      return -1;
    }
    int count = 0;
    int at = 0;
    for (int i = group * GROUP, end = i + GROUP; i < end; i++) {
      int reached = reached(bits(sum[i]), limitBits);
      count += reached;
      at += i * reached;
    }
    return count == 1 ? at : -1;
  }

  /** 1 if the bits are not below the limit, else 0, without a branch. */
  private static int reached(int bits, int limit) {
    return 1 - (int) ((long) bits - limit >>> 63);
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

  /**
   * Largest raw bits as signed integers: those of the largest sample if that is positive, else a
   * number not above 0. Integers, as the JIT has no branch-free maximum of floats.
   *
   * @param most receives those of each group of samples
   */
  private static int largestBits(float[] a, int[] most) {
    int all = Integer.MIN_VALUE;
    for (int g = 0, i = 0; g < most.length; g++, i += GROUP) {
      int m0 = Math.max(bits(a[i]), bits(a[i + 1]));
      int m1 = Math.max(bits(a[i + 2]), bits(a[i + 3]));
      int m2 = Math.max(bits(a[i + 4]), bits(a[i + 5]));
      int m3 = Math.max(bits(a[i + 6]), bits(a[i + 7]));
      int m = Math.max(Math.max(m0, m1), Math.max(m2, m3));
      most[g] = m;
      all = Math.max(all, m);
    }
    return all;
  }

  private static int bits(float value) {
    return Float.floatToRawIntBits(value);
  }
}
