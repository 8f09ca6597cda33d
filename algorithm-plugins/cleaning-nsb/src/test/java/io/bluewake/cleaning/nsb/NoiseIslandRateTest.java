package io.bluewake.cleaning.nsb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final ThresholdStore store = new ThresholdStore();

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
        new NoiseIslandsCleaner(Configs.of(NoiseIslandsCleaner.Config.class, options), store);
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
  void fieldOfManyStarsKeepsTheRateOfIslands() {
    double[] rates = uniform(0.25);
    CounterRandom stars = new CounterRandom(3);
    for (int star = 0; star < 12; star++) {
      int p = stars.nextInt(camera.pixels());
      double light = 0.25 * Math.pow(20, stars.nextDouble());
      rates[p] += light;
      for (int k = camera.neighbors().offsets()[p]; k < camera.neighbors().offsets()[p + 1]; k++) {
        rates[camera.neighbors().indices()[k]] += light * 0.2 * stars.nextDouble();
      }
    }
    double share =
        share(rates, NoiseIslandRateTest::localPeak, 3200, Map.of("islandProbability", 0.1));
    assertEquals(0.1, share, 0.02);
  }

  private Limits limits(SkyThresholds sky, TelescopeMonitoring monitoring) {
    sky.use(camera, SAMPLES, Optional.of(NoiseIslandRateTest::localPeak));
    SkyThresholds.Sky now = sky.at(monitoring, 7, io.bluewake.model.CameraConstants.NONE);
    for (int channel = 0; channel < now.limits().channels; channel++) {
      sky.prepare(now, channel);
    }
    return now.limits();
  }

  @Test
  void thresholdsFollowTheSky() {
    NoiseIslandsCleaner.Config config = Configs.of(NoiseIslandsCleaner.Config.class);
    double before = 0;
    for (double factor : new double[] {1, 2, 5, 10}) {
      SkyThresholds sky = new SkyThresholds(config, new NsbReport(), store);
      Limits limits = limits(sky, pedestals(uniform(0.25 * factor)));
      assertEquals(0.25 * factor, limits.rate, 1e-6 * factor);
      assertTrue(limits.median > before, "threshold at " + factor + ": " + limits.median);
      before = limits.median;
    }
  }

  @Test
  void lowGainHasTheSameLightAndItsOwnElectronicNoise() {
    int n = camera.pixels();
    double[] variance = new double[2 * n];
    double unit = CHARGES.meanSquare() * pulse.traceVariance(SAMPLES);
    Arrays.fill(variance, 0, n, 0.25 * unit + ELECTRONICS * ELECTRONICS * (1 - 1.0 / SAMPLES));
    Arrays.fill(variance, n, 2 * n, Double.NaN);
    TelescopeMonitoring highGainAlone =
        TelescopeMonitoring.of(
            Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, series(2, variance)), Map.of());
    double high = 0;
    double[] low = new double[2];
    double[] noise = {ELECTRONICS, 0.5};
    for (int i = 0; i < 2; i++) {
      Map<String, Object> options = Map.of("lowGainElectronicsPe", noise[i]);
      NoiseIslandsCleaner.Config config = Configs.of(NoiseIslandsCleaner.Config.class, options);
      Limits limits = limits(new SkyThresholds(config, new NsbReport(), store), highGainAlone);
      high = limits.picture[0];
      low[i] = limits.picture[n];
    }
    assertEquals(high, low[0], 1e-9);
    assertTrue(low[1] > 1.2 * high, low[1] + " > " + high);
  }

  @Test
  void pedestalsInTheDarkTellTheElectronicNoise() {
    double noise = 0.15;
    int n = camera.pixels();
    double[] dark = new double[n];
    double[] sky = new double[n];
    double unit = CHARGES.meanSquare() * pulse.traceVariance(SAMPLES);
    Arrays.fill(dark, noise * noise * (1 - 1.0 / SAMPLES));
    dark[5] = Double.NaN;
    dark[6] *= 4;
    for (int p = 0; p < n; p++) {
      sky[p] = (p == 5 ? dark[4] : dark[p]) + 0.25 * unit;
    }
    TelescopeMonitoring both =
        TelescopeMonitoring.of(
            Map.of(
                TelescopeMonitoring.PEDESTAL_VARIANCE, series(1, sky),
                TelescopeMonitoring.DARK_PEDESTAL_VARIANCE, series(1, dark)),
            Map.of());
    NoiseIslandsCleaner.Config config = Configs.of(NoiseIslandsCleaner.Config.class);
    Limits measured = limits(new SkyThresholds(config, new NsbReport(), store), both);
    assertEquals(0.25, measured.rate, 1e-9);
    assertEquals(0, measured.stars, "noisy electronics are no star");
    assertTrue(measured.picture[6] > measured.picture[4], "but raise the threshold");
    assertEquals(measured.picture[4], measured.picture[5], 1e-9);
    NoiseIslandsCleaner.Config told =
        Configs.of(NoiseIslandsCleaner.Config.class, Map.of("electronicsPe", noise));
    TelescopeMonitoring only =
        TelescopeMonitoring.of(
            Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, series(1, sky)), Map.of());
    Limits given = limits(new SkyThresholds(told, new NsbReport(), store), only);
    assertEquals(given.median, measured.median, 0.02 * given.median);
    Limits wrong = limits(new SkyThresholds(config, new NsbReport(), store), only);
    assertTrue(wrong.rate > 0.26, "noise that is not known counts as light: " + wrong.rate);
  }

  private PixelSeries series(int channels, double[] mean) {
    int n = mean.length;
    boolean[] valid = new boolean[channels];
    Arrays.fill(valid, true);
    PixelChunk chunk =
        new PixelChunk(
            0,
            Long.MAX_VALUE,
            channels,
            n / channels,
            Map.of("mean", mean),
            new long[n],
            new boolean[n],
            valid);
    return PixelSeries.of(List.of(chunk));
  }

  @Test
  void threadsShareThresholdsAndGetTheSame() throws Exception {
    NoiseIslandsCleaner.Config config = Configs.of(NoiseIslandsCleaner.Config.class);
    double[] rates = uniform(0.25);
    rates[7] = 3;
    double[] alone =
        limits(new SkyThresholds(config, new NsbReport(), store), pedestals(rates)).picture;
    ThresholdStore shared = new ThresholdStore();
    AtomicInteger traces = new AtomicInteger();
    ImageExtractor counting =
        (in, out) -> {
          traces.addAndGet(in.rows());
          localPeak(in, out);
        };
    List<Callable<double[]>> tasks = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      tasks.add(
          () -> {
            SkyThresholds sky = new SkyThresholds(config, new NsbReport(), shared);
            sky.use(camera, SAMPLES, Optional.of(counting));
            return sky.at(pedestals(rates), 7, io.bluewake.model.CameraConstants.NONE)
                .limits()
                .picture;
          });
    }
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      for (Future<double[]> future : threads.invokeAll(tasks)) {
        assertArrayEquals(
            Arrays.copyOf(alone, camera.pixels()), Arrays.copyOf(future.get(), camera.pixels()));
      }
    } finally {
      threads.shutdownNow();
    }
    // Four rates of 2000 images, whole batches of them, and one trace to know each extractor by.
    assertTrue(traces.get() < 4 * 2100 + 4, "images of noise: " + traces.get());
  }

  @Test
  void geometryHasItsPlaceInTheThreshold() {
    NsbReport reporter = new NsbReport();
    double[] median = new double[2];
    Camera[] cameras = {ToyCamera.hexagonal(91, 2, SAMPLES), ToyCamera.hexagonal(919, 2, SAMPLES)};
    for (int i = 0; i < 2; i++) {
      SkyThresholds sky =
          new SkyThresholds(Configs.of(NoiseIslandsCleaner.Config.class), reporter, store);
      sky.use(cameras[i], SAMPLES, Optional.of(NoiseIslandRateTest::localPeak));
      median[i] =
          sky.at(TelescopeMonitoring.NONE, 0, io.bluewake.model.CameraConstants.NONE)
              .limits()
              .median;
    }
    assertTrue(median[0] < median[1], Arrays.toString(median));
  }
}
