package io.bluewake.math.waveform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Neighbors;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Compares with sums made the slow way. */
class NeighborPeaksTest {
  private static final int SIDE = 9;
  private static final int PIXELS = SIDE * SIDE + 1;
  private static final boolean[] NONE = new boolean[0];
  private final SplittableRandom random = new SplittableRandom(4711);

  /** Rows of hexagons, and one pixel that touches nothing. */
  private static Neighbors hexagons() {
    int[][] steps = {{-1, 0}, {-1, 1}, {0, -1}, {0, 1}, {1, -1}, {1, 0}};
    int[] offsets = new int[PIXELS + 1];
    int[] indices = new int[PIXELS * 6];
    int n = 0;
    for (int p = 0; p < PIXELS - 1; p++) {
      for (int[] step : steps) {
        int i = p / SIDE + step[0];
        int j = p % SIDE + step[1];
        if (i >= 0 && i < SIDE && j >= 0 && j < SIDE) {
          indices[n++] = i * SIDE + j;
        }
      }
      offsets[p + 1] = n;
    }
    offsets[PIXELS] = n;
    return new Neighbors(offsets, Arrays.copyOf(indices, n));
  }

  private static int[] slow(float[] w, int base, int n, boolean[] broken, int weight) {
    Neighbors neighbors = hexagons();
    int[] peaks = new int[PIXELS];
    for (int p = 0; p < PIXELS; p++) {
      double[] sum = new double[n];
      for (int s = 0; s < n; s++) {
        sum[s] = (double) w[base + p * n + s] * weight;
        for (int k = neighbors.offsets()[p]; k < neighbors.offsets()[p + 1]; k++) {
          int q = neighbors.indices()[k];
          if (broken.length == 0 || !broken[q]) {
            sum[s] += w[base + q * n + s];
          }
        }
      }
      int at = 0;
      for (int s = n - 1; s >= 0; s--) {
        if (sum[s] >= sum[at] || Double.isNaN(sum[s])) {
          at = s;
        }
      }
      peaks[p] = at;
    }
    return peaks;
  }

  private void check(float[] w, int n, boolean[] broken, int weight) {
    int[] peaks = new int[PIXELS];
    new NeighborPeaks(hexagons(), weight).find(w, 0, n, broken, peaks);
    assertArrayEquals(slow(w, 0, n, broken, weight), peaks);
  }

  private float[] noise(int n) {
    float[] w = new float[PIXELS * n];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (random.nextDouble() - 0.3);
    }
    return w;
  }

  @Test
  void noiseHasThePeaksOfTheSlowSums() {
    for (int n = 1; n < 50; n++) {
      check(noise(n), n, NONE, n % 3);
    }
  }

  @Test
  void longWaveformsHaveThePeaksOfTheSlowSums() {
    check(noise(400), 400, NONE, 0);
  }

  @Test
  void infiniteSamplesHaveThePeaksOfTheSlowSums() {
    float[] w = noise(40);
    w[40 * 40 + 17] = Float.POSITIVE_INFINITY;
    check(w, 40, NONE, 0);
    w[41 * 40 + 17] = Float.NEGATIVE_INFINITY;
    check(w, 40, NONE, 0);
  }

  @Test
  void equalSumsAreDecidedAsInDouble() {
    for (int round = 0; round < 50; round++) {
      float[] w = new float[PIXELS * 30];
      float gain = 0.0123f + round * 1e-4f;
      for (int i = 0; i < w.length; i++) {
        w[i] = (random.nextInt(8) - 2.3f) * gain;
      }
      check(w, 30, NONE, 0);
      check(w, 30, NONE, 1);
    }
  }

  @Test
  void negativeAndConstantWaveformsPeakAtTheirFirstLargestSample() {
    float[] w = new float[PIXELS * 20];
    check(w, 20, NONE, 0);
    Arrays.fill(w, -2.5f);
    check(w, 20, NONE, 0);
    float[] noise = noise(20);
    for (int i = 0; i < w.length; i++) {
      w[i] = noise[i] - 5;
    }
    check(w, 20, NONE, 1);
  }

  @Test
  void brokenPixelsAreLeftOut() {
    boolean[] broken = new boolean[PIXELS];
    for (int p = 0; p < PIXELS; p += 4) {
      broken[p] = true;
    }
    float[] w = noise(40);
    for (int p = 0; p < PIXELS; p += 4) {
      w[p * 40 + 11] = 1000;
    }
    check(w, 40, broken, 0);
    check(w, 40, broken, 1);
  }

  @Test
  void firstSampleThatIsNotANumberIsThePeak() {
    float[] w = noise(40);
    w[40 * 40 + 17] = Float.NaN;
    w[40 * 40 + 19] = Float.NaN;
    check(w, 40, NONE, 0);

    int[] peaks = new int[PIXELS];
    new NeighborPeaks(hexagons(), 0).find(w, 0, 40, NONE, peaks);
    assertEquals(17, peaks[40], "own sample, whatever its weight");
    assertEquals(17, peaks[41], "neighbour");
  }

  @Test
  void secondImageIsFoundInTheSameArray() {
    float[] w = new float[3 * PIXELS * 25];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) random.nextDouble();
    }
    int[] peaks = new int[PIXELS];
    NeighborPeaks finder = new NeighborPeaks(hexagons(), 0);
    for (int row = 0; row < 3; row++) {
      finder.find(w, row * PIXELS * 25, 25, NONE, peaks);
      assertArrayEquals(slow(w, row * PIXELS * 25, 25, NONE, 0), peaks);
    }
  }
}
