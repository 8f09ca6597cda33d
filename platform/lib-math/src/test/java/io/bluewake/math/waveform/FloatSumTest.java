package io.bluewake.math.waveform;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FloatSumTest {
  @Test
  void everySampleIsCountedOnce() {
    SplittableRandom random = new SplittableRandom(7);
    float[] w = new float[700];
    for (int i = 0; i < w.length; i++) {
      w[i] = random.nextInt(1000);
    }
    for (int n = 0; n < 600; n++) {
      double sum = 0;
      for (int i = 13; i < 13 + n; i++) {
        sum += w[i];
      }
      assertEquals(sum, FloatSum.pairwise(w, 13, n), "whole numbers add exactly, " + n);
    }
  }

  @Test
  void manyEqualSamplesLoseNoDigits() {
    float[] w = new float[1 << 16];
    java.util.Arrays.fill(w, 0.1f);

    assertEquals(0.1f * w.length, FloatSum.pairwise(w, 0, w.length), 0.01f);
  }
}
