package io.bluewake.cleaning.nsb;

import io.bluewake.math.noise.NightSkyRate;
import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.ImageExtractor;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.Optional;

/**
 * Picture thresholds of telescopes over time: variances of the pedestals, interpolated in time, to
 * rates of night sky photo-electrons, to thresholds. Time goes in steps that do not depend on the
 * events, so that results do not depend on batches. Scratch of one thread.
 */
final class SkyThresholds {
  private static final String MEAN = "mean";
  private static final String STD = "std";
  private static final int MOST_TELESCOPES = 512;

  /** A pixel is raised whose threshold is so many times the median. */
  private static final double RAISED = 1.2;

  /** Electronic noise that was measured is rounded to steps of so much, to share thresholds. */
  private static final double ELECTRONICS_STEP = 0.02;

  private final NoiseIslandsCleaner.Config config;
  private final double floor;
  private final int window;
  private final double starFactor;
  private final long stepNs;
  private final SinglePhotoelectron charges;
  private final NsbReport reporter;
  private final NoiseTables tables;
  private final IdentityHashMap<TelescopeMonitoring, Sky> byTelescope = new IdentityHashMap<>();
  private Camera camera;
  private int samples;
  private SampledPulse[] pulses = new SampledPulse[0];
  private double[] variance = new double[0];
  private double[] dark = new double[0];
  private double[] light = new double[0];

  /** What was worked out for a telescope. */
  static final class Sky {
    private long step;
    private CameraConstants constants;

    /** Thresholds of the high gain, and of the other one once it was {@link #prepare}d. */
    private Limits limits;

    /** Rate of photo-electrons that makes the noise of a pixel, GHz, {@code [channel][pixel]}. */
    private double[] noise;

    /** Electronic noise of a sample by channel, p.e. */
    private double[] electronics;

    private boolean[] ready;

    /** Thresholds, of the high gain at least. */
    Limits limits() {
      return limits;
    }

    private void resize(int channels, int pixels) {
      if (limits == null || limits.channels != channels) {
        limits = new Limits(channels, pixels);
        noise = new double[channels * pixels];
        electronics = new double[channels];
        ready = new boolean[channels];
      }
      Arrays.fill(ready, false);
    }
  }

  SkyThresholds(NoiseIslandsCleaner.Config config, NsbReport reporter, ThresholdStore store) {
    this.config = config;
    this.reporter = reporter;
    floor = config.picturePe();
    window = config.pedestalWindow();
    starFactor = config.starFactor();
    stepNs = Math.max(1, Math.round(config.refreshS() * 1e9));
    charges =
        new SinglePhotoelectron(
            config.spreadPe(),
            config.afterpulses(),
            config.afterpulseFromPe(),
            config.afterpulseScalePe());
    tables = new NoiseTables(config, charges, store);
  }

  /** Says whose images come next and what made them. */
  void use(Camera next, int nextSamples, Optional<ImageExtractor> extractor) {
    if (camera != next) {
      camera = next;
      pulses = new SampledPulse[Math.max(1, next.readout().channels())];
      for (int channel = 0; channel < pulses.length; channel++) {
        pulses[channel] = new SampledPulse(next.readout(), channel);
      }
      light = new double[next.pixels()];
    }
    samples = nextSamples;
    if (tables.use(next, nextSamples, extractor)) {
      byTelescope.clear();
    }
  }

  /** Thresholds of the high gain of a telescope at a time. */
  Sky at(TelescopeMonitoring monitoring, long timeNs, CameraConstants constants) {
    Sky known = byTelescope.get(monitoring);
    if (known == null) {
      if (byTelescope.size() >= MOST_TELESCOPES) {
        byTelescope.clear();
      }
      known = new Sky();
      byTelescope.put(monitoring, known);
    }
    long step = Math.floorDiv(timeNs, stepNs);
    if (known.limits == null || known.step != step || !known.constants.equals(constants)) {
      known.step = step;
      known.constants = constants;
      fill(known, monitoring, step * stepNs + stepNs / 2);
    }
    return known;
  }

  /** Works out the thresholds of a channel, unless that is done. */
  void prepare(Sky sky, int channel) {
    if (sky.ready[channel]) {
      return;
    }
    int pixels = camera.pixels();
    int from = channel * pixels;
    int to = from + pixels;
    IslandThresholds table =
        tables.prepared(
            channel,
            pulses[Math.min(channel, pulses.length - 1)],
            sky.electronics[channel],
            sky.noise,
            from,
            to);
    double[] picture = sky.limits.picture;
    double most = floor;
    for (int i = from; i < to; i++) {
      double rate = sky.noise[i];
      picture[i] = Double.isNaN(rate) ? Double.NaN : Math.max(floor, table.at(rate));
      most = Double.isNaN(rate) ? most : Math.max(most, picture[i]);
    }
    for (int i = from; i < to; i++) {
      picture[i] = Double.isNaN(picture[i]) ? most : picture[i];
    }
    sky.ready[channel] = true;
  }

  /** Whether no chunk of pedestals holds at a time. */
  boolean isStale(TelescopeMonitoring monitoring, long timeNs) {
    PixelSeries series = variances(monitoring);
    return series.isEmpty() || series.isStale(timeNs);
  }

  private PixelSeries variances(TelescopeMonitoring monitoring) {
    PixelSeries series = monitoring.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE);
    return series.isEmpty() && window > 0 ? monitoring.pedestalImage() : series;
  }

  private void fill(Sky sky, TelescopeMonitoring monitoring, long timeNs) {
    PixelSeries series = variances(monitoring);
    boolean charge = monitoring.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE).isEmpty();
    int found = series.find(timeNs);
    int stored = found < 0 ? 0 : series.chunk(found).channels();
    int channels = Math.max(pulses.length, stored);
    int pixels = camera.pixels();
    sky.resize(channels, pixels);
    findElectronics(sky, monitoring, timeNs);
    if (variance.length != stored * pixels) {
      variance = new double[stored * pixels];
    }
    if (found >= 0) {
      interpolate(series, found, timeNs, charge ? STD : MEAN);
    }
    Arrays.fill(light, Double.NaN);
    for (int channel = 0; channel < stored; channel++) {
      toRates(sky, channel, charge);
    }
    complete(sky, stored);
    report(sky);
  }

  /** Electronic noise from pedestals in the dark, where there are such, else the option. */
  private void findElectronics(Sky sky, TelescopeMonitoring monitoring, long timeNs) {
    int pixels = camera.pixels();
    PixelSeries series = monitoring.pixels(TelescopeMonitoring.DARK_PEDESTAL_VARIANCE);
    int found = series.find(timeNs);
    int stored = found < 0 ? 0 : series.chunk(found).channels();
    if (dark.length != sky.electronics.length * pixels) {
      dark = new double[sky.electronics.length * pixels];
    }
    Arrays.fill(dark, Double.NaN);
    if (stored > 0) {
      double[] measured = new double[stored * pixels];
      series.interpolate(timeNs, MEAN, measured);
      System.arraycopy(measured, 0, dark, 0, Math.min(measured.length, dark.length));
    }
    for (int channel = 0; channel < sky.electronics.length; channel++) {
      for (int p = 0; p < pixels; p++) {
        double f = factor(sky, channel, p);
        dark[channel * pixels + p] *= f * f / (1 - 1.0 / samples);
      }
      double median = reporter.median(dark, channel * pixels, pixels);
      double option = channel == 0 ? config.electronicsPe() : config.lowGainElectronicsPe();
      sky.electronics[channel] =
          median > 0
              ? Math.exp(
                  Math.rint(Math.log(Math.sqrt(median)) / ELECTRONICS_STEP) * ELECTRONICS_STEP)
              : option;
    }
  }

  /** Values at a time; those of stars are outliers, but wanted. */
  private void interpolate(PixelSeries series, int found, long timeNs, String column) {
    series.interpolate(timeNs, column, variance);
    PixelChunk chunk = series.chunk(found);
    for (int i = 0; i < variance.length; i++) {
      if (chunk.outlier()[i]) {
        variance[i] = chunk.values(column)[i];
      }
    }
  }

  private static double factor(Sky sky, int channel, int pixel) {
    float[][] factor = sky.constants.factor();
    return factor.length == 0 ? 1 : factor[Math.min(channel, factor.length - 1)][pixel];
  }

  /**
   * Turns variances over traces, or standard deviations of charges, into rates, GHz. Noise of a
   * pixel's electronics beyond that of the camera is no light, but makes islands as light does.
   */
  private void toRates(Sky sky, int channel, boolean charge) {
    int pixels = camera.pixels();
    SampledPulse pulse = pulses[Math.min(channel, pulses.length - 1)];
    double perNs = camera.readout().samplingRateGHz();
    NightSkyRate rates =
        charge
            ? NightSkyRate.ofWindows(charges, pulse, window, perNs)
            : NightSkyRate.ofTraces(charges, pulse, samples, perNs);
    double common = sky.electronics[channel] * sky.electronics[channel];
    for (int p = 0; p < pixels; p++) {
      int i = channel * pixels + p;
      double f = factor(sky, channel, p);
      double v = f * f * (charge ? variance[i] * variance[i] : variance[i]);
      sky.noise[i] = rates.of(v, common);
      if (channel == 0) {
        double own = Double.isNaN(dark[i]) ? common : dark[i];
        light[p] = rates.of(v, own);
      }
    }
  }

  /** The same light falls on both gains; where there is nothing at all, the option holds. */
  private void complete(Sky sky, int stored) {
    int pixels = camera.pixels();
    if (stored == 0) {
      Arrays.fill(sky.noise, config.nightSkyGHz());
      Arrays.fill(light, config.nightSkyGHz());
    }
    for (int i = pixels; i < sky.noise.length && stored > 0; i++) {
      if (i >= stored * pixels || Double.isNaN(sky.noise[i])) {
        sky.noise[i] = sky.noise[i % pixels];
      }
    }
  }

  private void report(Sky sky) {
    int pixels = camera.pixels();
    Limits limits = sky.limits;
    limits.rate = reporter.median(light, pixels);
    limits.stars = 0;
    for (int p = 0; p < pixels; p++) {
      limits.stars += NightSkyRate.isStar(light[p], limits.rate, starFactor) ? 1 : 0;
    }
    prepare(sky, 0);
    limits.median = reporter.median(limits.picture, pixels);
    limits.raised = 0;
    for (int p = 0; p < pixels; p++) {
      limits.raised += limits.picture[p] > RAISED * limits.median ? 1 : 0;
    }
  }
}
