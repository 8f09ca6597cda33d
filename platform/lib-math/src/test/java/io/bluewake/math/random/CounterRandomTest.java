package io.bluewake.math.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

/** Distributions have the moments of theory; streams depend on their names alone. */
class CounterRandomTest {
  private static final int N = 200_000;

  @Test
  void streamsStartAgainAtTheSameNumbers() {
    CounterRandom random = new CounterRandom(5, 1, 2);
    long first = random.nextLong();
    random.nextGaussian();

    assertEquals(first, random.start(5, 1, 2).nextLong());
    assertNotEquals(first, random.start(5, 2, 1).nextLong());
    assertNotEquals(first, random.start(6, 1, 2).nextLong());
  }

  @Test
  void gaussiansHaveUnitVariance() {
    CounterRandom random = new CounterRandom(1);
    double[] fine = new double[2];
    double[] coarse = new double[2];
    for (int i = 0; i < N; i++) {
      double a = random.nextGaussian();
      double b = random.nextCoarseGaussian();
      fine[0] += a / N;
      fine[1] += a * a / N;
      coarse[0] += b / N;
      coarse[1] += b * b / N;
    }

    assertEquals(0, fine[0], 0.01);
    assertEquals(1, fine[1], 0.015);
    assertEquals(0, coarse[0], 0.01);
    assertEquals(1, coarse[1], 0.015);
  }

  @Test
  void poissonCountsHaveMeanAndVarianceAlike() {
    for (double mean : new double[] {0.3, 5, 29, 31, 400}) {
      CounterRandom random = new CounterRandom(2, (long) (10 * mean));
      double sum = 0;
      double square = 0;
      for (int i = 0; i < N; i++) {
        double n = random.nextPoisson(mean);
        sum += n / N;
        square += n * n / N;
      }
      double variance = square - sum * sum;

      assertEquals(mean, sum, 5 * Math.sqrt(mean / N));
      assertEquals(1, variance / mean, 0.03);
    }
    assertEquals(0, new CounterRandom(3).nextPoisson(0));
  }

  @Test
  void uniformNumbersFillTheUnitInterval() {
    CounterRandom random = new CounterRandom(4);
    int[] bins = new int[10];
    for (int i = 0; i < N; i++) {
      bins[(int) (10 * random.nextDouble())]++;
    }
    for (int bin : bins) {
      assertEquals(N / 10.0, bin, 5 * Math.sqrt(N / 10.0));
    }
  }
}
