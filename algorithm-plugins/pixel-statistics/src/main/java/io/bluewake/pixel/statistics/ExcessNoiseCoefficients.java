package io.bluewake.pixel.statistics;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.Plugin;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.ServiceScope;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/**
 * Coefficients by the excess-noise method (Mirzoyan 1997, ICRC 25). With the signal S, the mean
 * charge in flat-field events above that in pedestal events, and the variances of both, the charge
 * of a photo-electron is {@code (var_FF - var_PED) / (F2 S) - B2 S / F2}, where F2 is the squared
 * excess-noise factor and B the relative spread of the light flashes. The factor of a pixel is the
 * median number of photo-electrons of the camera divided by S, so that it also makes the camera
 * flat. The pedestal offset is the mean pedestal charge per sample of its window, the time shift
 * the median peak time against that of the camera. Medians instead of means, which {@code level}
 * chooses, have errors larger by a quarter, and are too low by a sixth of the skewness in standard
 * deviations.
 */
@Component(configurationPolicy = ConfigurationPolicy.REQUIRE, scope = ServiceScope.PROTOTYPE)
@Plugin(
    name = "excess-noise",
    summary = "Gains from the noise of flat-field events, pedestals, time shifts")
@Designate(ocd = ExcessNoiseCoefficients.Config.class, factory = true)
public final class ExcessNoiseCoefficients implements CoefficientCalculator {
  /** Options. */
  @ObjectClassDefinition(
      name = "Excess-noise coefficients",
      description = "Gains from the noise of flat-field events, pedestals, time shifts")
  public @interface Config {
    /** Squared excess-noise factor of the photo sensors. */
    @AttributeDefinition(
        name = "Squared excess noise factor",
        description = "Squared excess-noise factor of the photo sensors",
        min = "1",
        max = "10")
    double squaredExcessNoise() default 1.222;

    /** Relative spread of the light of flat-field flashes. */
    @AttributeDefinition(
        name = "Quadratic noise",
        description =
            "Noise in proportion to the signal, such as the spread of the light flashes, relative",
        min = "0",
        max = "1")
    double quadraticNoise() default 0;

    /** The same for the low gain. */
    @AttributeDefinition(
        name = "Quadratic noise of the low gain",
        description = "Noise in proportion to the signal in the low gain; -1 for that of the high",
        min = "-1",
        max = "1")
    double quadraticNoiseLow() default -1;

    /** Samples of the windows in which pedestals and flat fields were summed. */
    @AttributeDefinition(
        name = "Window samples",
        description = "Samples of the window in which pedestals were summed",
        min = "1")
    int windowSamples() default 12;

    /** Which statistic of the charges counts. */
    @AttributeDefinition(
        name = "Level",
        description =
            "Which statistic of the charges counts: mean, or median as in CalibPipe, which is less"
                + " precise and too low where charges are skewed",
        options = {
          @Option(label = "mean", value = "mean"),
          @Option(label = "median", value = "median")
        })
    String level() default "mean";

    /** Largest part of the camera that may be outliers. */
    @AttributeDefinition(
        name = "Faulty fraction",
        description = "Part of the camera that may be outliers in valid coefficients",
        min = "0",
        max = "1")
    double faultyFraction() default 0.1;

    /** Whether a low gain without events gets the factor and time shift of the high gain. */
    @AttributeDefinition(
        name = "Copy missing gain",
        description =
            "Whether a low gain without events gets factor and time shift of the high gain and no"
                + " pedestal, for waveforms in which both have the same unit")
    boolean copyMissingGain() default true;
  }

  private final double f2;
  private final double[] quadratic;
  private final int samples;
  private final String level;
  private final double faulty;
  private final boolean copy;

  /**
   * Creates a calculator.
   *
   * @throws IllegalArgumentException when the level is no statistic
   */
  @Activate
  public ExcessNoiseCoefficients(Config config) {
    f2 = config.squaredExcessNoise();
    double low = config.quadraticNoiseLow();
    quadratic = new double[] {config.quadraticNoise(), low < 0 ? config.quadraticNoise() : low};
    samples = config.windowSamples();
    level = config.level();
    if (!level.equals("mean") && !level.equals("median")) {
      throw new IllegalArgumentException("level '" + level + "': choose mean or median");
    }
    faulty = config.faultyFraction();
    copy = config.copyMissingGain();
  }

  @Override
  public PixelChunk calculate(
      Camera camera,
      PixelChunk pedestal,
      PixelChunk flatfield,
      PixelChunk peakTime,
      long startNs,
      long endNs) {
    int n = flatfield.channels() * flatfield.pixels();
    Result r = new Result(n);
    for (int k = 0; k < n; k++) {
      r.outlier[k] = pedestal.outlier()[k] || flatfield.outlier()[k] || peakTime.outlier()[k];
      r.events[k] = flatfield.events()[k];
    }
    for (int c = 0; c < flatfield.channels(); c++) {
      channel(c, pedestal, flatfield, peakTime, r);
    }
    if (copy && flatfield.channels() > 1) {
      copyMissing(flatfield, r);
    }
    boolean[] valid = new boolean[flatfield.channels()];
    java.util.Arrays.fill(valid, valid(flatfield, r));
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("pedestal_offset", r.offset);
    columns.put("factor", r.factor);
    columns.put("time_shift", r.shift);
    return new PixelChunk(
        startNs,
        endNs,
        flatfield.channels(),
        flatfield.pixels(),
        columns,
        r.events,
        r.outlier,
        valid);
  }

  /** What is computed, {@code [channel][pixel]}. */
  private static final class Result {
    final double[] offset;
    final double[] factor;
    final double[] shift;
    final boolean[] outlier;
    final long[] events;

    Result(int n) {
      offset = new double[n];
      factor = new double[n];
      shift = new double[n];
      outlier = new boolean[n];
      events = new long[n];
    }
  }

  private void channel(int c, PixelChunk ped, PixelChunk ff, PixelChunk times, Result r) {
    int base = ff.base(c);
    int pixels = ff.pixels();
    double b = quadratic[Math.min(c, 1)];
    double[] light = ff.values(level);
    double[] dark = ped.values(level);
    double[] spread = ff.values("std");
    double[] noise = ped.values("std");
    double[] time = times.values("median");
    double[] electrons = new double[pixels];
    int good = 0;
    double[] goodTimes = new double[pixels];
    int timed = 0;
    for (int k = base; k < base + pixels; k++) {
      double signal = light[k] - dark[k];
      double variance = spread[k] * spread[k] - noise[k] * noise[k];
      double gain = variance / (f2 * signal) - b * b * signal / f2;
      double number = signal / gain;
      // A pixel without light or with less noise than its pedestal tells nothing of the camera.
      if (!r.outlier[k] && number > 0 && number < Double.POSITIVE_INFINITY) {
        electrons[good++] = number;
      }
      if (!r.outlier[k] && Double.isFinite(time[k])) {
        goodTimes[timed++] = time[k];
      }
    }
    double typical = PixelValues.median(electrons, good);
    double middle = PixelValues.median(goodTimes, timed);
    for (int k = base; k < base + pixels; k++) {
      double signal = light[k] - dark[k];
      r.offset[k] = dark[k] / samples;
      r.factor[k] = typical / signal;
      r.shift[k] = time[k] - middle;
      if (!(r.factor[k] > 0 && r.factor[k] < Double.POSITIVE_INFINITY)
          || !Double.isFinite(r.shift[k])
          || !Double.isFinite(r.offset[k])) {
        r.outlier[k] = true;
      }
    }
  }

  private static void copyMissing(PixelChunk ff, Result r) {
    int low = ff.base(1);
    for (int k = low; k < low + ff.pixels(); k++) {
      if (ff.events()[k] > 0) {
        return;
      }
    }
    for (int p = 0; p < ff.pixels(); p++) {
      r.factor[low + p] = r.factor[p];
      r.shift[low + p] = r.shift[p];
      r.offset[low + p] = 0;
      r.outlier[low + p] = r.outlier[p];
    }
  }

  /** A pixel counts as faulty if one of its channels is. */
  private boolean valid(PixelChunk ff, Result r) {
    int bad = 0;
    for (int p = 0; p < ff.pixels(); p++) {
      boolean any = false;
      for (int c = 0; c < ff.channels(); c++) {
        any |= r.outlier[ff.base(c) + p];
      }
      bad += any ? 1 : 0;
    }
    return bad < faulty * ff.pixels() || bad == 0;
  }
}
