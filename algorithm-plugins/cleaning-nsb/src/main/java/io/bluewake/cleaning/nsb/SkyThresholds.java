package io.bluewake.cleaning.nsb;

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

  private final NoiseIslandsCleaner.Config config;
  private final double floor;
  private final double electronics;
  private final int window;
  private final double starFactor;
  private final long stepNs;
  private final SinglePhotoelectron charges;
  private final NsbReport reporter;
  private final NoiseTables tables;
  private final IdentityHashMap<TelescopeMonitoring, Known> byTelescope = new IdentityHashMap<>();
  private Camera camera;
  private int samples;
  private IslandThresholds islands;
  private SampledPulse[] pulses = new SampledPulse[0];
  private double[] variance = new double[0];

  /** What was worked out for a telescope. */
  private static final class Known {
    private long step;
    private CameraConstants constants;
    private Limits limits;
  }

  SkyThresholds(NoiseIslandsCleaner.Config config, NsbReport reporter) {
    this.config = config;
    this.reporter = reporter;
    floor = config.picturePe();
    electronics = config.electronicsPe() * config.electronicsPe();
    window = config.pedestalWindow();
    starFactor = config.starFactor();
    stepNs = Math.max(1, Math.round(config.refreshS() * 1e9));
    charges =
        new SinglePhotoelectron(
            config.spreadPe(),
            config.afterpulses(),
            config.afterpulseFromPe(),
            config.afterpulseScalePe());
    tables = new NoiseTables(config, charges);
  }

  /** Says whose images come next and what made them. */
  void use(Camera next, int nextSamples, Optional<ImageExtractor> extractor) {
    if (camera != next || samples != nextSamples) {
      camera = next;
      samples = nextSamples;
      byTelescope.clear();
      pulses = new SampledPulse[Math.max(1, next.readout().channels())];
      for (int channel = 0; channel < pulses.length; channel++) {
        pulses[channel] = new SampledPulse(next.readout(), channel);
      }
    }
    IslandThresholds now = tables.of(next, nextSamples, pulses[0], extractor);
    if (islands != now) {
      islands = now;
      byTelescope.clear();
    }
  }

  /** Thresholds of a telescope at a time. */
  Limits at(TelescopeMonitoring monitoring, long timeNs, CameraConstants constants) {
    Known known = byTelescope.get(monitoring);
    if (known == null) {
      if (byTelescope.size() >= MOST_TELESCOPES) {
        byTelescope.clear();
      }
      known = new Known();
      byTelescope.put(monitoring, known);
    }
    long step = Math.floorDiv(timeNs, stepNs);
    if (known.limits == null || known.step != step || !known.constants.equals(constants)) {
      known.step = step;
      known.constants = constants;
      fill(known, monitoring, step * stepNs + stepNs / 2);
    }
    return known.limits;
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

  private void fill(Known known, TelescopeMonitoring monitoring, long timeNs) {
    PixelSeries series = variances(monitoring);
    boolean charge = monitoring.pixels(TelescopeMonitoring.PEDESTAL_VARIANCE).isEmpty();
    int found = series.find(timeNs);
    int channels = found < 0 ? 1 : series.chunk(found).channels();
    int pixels = camera.pixels();
    if (known.limits == null || known.limits.channels != channels) {
      known.limits = new Limits(channels, pixels);
    }
    if (variance.length != channels * pixels) {
      variance = new double[channels * pixels];
    }
    if (found < 0) {
      Arrays.fill(variance, config.nightSkyGHz());
    } else {
      interpolate(series, found, timeNs, charge ? STD : MEAN);
      toRates(known.constants.factor(), charge);
    }
    toThresholds(known.limits);
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

  /** Turns variances over traces, or standard deviations of charges, into rates, GHz. */
  private void toRates(float[][] factor, boolean charge) {
    int pixels = camera.pixels();
    double perNs = camera.readout().samplingRateGHz();
    for (int i = 0; i < variance.length; i++) {
      int channel = i / pixels;
      SampledPulse pulse = pulses[Math.min(channel, pulses.length - 1)];
      double f = factor.length == 0 ? 1 : factor[Math.min(channel, factor.length - 1)][i % pixels];
      double v = f * f * (charge ? variance[i] * variance[i] : variance[i]);
      double noise = charge ? electronics * window : electronics * (1 - 1.0 / samples);
      double unit = charge ? pulse.windowVariance(window) : pulse.traceVariance(samples);
      double rate = perNs * (v - noise) / (charges.meanSquare() * unit);
      variance[i] = rate < 0 ? 0 : rate; // NaN stays
    }
  }

  private void toThresholds(Limits limits) {
    int pixels = camera.pixels();
    limits.rate = reporter.median(variance, pixels);
    limits.stars = 0;
    double most = floor;
    for (int i = 0; i < variance.length; i++) {
      boolean unknown = Double.isNaN(variance[i]);
      limits.picture[i] = unknown ? Double.NaN : Math.max(floor, tables.at(islands, variance[i]));
      most = unknown ? most : Math.max(most, limits.picture[i]);
      limits.stars += i < pixels && variance[i] > starFactor * limits.rate ? 1 : 0;
    }
    for (int i = 0; i < variance.length; i++) {
      limits.picture[i] = Double.isNaN(limits.picture[i]) ? most : limits.picture[i];
    }
    limits.median = reporter.median(limits.picture, pixels);
    limits.raised = 0;
    for (int p = 0; p < pixels; p++) {
      limits.raised += limits.picture[p] > RAISED * limits.median ? 1 : 0;
    }
  }
}
