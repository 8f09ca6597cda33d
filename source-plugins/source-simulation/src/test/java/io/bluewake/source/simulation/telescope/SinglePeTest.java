package io.bluewake.source.simulation.telescope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Charges of single photo-electrons follow their distributions. */
class SinglePeTest {
  private static final int DRAWS = 400_000;

  @Test
  void afterpulsesAreAsFrequentAndAsLargeAsTheirModel() {
    SinglePe single = new SinglePe(0.35, 0.01, 0);
    CounterRandom random = new CounterRandom(3, 1);
    int large = 0;
    double sum = 0;
    for (int i = 0; i < DRAWS; i++) {
      double charge = single.noise(random);
      if (charge > 4) {
        large++;
        sum += charge;
      }
    }
    assertEquals(0.01, large / (double) DRAWS, 0.0005);
    assertEquals(9, sum / large, 0.25);
  }

  @Test
  void crosstalkWidensButKeepsTheMean() {
    SinglePe single = new SinglePe(0.1, 0, 0.08);
    CounterRandom random = new CounterRandom(3, 2);
    double sum = 0;
    double square = 0;
    for (int i = 0; i < DRAWS; i++) {
      double charge = single.charge(20, random);
      sum += charge;
      square += charge * charge;
    }
    double mean = sum / DRAWS;
    assertEquals(20, mean, 0.02);
    double extra = 20 * 0.08 / 0.92;
    assertEquals(extra + 20 * 0.01, square / DRAWS - mean * mean, 0.05);
  }
}
