package io.bluewake.math.noise;

/**
 * Rates of night sky photo-electrons that the noise of pedestals stands for. By Campbell's theorem
 * the variance that photo-electrons at random times add grows in proportion to their rate; the rest
 * is that of the electronics. Immutable.
 */
public final class NightSkyRate {
  private final double perVariance;
  private final double electronicsWeight;

  private NightSkyRate(double perVariance, double electronicsWeight) {
    this.perVariance = perVariance;
    this.electronicsWeight = electronicsWeight;
  }

  /**
   * From variances over the samples of a trace, divided by their number.
   *
   * @param samplesPerNs sampling rate, GHz
   */
  public static NightSkyRate ofTraces(
      SinglePhotoelectron charges, SampledPulse pulse, int samples, double samplesPerNs) {
    double unit = charges.meanSquare() * pulse.traceVariance(samples);
    return new NightSkyRate(samplesPerNs / unit, 1 - 1.0 / samples);
  }

  /**
   * From variances of the sum of some samples in a row.
   *
   * @param samplesPerNs sampling rate, GHz
   */
  public static NightSkyRate ofWindows(
      SinglePhotoelectron charges, SampledPulse pulse, int width, double samplesPerNs) {
    double unit = charges.meanSquare() * pulse.windowVariance(width);
    return new NightSkyRate(samplesPerNs / unit, width);
  }

  /**
   * Photo-electrons per ns; 0 if there is less noise than that of the electronics, NaN stays.
   *
   * @param variance of a trace or window, p.e.²
   * @param electronics variance of the electronic noise of a sample, p.e.²
   */
  public double of(double variance, double electronics) {
    double rate = perVariance * (variance - electronicsWeight * electronics);
    return rate < 0 ? 0 : rate;
  }

  /** Whether a pixel is so many times brighter than the median that it has a star. */
  public static boolean isStar(double rate, double median, double starFactor) {
    return rate > starFactor * median;
  }
}
