package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private final Statistics statistics = new Statistics();

  @Test
  void bothPrecisionsRecoverAGaussian() {
    Random random = new Random(3);
    int n = 100_000;
    float[] values = new float[n + 5];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (20 + 3 * random.nextGaussian());
    }
    for (int mode = 0; mode < 2; mode++) {
      compute(mode == 0, values, 5, n);
      assertEquals(20, statistics.mean(), 0.05);
      assertEquals(3, statistics.std(), 0.03);
      assertEquals(0, statistics.skewness(), 0.05);
      assertEquals(0, statistics.kurtosis(), 0.1);
    }
  }

  @Test
  void exponentialIsSkewed() {
    Random random = new Random(4);
    float[] values = new float[200_000];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) -Math.log(1 - random.nextDouble());
    }
    compute(true, values, 0, values.length);
    assertEquals(1, statistics.mean(), 0.01);
    assertEquals(1, statistics.std(), 0.02);
    assertEquals(2, statistics.skewness(), 0.15);
    assertEquals(6, statistics.kurtosis(), 1.5);
  }

  @Test
  void shiftAndScaleChangeOnlyMeanAndSpread() {
    float[] values = {1, 2, 4, 8, 16};
    compute(false, values, 0, 5);
    double skewness = statistics.skewness();
    double kurtosis = statistics.kurtosis();
    float[] moved = {13, 16, 22, 34, 58};

    compute(false, moved, 0, 5);

    assertEquals(3 * 6.2 + 10, statistics.mean(), 1e-12);
    assertEquals(skewness, statistics.skewness(), 1e-12);
    assertEquals(kurtosis, statistics.kurtosis(), 1e-12);
    assertEquals(58, statistics.max());
    assertEquals(13, statistics.min());
  }

  @Test
  void equalValuesHaveNoShape() {
    float[] values = {7, 7, 7, 7};
    for (int mode = 0; mode < 2; mode++) {
      compute(mode == 0, values, 0, 4);
      assertEquals(7, statistics.mean());
      assertEquals(0, statistics.std());
      assertTrue(Double.isNaN(statistics.skewness()));
      assertTrue(Double.isNaN(statistics.kurtosis()));
    }
  }

  @Test
  void noValuesAndMissingValuesGiveNaN() {
    compute(true, new float[4], 0, 0);
    assertTrue(Double.isNaN(statistics.max()));
    assertTrue(Double.isNaN(statistics.mean()));
    compute(true, new float[] {1, Float.NaN, 3}, 0, 3);
    assertTrue(Double.isNaN(statistics.max()));
    assertTrue(Double.isNaN(statistics.min()));
    assertTrue(Double.isNaN(statistics.skewness()));
  }

  @Test
  void pairwiseSumIsNearTheExactOneForAnyLength() {
    Random random = new Random(5);
    float[] values = new float[3000];
    for (int i = 0; i < values.length; i++) {
      values[i] = random.nextFloat() * 100;
    }
    for (int n = 0; n < values.length; n = n * 5 / 4 + 1) {
      double exact = 0;
      for (int i = 0; i < n; i++) {
        exact += values[i];
      }
      assertEquals(exact, Statistics.pairwiseSum(values, 0, n), 1e-6 * exact, "of " + n);
    }
  }

  private void compute(boolean single, float[] values, int base, int n) {
    int[] pixels = IntStream.range(0, Math.max(n, 1)).toArray();
    if (single) {
      statistics.computeSingle(values, base, pixels, n);
    } else {
      statistics.computeDouble(values, base, pixels, n);
    }
  }
}
