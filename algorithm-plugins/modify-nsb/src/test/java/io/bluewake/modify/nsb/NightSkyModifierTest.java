package io.bluewake.modify.nsb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.WaveformBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyMonitoring;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NightSkyModifierTest {
  private static final int PIXELS = 61;
  private static final int SAMPLES = 40;
  private final Camera camera = ToyCamera.hexagonal(PIXELS, 2, SAMPLES);

  private static NightSkyModifier modifier(Map<String, Object> values) {
    return new NightSkyModifier(Configs.of(NightSkyModifier.Config.class, values));
  }

  private static float[] samples(EventBatch batch, int row) {
    WaveformBatch w = batch.cameras().get(0).waveforms();
    return Arrays.copyOfRange(w.samples(), w.base(row), w.base(row + 1));
  }

  private static void apply(NightSkyModifier modifier, EventBatch batch) {
    modifier.modifyWaveforms(batch, batch.cameras().get(0));
  }

  /** Mean and variance of the sum of 8 samples, and the mean variance over a trace. */
  private static double[] moments(EventBatch batch, int firstPixel, int endPixel) {
    WaveformBatch w = batch.cameras().get(0).waveforms();
    double sum = 0;
    double squares = 0;
    double trace = 0;
    int n = 0;
    for (int row = 0; row < w.rows(); row++) {
      for (int p = firstPixel; p < endPixel; p++) {
        int from = w.base(row) + p * SAMPLES;
        double charge = 0;
        double all = 0;
        double allSquares = 0;
        for (int s = 0; s < SAMPLES; s++) {
          double v = w.samples()[from + s];
          charge += s >= 12 && s < 20 ? v : 0;
          all += v;
          allSquares += v * v;
        }
        sum += charge;
        squares += charge * charge;
        trace += allSquares / SAMPLES - all * all / SAMPLES / SAMPLES;
        n++;
      }
    }
    return new double[] {sum / n, squares / n, trace / n};
  }

  @Test
  void chargeIsUnbiasedAndItsVarianceIsCampbells() {
    EventBatch batch = Events.batch(camera, 1, 800);
    apply(modifier(Map.of("rateGHz", 0.5)), batch);

    double[] found = moments(batch, 0, PIXELS);
    SinglePhotoelectron charges = new SinglePhotoelectron(0.4, 0, 4, 5);
    SampledPulse pulse = new SampledPulse(camera.readout(), 0);
    double expected = 0.5 * charges.meanSquare() * pulse.windowVariance(8);
    double error = Math.sqrt(expected / 800 / PIXELS);
    assertEquals(0, found[0], 4 * error);
    assertEquals(1, found[1] / expected, 0.03);
    assertTrue(expected > 3, "so much noise that a bias would show: " + expected);
  }

  @Test
  void batchesDoNotMatter() {
    NightSkyModifier modifier = modifier(Map.of());
    EventBatch together = Events.batch(camera, 10, 5);
    apply(modifier, together);
    for (int row = 4; row >= 0; row--) {
      EventBatch alone = Events.batch(camera, 10 + row, 1);
      apply(row == 2 ? modifier(Map.of()) : modifier, alone);
      assertArrayEquals(samples(together, row), samples(alone, 0));
    }
    assertNotEquals(Arrays.toString(samples(together, 0)), Arrays.toString(samples(together, 1)));
  }

  @Test
  void bothGainsGetTheSamePhotoelectrons() {
    EventBatch high = Events.batch(camera, 1, 1);
    EventBatch low = Events.batch(camera, 1, 1);
    Arrays.fill(low.cameras().get(0).waveforms().gain(), 0, PIXELS, (byte) 1);
    apply(modifier(Map.of()), high);
    apply(modifier(Map.of()), low);
    assertArrayEquals(samples(high, 0), samples(low, 0));
  }

  @Test
  void factorsOfTheCalibrationLeadToPhotoelectrons() {
    EventBatch plain = Events.batch(camera, 1, 1);
    EventBatch scaled = Events.batch(camera, 1, 1);
    float[][] factor = new float[2][PIXELS];
    Arrays.fill(factor[0], 0.25f);
    float[][] none = new float[0][];
    scaled
        .cameras()
        .get(0)
        .waveforms()
        .setConstants(0, new CameraConstants(none, none, none, factor, none, new boolean[0][]));
    apply(modifier(Map.of()), plain);
    apply(modifier(Map.of()), scaled);
    float[] expected = samples(plain, 0);
    for (int i = 0; i < expected.length; i++) {
      expected[i] *= 4;
    }
    assertArrayEquals(expected, samples(scaled, 0), 1e-4f);
  }

  @Test
  void varianceOfEachPixelIsMatched() {
    double[] variance = new double[2 * PIXELS];
    Arrays.fill(variance, 0, 30, 0.12);
    Arrays.fill(variance, 30, 60, 0.3);
    variance[60] = Double.NaN;
    PixelChunk chunk =
        new PixelChunk(
            0,
            Long.MAX_VALUE,
            2,
            PIXELS,
            Map.of("mean", variance),
            new long[2 * PIXELS],
            new boolean[2 * PIXELS],
            new boolean[2]);
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, PixelSeries.of(List.of(chunk))),
            Map.of());
    EventBatch batch = Events.batch(camera, 1, 600);
    CameraBatch group = batch.cameras().get(0);
    for (int row = 0; row < 600; row++) {
      group.waveforms().setMonitoring(row, known, 5);
    }
    for (String which : List.of("mean", "random")) {
      Arrays.fill(group.waveforms().samples(), 0f);
      apply(
          modifier(
              Map.of("match", "pedestal-variance", "simulatedVariancePe2", 0.02, "chunk", which)),
          batch);
      assertEquals(1, moments(batch, 0, 30)[2] / 0.10, 0.02);
      assertEquals(1, moments(batch, 30, 60)[2] / 0.28, 0.02);
      assertTrue(moments(batch, 60, 61)[2] > 0.05, "the unknown pixel gets the usual light");
    }
  }

  @Test
  void eventsAreLikeDifferentChunks() {
    TelescopeMonitoring known =
        ToyMonitoring.of(
            TelescopeMonitoring.PEDESTAL_VARIANCE,
            ToyMonitoring.chunk(0, 9, 2, PIXELS, Map.of("mean", 0.02)),
            ToyMonitoring.chunk(10, 19, 2, PIXELS, Map.of("mean", 0.4)));
    EventBatch batch = Events.batch(camera, 1, 100);
    WaveformBatch w = batch.cameras().get(0).waveforms();
    for (int row = 0; row < 100; row++) {
      w.setMonitoring(row, known, 0);
    }
    apply(modifier(Map.of("match", "pedestal-variance")), batch);
    int bright = 0;
    for (int row = 0; row < 100; row++) {
      double squares = 0;
      for (float v : samples(batch, row)) {
        squares += v * v;
      }
      bright += squares / PIXELS / SAMPLES > 0.2 ? 1 : 0;
    }
    assertEquals(50, bright, 20);
  }

  @Test
  void matchingWithoutMonitoringIsRefused() {
    EventBatch batch = Events.batch(camera, 1, 1);
    NightSkyModifier modifier = modifier(Map.of("match", "pedestal-variance"));
    assertThrows(IllegalStateException.class, () -> apply(modifier, batch));
  }
}
