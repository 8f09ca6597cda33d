package io.bluewake.source.simulation.telescope;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.math.random.CounterRandom;
import org.junit.jupiter.api.Test;

/** Sampled pulses are the pulses, wherever they begin. */
class SampledPulseTest {
  private static final int COUNT = 40;

  private final CounterRandom random = new CounterRandom(11);

  private void compare(double rise, double fall, double step) {
    SampledPulse sampled = new Pulse(rise, fall).sampled(step);
    for (int trial = 0; trial < 500; trial++) {
      double at = (COUNT + 20) * step * random.nextDouble() - 10 * step;
      float[] samples = new float[COUNT + 2];
      sampled.add(samples, 1, COUNT, at, 3);
      for (int s = 0; s < COUNT; s++) {
        double t = s * step - at;
        double z = t / (t < 0 ? rise : fall);
        // The table has steps of a twentieth of a ns.
        assertEquals(3 * Math.exp(-0.5 * z * z), samples[1 + s], 3 * 0.02 / Math.min(rise, fall));
      }
      assertEquals(0, samples[0] + samples[COUNT + 1], 0);
    }
  }

  @Test
  void samplesAreThoseOfTheGaussian() {
    compare(0.85, 1.35, 1 / 1.024);
    compare(4.2, 8.2, 4);
    compare(2.4, 4.2, 1);
  }

  @Test
  void areaDoesNotDependOnThePlace() {
    Pulse pulse = new Pulse(0.85, 1.25);
    SampledPulse sampled = pulse.sampled(1);
    double mean = 0;
    for (int trial = 0; trial < 1000; trial++) {
      float[] samples = new float[COUNT];
      sampled.add(samples, 0, COUNT, 10 + 20 * random.nextDouble(), 1);
      for (float v : samples) {
        mean += v / 1000;
      }
    }
    assertEquals(pulse.area, mean, 0.01 * pulse.area);
  }
}
