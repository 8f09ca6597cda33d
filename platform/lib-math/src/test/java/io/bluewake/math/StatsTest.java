package io.bluewake.math;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StatsTest {
  @Test
  void medianIsTheMiddleOfTheSortedValues() {
    SplittableRandom random = new SplittableRandom(11);
    for (int n = 1; n < 60; n++) {
      float[] values = new float[n + 4];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) Math.scalb(random.nextDouble(-1, 1), random.nextInt(-20, 20));
      }
      float[] sorted = Arrays.copyOfRange(values, 3, 3 + n);
      Arrays.sort(sorted);
      double expected = 0.5 * ((double) sorted[(n - 1) / 2] + sorted[n / 2]);
      assertEquals(expected, Stats.median(values, 3, n), 0.0, "of " + n);
    }
  }

  @Test
  void medianLeavesOutWhatIsNoNumber() {
    assertEquals(2.0, Stats.median(new float[] {Float.NaN, 3, 1, Float.NaN}, 0, 4));
    assertEquals(Double.NaN, Stats.median(new float[] {Float.NaN}, 0, 1));
    assertEquals(Double.NaN, Stats.median(new float[0], 0, 0));
    assertEquals(0.0, Stats.median(new float[] {-5, 0f, 0f, Float.POSITIVE_INFINITY}, 0, 4));
  }
}
