package io.bluewake.cleaning.nsb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelMask;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.Rows;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often images of noise have an island, in noise that the cleaner has not seen. */
class NoiseIslandRateTest {
  private static final int SAMPLES = 40;
  private static final int ROWS = 32;
  private static final int PIXELS = 169;
  private static final double ELECTRONICS = 0.07;
  private static final SinglePhotoelectron CHARGES = new SinglePhotoelectron(0.4, 4e-4, 4, 5);

  private final Camera camera = ToyCamera.hexagonal(PIXELS, 2, SAMPLES);
  private final SampledPulse pulse = new SampledPulse(camera.readout(), 0);
  private final CounterRandom random = new CounterRandom(99);

  /** Largest sample of each pixel and 7 samples around it: biased upwards by noise. */
  private static void localPeak(WaveformBatch in, ImageBatch out) {
    int n = in.samplesPerPixel();
    for (int i = 0; i < in.rows() * in.pixels(); i++) {
      int peak = io.bluewake.math.waveform.PeakSample.of(in.samples(), i * n, n);
      io.bluewake.math.waveform.PulseWindow.aroundPeak(
          in.samples(), i * n, n, peak, 7, 3, 1, 1, out.charge(), out.peakTime(), i);
    }
  }

  private EventBatch events(double[] rateOfPixel, TelescopeMonitoring monitoring) {
    Subarray array =
        new Subarray(
            "toy",
            List.of(new Telescope(1, "toy", 0, 0, 0, camera)),
            new GeodeticLocation(0, 0, 0));
    EventBatch batch = new EventBatch(array, new int[] {0});
    for (int row = 0; row < ROWS; row++) {
      batch.addEvent(1, row, 100, 0, EventType.SKY_PEDESTAL.code());
      batch.addTelescope(0, 0f, 0f);
    }
    CameraBatch group = batch.cameras().get(0);
    group.waveforms().reset(ROWS, SAMPLES, false);
    float[] w = group.waveforms().samples();
    for (int i = 0; i < ROWS * camera.pixels(); i++) {
      double rate = rateOfPixel[i % camera.pixels()];
      float mean = (float) (rate * CHARGES.mean());
      for (int s = 0; s < SAMPLES; s++) {
        w[i * SAMPLES + s] = (float) (ELECTRONICS * random.nextGaussian()) - mean;
      }
      pulse.addRandom(w, i * SAMPLES, SAMPLES, rate, 1, CHARGES, random);
    }
    group.images().reset(ROWS, true);
    for (int row = 0; row < ROWS; row++) {
      group.images().setMonitoring(row, monitoring, 100_000_000_000L);
    }
    return batch;
  }

  /** Pedestal variances as they are measured in such light; half of it in the low gain. */
  private TelescopeMonitoring pedestals(double[] rateOfPixel) {
    int n = camera.pixels();
    double[] variance = new double[2 * n];
    for (int p = 0; p < n; p++) {
      double light = rateOfPixel[p] * CHARGES.meanSquare() * pulse.traceVariance(SAMPLES);
      variance[p] = light + ELECTRONICS * ELECTRONICS * (1 - 1.0 / SAMPLES);
      variance[n + p] = variance[p] / 2;
    }
    PixelChunk chunk =
        new PixelChunk(
            0,
            Long.MAX_VALUE,
            2,
            n,
            Map.of("mean", variance),
            new long[2 * n],
            new boolean[2 * n],
            new boolean[] {true, true});
    return TelescopeMonitoring.of(
        Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, PixelSeries.of(List.of(chunk))), Map.of());
  }

  private double share(
      double[] rateOfPixel, ImageExtractor extractor, int images, Map<String, Object> options) {
    ImageCleaner cleaner =
        new NoiseIslandsCleaner(Configs.of(NoiseIslandsCleaner.Config.class, options));
    TelescopeMonitoring monitoring = pedestals(rateOfPixel);
    PixelMask mask = new PixelMask();
    int islands = 0;
    for (int made = 0; made < images; made += ROWS) {
      EventBatch batch = events(rateOfPixel, monitoring);
      CameraBatch group = batch.cameras().get(0);
      extractor.extract(group.waveforms(), group.images());
      mask.reset(ROWS, camera.pixels());
      cleaner.clean(
          new ImageCleaner.Scene(batch, group, group.images(), Optional.of(extractor)),
          mask,
          Rows.NONE);
      for (int row = 0; row < ROWS; row++) {
        islands += mask.count(row) > 0 ? 1 : 0;
      }
    }
    return (double) islands / images;
  }

  private double[] uniform(double rate) {
    double[] rates = new double[camera.pixels()];
    Arrays.fill(rates, rate);
    return rates;
  }

  @Test
  void rateOfIslandsIsAsSetFromOneToTenTimesTheDarkSky() {
    for (double factor : new double[] {1, 3, 10}) {
      double share =
          share(
              uniform(0.25 * factor),
              NoiseIslandRateTest::localPeak,
              1600,
              Map.of("islandProbability", 0.1));
      assertEquals(0.1, share, 0.025, "share of images with an island at " + factor);
    }
  }

  @Test
  void windowsChosenByNeighboursAreTakenIntoAccount() {
    for (double factor : new double[] {1, 10}) {
      double share =
          share(
              uniform(0.25 * factor),
              new NeighborPeakSums(camera),
              1600,
              Map.of("islandProbability", 0.1));
      assertEquals(0.1, share, 0.025, "share of images with an island at " + factor);
    }
  }

  @Test
  void otherRequirementsGiveTheSameRate() {
    for (int neighbors : new int[] {0, 1, 3}) {
      double share =
          share(
              uniform(0.5),
              NoiseIslandRateTest::localPeak,
              1600,
              Map.of("islandProbability", 0.1, "minPictureNeighbors", neighbors));
      assertEquals(0.1, share, 0.035, neighbors + " neighbours");
    }
    double untimed =
        share(
            uniform(0.5),
            NoiseIslandRateTest::localPeak,
            1600,
            Map.of("islandProbability", 0.1, "timeLimitNs", 0));
    assertEquals(0.1, untimed, 0.035);
  }

  @Test
  void starsDoNotMakeIslands() {
    double[] rates = uniform(0.25);
    for (int p = 0; p < 7; p++) {
      rates[p] = 4;
    }
    double share =
        share(rates, NoiseIslandRateTest::localPeak, 1600, Map.of("islandProbability", 0.1));
    assertEquals(0.1, share, 0.03);
  }

  @Test
  void thresholdsFollowTheSky() {
    NsbReport reporter = new NsbReport();
    NoiseIslandsCleaner.Config config = Configs.of(NoiseIslandsCleaner.Config.class);
    double before = 0;
    for (double factor : new double[] {1, 2, 5, 10}) {
      SkyThresholds sky = new SkyThresholds(config, reporter);
      sky.use(camera, SAMPLES, Optional.of(NoiseIslandRateTest::localPeak));
      Limits limits =
          sky.at(pedestals(uniform(0.25 * factor)), 7, io.bluewake.model.CameraConstants.NONE);
      assertEquals(0.25 * factor, limits.rate, 1e-6 * factor);
      assertTrue(limits.median > before, "threshold at " + factor + ": " + limits.median);
      assertTrue(limits.picture[camera.pixels()] < limits.picture[0], "less noise in low gain");
      before = limits.median;
    }
  }

  @Test
  void geometryHasItsPlaceInTheThreshold() {

    NsbReport reporter = new NsbReport();
    double[] median = new double[2];
    Camera[] cameras = {ToyCamera.hexagonal(91, 2, SAMPLES), ToyCamera.hexagonal(919, 2, SAMPLES)};
    for (int i = 0; i < 2; i++) {
      SkyThresholds sky = new SkyThresholds(Configs.of(NoiseIslandsCleaner.Config.class), reporter);
      sky.use(cameras[i], SAMPLES, Optional.of(NoiseIslandRateTest::localPeak));
      median[i] =
          sky.at(TelescopeMonitoring.NONE, 0, io.bluewake.model.CameraConstants.NONE).median;
    }
    assertTrue(median[0] < median[1], Arrays.toString(median));
  }
}
