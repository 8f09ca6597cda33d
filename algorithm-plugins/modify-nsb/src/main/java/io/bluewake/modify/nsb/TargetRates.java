package io.bluewake.modify.nsb;

import io.bluewake.math.Stats;
import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.WaveformBatch;

/**
 * Rates of photo-electrons that raise the variance of simulated waveforms to that of an
 * observation, pixel by pixel: by Campbell's theorem a trace's variance grows in proportion to the
 * rate. Of the high gain, so that both gains get the same photo-electrons. Pixels about which
 * nothing is known get the median of the camera. Not thread safe.
 */
final class TargetRates {
  private final double simulated;
  private final boolean mean;
  private double[] variance = new double[0];
  private float[] numbers = new float[0];

  TargetRates(double simulatedVariance, boolean mean) {
    simulated = simulatedVariance;
    this.mean = mean;
  }

  /**
   * Finds the rates for a row.
   *
   * @param random random bits that choose a chunk
   * @param rates receives photo-electrons per sample, {@code [pixel]}
   * @throws IllegalStateException when there is no table of variances for the telescope
   */
  void find(
      WaveformBatch waveforms,
      int row,
      SampledPulse pulse,
      SinglePhotoelectron charges,
      long random,
      double[] rates) {
    PixelSeries series = waveforms.monitoring(row).pixels(TelescopeMonitoring.PEDESTAL_VARIANCE);
    if (series.isEmpty()) {
      throw new IllegalStateException(
          "matching an observation needs monitoring data with a table "
              + TelescopeMonitoring.PEDESTAL_VARIANCE
              + " for every telescope");
    }
    int pixels = waveforms.pixels();
    if (variance.length != pixels) {
      variance = new double[pixels];
      numbers = new float[pixels];
    }
    int chunks = chunks(series);
    if (mean) {
      average(series, chunks);
    } else {
      int chosen = (int) Long.remainderUnsigned(CounterRandom.mix(random), chunks);
      take(series.chunk(chosen));
    }
    float[][] factor = waveforms.constants(row).factor();
    for (int p = 0; p < pixels; p++) {
      double f = factor.length == 0 ? 1 : factor[0][p];
      variance[p] *= f * f;
    }
    double typical = median();
    double unit = charges.meanSquare() * pulse.traceVariance(waveforms.samplesPerPixel());
    for (int p = 0; p < pixels; p++) {
      double v = Double.isNaN(variance[p]) ? typical : variance[p];
      rates[p] = Math.max(0, (v - simulated) / unit);
    }
  }

  /** Stars make outliers, and their light is what is wanted: only what is no number is left out. */
  private void take(PixelChunk chunk) {
    System.arraycopy(chunk.values("mean"), 0, variance, 0, variance.length);
  }

  /** How many chunks there are before one that stands for all other times, which is a copy. */
  private static int chunks(PixelSeries series) {
    int n = 1;
    while (n < series.size() && series.chunk(n).startNs() != Long.MIN_VALUE) {
      n++;
    }
    return n;
  }

  private void average(PixelSeries series, int chunks) {
    for (int p = 0; p < variance.length; p++) {
      double sum = 0;
      int n = 0;
      for (int c = 0; c < chunks; c++) {
        double v = series.chunk(c).values("mean")[p];
        if (!Double.isNaN(v)) {
          sum += v;
          n++;
        }
      }
      variance[p] = n == 0 ? Double.NaN : sum / n;
    }
  }

  private double median() {
    for (int p = 0; p < variance.length; p++) {
      numbers[p] = (float) variance[p];
    }
    double median = Stats.median(numbers, 0, variance.length);
    return Double.isNaN(median) ? simulated : median;
  }
}
