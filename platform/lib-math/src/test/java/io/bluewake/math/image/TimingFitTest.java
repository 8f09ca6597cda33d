package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimingFitTest {
  private final TimingFit fit = new TimingFit();

  @Test
  void outliersDoNotPullAtTheLine() {
    Random random = new Random(1);
    for (int n : new int[] {20, 60, 200}) {
      double[] x = new double[n];
      float[] t = new float[n];
      for (int i = 0; i < n; i++) {
        x[i] = random.nextDouble() * 2 - 1;
        t[i] = (float) (20 + 4 * x[i] + (i < n / 8 ? 30 * random.nextGaussian() : 0));
      }
      assertTrue(fit(x, t));
      assertEquals(4, fit.slope(), 1e-5);
      assertEquals(20, fit.intercept(), 1e-5);
      assertTrue(fit.deviation() > 1, "the deviation counts all pixels");
    }
  }

  @Test
  void noSubsetOfFewPointsIsBetter() {
    Random random = new Random(2);
    for (int trial = 0; trial < 300; trial++) {
      int n = 4 + trial % 9;
      double[] x = random.doubles(n).toArray();
      float[] t = times(random, x);

      assertTrue(fit(x, t));

      assertEquals(bestOfAllSubsets(x, t, (int) (0.85 * n)), fit.objective(), 1e-9, "of " + n);
    }
  }

  @Test
  void noStartOfManyPointsEndsBetter() {
    Random random = new Random(3);
    int worse = 0;
    for (int trial = 0; trial < 40; trial++) {
      int n = 20 + trial * 3;
      double[] x = random.doubles(n).map(v -> v * v - 0.3).toArray();
      float[] t = times(random, x);

      assertTrue(fit(x, t));

      double found = bestOfAllPairs(x, t, (int) (0.85 * n));
      worse += fit.objective() > found * (1 + 1e-9) ? 1 : 0;
      assertTrue(fit.objective() <= found * 1.01, "of " + n);
    }
    assertTrue(worse <= 2, "found less than the pairs did in " + worse + " of 40");
  }

  @Test
  void orderOfPixelsDoesNotMatter() {
    Random random = new Random(4);
    for (int n : new int[] {3, 7, 30, 90}) {
      double[] x = random.doubles(n).toArray();
      float[] t = times(random, x);
      assertTrue(fit(x, t));
      double slope = fit.slope();
      double deviation = fit.deviation();
      double[] backX = new double[n];
      float[] backT = new float[n];
      for (int i = 0; i < n; i++) {
        backX[i] = x[n - 1 - i];
        backT[i] = t[n - 1 - i];
      }

      assertTrue(fit(backX, backT));

      assertEquals(slope, fit.slope(), 1e-9 * Math.abs(slope));
      assertEquals(deviation, fit.deviation(), 1e-9);
    }
  }

  @Test
  void sameImageGivesTheSameLineWhateverCameBefore() {
    Random random = new Random(5);
    double[] x = random.doubles(70).toArray();
    float[] t = times(random, x);
    assertTrue(fit(x, t));
    double slope = fit.slope();
    for (int n = 3; n < 50; n++) {
      double[] other = random.doubles(n).toArray();
      fit(other, times(random, other));
    }
    assertTrue(fit(x, t));
    assertEquals(slope, fit.slope());
  }

  @Test
  void unitsOfLengthAndTimeScaleTheSlope() {
    Random random = new Random(6);
    double[] x = random.doubles(50).toArray();
    float[] t = times(random, x);
    assertTrue(fit(x, t));
    double slope = fit.slope();
    double intercept = fit.intercept();
    double[] longer = Arrays.stream(x).map(v -> 8 * v).toArray();
    float[] slower = new float[t.length];
    for (int i = 0; i < t.length; i++) {
      slower[i] = 2 * t[i];
    }

    assertTrue(fit(longer, slower));

    assertEquals(slope / 4, fit.slope(), 1e-9);
    assertEquals(2 * intercept, fit.intercept(), 1e-9);
  }

  @Test
  void threePixelsTakeTheLineNearestToAll() {
    assertTrue(fit(new double[] {0, 1, 2}, new float[] {0, 1, 4}));
    assertEquals(2, fit.slope(), 1e-12);
    assertEquals(0, fit.intercept(), 1e-12);
    assertEquals(Math.sqrt(1.0 / 3), fit.deviation(), 1e-12);
  }

  @Test
  void tooFewPixelsHaveNoLine() {
    assertFalse(fit(new double[] {}, new float[] {}));
    assertFalse(fit(new double[] {1}, new float[] {1}));
    assertFalse(fit(new double[] {1, 2}, new float[] {1, 2}));
    assertTrue(Double.isNaN(fit.slope()));
    assertTrue(Double.isNaN(fit.deviation()));
    assertFalse(fit(new double[] {1, 1, 1, 1}, new float[] {1, 2, 3, 4}));
  }

  @Test
  void missingTimesAreLeftOutButShowInTheDeviation() {
    double[] x = {0, 1, 2, 3, 4};
    assertTrue(fit(x, new float[] {5, 6, Float.NaN, 8, 9}));
    assertEquals(1, fit.slope(), 1e-12);
    assertEquals(5, fit.intercept(), 1e-12);
    assertTrue(Double.isNaN(fit.deviation()));
  }

  @Test
  void equalTimesAreFlat() {
    assertTrue(fit(new double[] {0, 1, 2, 3, 4, 5}, new float[] {7, 7, 7, 7, 7, 7}));
    assertEquals(0, fit.slope(), 1e-12);
    assertEquals(7, fit.intercept(), 1e-12);
    assertEquals(0, fit.objective(), 1e-12);
  }

  private boolean fit(double[] x, float[] t) {
    return fit.fit(x, t, 0, IntStream.range(0, x.length).toArray(), x.length);
  }

  private static float[] times(Random random, double[] x) {
    float[] t = new float[x.length];
    for (int i = 0; i < t.length; i++) {
      double noise = random.nextInt(7) == 0 ? 5 : 0.4;
      t[i] = (float) (10 + 3 * x[i] + noise * random.nextGaussian());
    }
    return t;
  }

  private static double bestOfAllSubsets(double[] x, float[] t, int kept) {
    double best = Double.POSITIVE_INFINITY;
    for (int set = 0; set < 1 << x.length; set++) {
      if (Integer.bitCount(set) == kept) {
        boolean[] in = new boolean[x.length];
        for (int i = 0; i < in.length; i++) {
          in[i] = (set >> i & 1) != 0;
        }
        best = Math.min(best, line(x, t, in)[2]);
      }
    }
    return best;
  }

  private static double bestOfAllPairs(double[] x, float[] t, int kept) {
    double best = Double.POSITIVE_INFINITY;
    for (int i = 1; i < x.length; i++) {
      for (int j = 0; j < i; j++) {
        boolean[] in = new boolean[x.length];
        in[i] = in[j] = true;
        double[] line = line(x, t, in);
        for (int step = 0; step < 30; step++) {
          double before = line[2];
          line = line(x, t, nearest(x, t, line, kept));
          if (step > 0 && line[2] >= before - 1e-12) {
            break;
          }
        }
        best = Math.min(best, line[2]);
      }
    }
    return best;
  }

  private static boolean[] nearest(double[] x, float[] t, double[] line, int kept) {
    Integer[] order = IntStream.range(0, x.length).boxed().toArray(Integer[]::new);
    Arrays.sort(
        order,
        java.util.Comparator.comparingDouble(i -> Math.abs(t[i] - line[0] * x[i] - line[1])));
    boolean[] in = new boolean[x.length];
    for (int k = 0; k < kept; k++) {
      in[order[k]] = true;
    }
    return in;
  }

  /** Slope, intercept and sum of squared residuals of the least squares line. */
  private static double[] line(double[] x, float[] t, boolean[] in) {
    double n = 0;
    double mx = 0;
    double mt = 0;
    for (int i = 0; i < x.length; i++) {
      if (in[i]) {
        n++;
        mx += x[i];
        mt += t[i];
      }
    }
    mx /= n;
    mt /= n;
    double sxx = 0;
    double sxt = 0;
    for (int i = 0; i < x.length; i++) {
      if (in[i]) {
        sxx += (x[i] - mx) * (x[i] - mx);
        sxt += (x[i] - mx) * (t[i] - mt);
      }
    }
    double slope = sxt / sxx;
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      if (in[i]) {
        double r = t[i] - mt - slope * (x[i] - mx);
        sum += r * r;
      }
    }
    return new double[] {slope, mt - slope * mx, sum};
  }
}
