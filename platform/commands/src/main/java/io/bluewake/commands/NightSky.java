package io.bluewake.commands;

import io.bluewake.math.noise.NightSkyRate;
import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Light of the night sky in each pixel of a camera, from the variances of pedestals, in the same
 * way as the cleaning {@code noise-islands} sees it and with its options.
 */
final class NightSky {
  private static final List<String> OPTIONS =
      List.of(
          "electronicsPe",
          "lowGainElectronicsPe",
          "starFactor",
          "spreadPe",
          "afterpulses",
          "afterpulseFromPe",
          "afterpulseScalePe");

  /** An outlier with a factor this near to that of the camera has a star and no fault. */
  private static final double NEAR = 2;

  private final Map<String, Object> options;
  private final CameraReadout readout;
  private final int samples;
  private final SinglePhotoelectron charges;

  private NightSky(Map<String, Object> options, CameraReadout readout, int samples) {
    this.options = options;
    this.readout = readout;
    this.samples = samples;
    charges =
        new SinglePhotoelectron(
            number("spreadPe"),
            number("afterpulses"),
            number("afterpulseFromPe"),
            number("afterpulseScalePe"));
  }

  /**
   * What makes the noise of a camera.
   *
   * @param options those of the cleaning
   * @param samples samples of a trace
   * @return nothing when the options do not say what noise is
   */
  static Optional<NightSky> of(Map<String, Object> options, CameraReadout readout, int samples) {
    return options.keySet().containsAll(OPTIONS)
        ? Optional.of(new NightSky(options, readout, samples))
        : Optional.empty();
  }

  private double number(String name) {
    return ((Number) options.get(name)).doubleValue();
  }

  /**
   * Rates and stars of the chunks of a telescope.
   *
   * @param variances variances over the samples
   * @param dark the same without light, for the noise of the electronics; may be empty
   * @param coefficients what makes p.e. of their unit; empty if they are p.e.²
   */
  PixelSeries series(PixelSeries variances, PixelSeries dark, PixelSeries coefficients) {
    List<PixelChunk> chunks = new ArrayList<>();
    for (int i = 0; i < variances.size(); i++) {
      chunks.add(chunk(variances.chunk(i), dark, coefficients));
    }
    return PixelSeries.of(chunks);
  }

  private PixelChunk chunk(PixelChunk variance, PixelSeries dark, PixelSeries coefficients) {
    double[] rates = new double[variance.values("mean").length];
    double[] stars = new double[rates.length];
    for (int c = 0; c < variance.channels(); c++) {
      NightSkyRate light =
          NightSkyRate.ofTraces(
              charges, new SampledPulse(readout, c), samples, readout.samplingRateGHz());
      int base = variance.base(c);
      double[] factor = factor(coefficients, variance, c);
      double[] electronics = electronics(dark, variance, c, factor);
      for (int p = 0; p < variance.pixels(); p++) {
        double v = factor[p] * factor[p] * variance.values("mean")[base + p];
        rates[base + p] = light.of(v, electronics[p]);
      }
      double median = median(rates, base, variance.pixels());
      for (int k = base; k < base + variance.pixels(); k++) {
        stars[k] = NightSkyRate.isStar(rates[k], median, number("starFactor")) ? 1 : 0;
      }
    }
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put(TelescopeMonitoring.NSB_RATE, rates);
    columns.put(TelescopeMonitoring.STAR_MASK, stars);
    return new PixelChunk(
        variance.startNs(),
        variance.endNs(),
        variance.firstEvent(),
        variance.lastEvent(),
        variance.channels(),
        variance.pixels(),
        columns,
        variance.events(),
        variance.outlier(),
        variance.valid());
  }

  /** Variance of the electronic noise of a sample, p.e.²: of the pixel in the dark, or option. */
  private double[] electronics(PixelSeries dark, PixelChunk chunk, int channel, double[] factor) {
    double option = number(channel == 0 ? "electronicsPe" : "lowGainElectronicsPe");
    double[] noise = new double[chunk.pixels()];
    Arrays.fill(noise, option * option);
    int found = dark.find((long) chunk.centreNs());
    if (found >= 0 && channel < dark.chunk(found).channels()) {
      PixelChunk measured = dark.chunk(found);
      for (int p = 0; p < noise.length; p++) {
        int k = measured.base(channel) + p;
        double own = factor[p] * factor[p] * measured.values("mean")[k] / (1 - 1.0 / samples);
        noise[p] = measured.outlier()[k] || Double.isNaN(own) ? noise[p] : own;
      }
    }
    return noise;
  }

  /**
   * Photo-electrons per unit of a channel. Stars make outliers of pixels whose factor is good
   * nevertheless; NaN for outliers that are far from the other pixels.
   */
  private static double[] factor(PixelSeries coefficients, PixelChunk chunk, int channel) {
    double[] factor = new double[chunk.pixels()];
    Arrays.fill(factor, 1);
    int found = coefficients.find((long) chunk.centreNs());
    if (found < 0) {
      return factor;
    }
    PixelChunk c = coefficients.chunk(found);
    int base = c.base(Math.min(channel, c.channels() - 1));
    double[] good = new double[factor.length];
    for (int p = 0; p < factor.length; p++) {
      factor[p] = c.values("factor")[base + p];
      good[p] = c.outlier()[base + p] ? Double.NaN : factor[p];
    }
    double typical = median(good, 0, good.length);
    for (int p = 0; p < factor.length; p++) {
      boolean near = factor[p] > typical / NEAR && factor[p] < typical * NEAR;
      factor[p] = near ? factor[p] : good[p];
    }
    return factor;
  }

  private static double median(double[] values, int from, int count) {
    double[] finite =
        Arrays.stream(values, from, from + count).filter(Double::isFinite).sorted().toArray();
    return finite.length == 0 ? Double.NaN : finite[finite.length / 2];
  }

  /** One line about the first gain channel: the light, and how many pixels have a star. */
  static String summary(PixelSeries sky) {
    double[] medians = new double[sky.size()];
    int[] stars = new int[sky.size()];
    for (int i = 0; i < medians.length; i++) {
      PixelChunk chunk = sky.chunk(i);
      medians[i] = median(chunk.values(TelescopeMonitoring.NSB_RATE), 0, chunk.pixels());
      double[] mask = chunk.values(TelescopeMonitoring.STAR_MASK);
      stars[i] = (int) Arrays.stream(mask, 0, chunk.pixels()).sum();
    }
    double[] known = Arrays.stream(medians).filter(Double::isFinite).sorted().toArray();
    if (known.length == 0) {
      return "night sky unknown";
    }
    Arrays.sort(stars);
    String rate = range(text(known[0]), text(known[known.length - 1]));
    String count = range(Integer.toString(stars[0]), Integer.toString(stars[stars.length - 1]));
    return "night sky "
        + rate
        + " photo-electrons per ns and pixel (median), "
        + count
        + (count.equals("1") ? " pixel with a star" : " pixels with a star");
  }

  private static String text(double rate) {
    return String.format(Locale.ROOT, "%.3f", rate);
  }

  private static String range(String low, String high) {
    return low.equals(high) ? low : low + " to " + high;
  }
}
