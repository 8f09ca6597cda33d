package io.bluewake.math.noise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraReadout;
import org.junit.jupiter.api.Test;

class SampledPulseTest {
  private static final int SAMPLES = 40;
  private static final int TRACES = 60_000;
  private static final double RATE = 0.4;
  private static final SinglePhotoelectron CHARGES = new SinglePhotoelectron(0.4, 1e-3, 4, 5);

  /** Pulses of 3 ns (sigma), the second channel with an undershoot, steps of 0.2 ns. */
  private static CameraReadout readout() {
    double[][] pulse = new double[2][150];
    for (int i = 0; i < 150; i++) {
      double z = (i * 0.2 - 10) / 3;
      pulse[0][i] = 7 * Math.exp(-0.5 * z * z);
      pulse[1][i] = 2 * Math.exp(-0.5 * z * z) - 0.1 * (i > 80 && i < 140 ? 1 : 0);
    }
    return new CameraReadout("toy", 1.25, 2, 1, SAMPLES, pulse, 0.2);
  }

  @Test
  void aPhotoelectronAddsUpToItsCharge() {
    for (int channel = 0; channel < 2; channel++) {
      assertEquals(1, new SampledPulse(readout(), channel).area(), 1e-6);
    }
  }

  @Test
  void meanAndVarianceFollowCampbellsTheorem() {
    for (int channel = 0; channel < 2; channel++) {
      SampledPulse pulse = new SampledPulse(readout(), channel);
      CounterRandom random = new CounterRandom(7, channel);
      double sum = 0;
      double squares = 0;
      double window = 0;
      double trace = 0;
      float[] out = new float[SAMPLES];
      double mean = RATE * CHARGES.mean() * pulse.area();
      for (int t = 0; t < TRACES; t++) {
        java.util.Arrays.fill(out, 0f);
        pulse.addRandom(out, 0, SAMPLES, RATE, 1, CHARGES, random);
        double own = 0;
        double ownSquares = 0;
        double charge = 0;
        for (int s = 0; s < SAMPLES; s++) {
          own += out[s];
          ownSquares += (double) out[s] * out[s];
          squares += (out[s] - mean) * (out[s] - mean);
          charge += s >= 10 && s < 18 ? out[s] - mean : 0;
        }
        sum += own;
        window += charge * charge;
        trace += ownSquares / SAMPLES - own * own / SAMPLES / SAMPLES;
      }
      double unit = RATE * CHARGES.meanSquare();
      assertEquals(mean, sum / TRACES / SAMPLES, 2e-3 * mean, "mean");
      assertEquals(1, squares / TRACES / SAMPLES / (unit * pulse.covariance(0)), 0.01, "sample");
      assertEquals(1, window / TRACES / (unit * pulse.windowVariance(8)), 0.02, "window");
      assertEquals(1, trace / TRACES / (unit * pulse.traceVariance(SAMPLES)), 0.01, "trace");
    }
  }

  @Test
  void chargesHaveTheirMoments() {
    CounterRandom random = new CounterRandom(3);
    double sum = 0;
    double squares = 0;
    int n = 2_000_000;
    for (int i = 0; i < n; i++) {
      double q = CHARGES.draw(random.nextLong(), random);
      sum += q;
      squares += q * q;
    }
    assertEquals(CHARGES.mean(), sum / n, 1e-3);
    assertEquals(CHARGES.meanSquare(), squares / n, 0.01);
  }

  @Test
  void bothChannelsSeeTheSamePhotoelectrons() {
    CameraReadout two = readout();
    double[][] same = {two.referencePulse()[0], two.referencePulse()[0]};
    CameraReadout alike = new CameraReadout("toy", 1.25, 2, 1, SAMPLES, same, 0.2);
    float[][] traces = new float[2][SAMPLES];
    for (int channel = 0; channel < 2; channel++) {
      new SampledPulse(alike, channel)
          .addRandom(traces[channel], 0, SAMPLES, 1, 1, CHARGES, new CounterRandom(5));
    }
    assertArrayEquals(traces[0], traces[1]);
  }

  @Test
  void withoutPulseTheChargeIsInOneSample() {
    CameraReadout none = new CameraReadout("toy", 1, 1, 1, SAMPLES, new double[0][], 0.2);
    SampledPulse pulse = new SampledPulse(none, 0);
    assertEquals(1, pulse.area(), 1e-6);
    assertEquals(1, pulse.covariance(0), 1e-6);
    assertEquals(0, pulse.covariance(1), 1e-6);
  }
}
