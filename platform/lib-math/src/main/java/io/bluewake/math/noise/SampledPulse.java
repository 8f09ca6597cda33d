package io.bluewake.math.noise;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.CameraReadout;

/**
 * Reference pulse of one gain channel as the readout samples it, for photo-electrons at any of
 * {@value #PHASES} times within a sample. The samples of a photo-electron add up to 1 on average
 * over these times, so that a calibrated waveform (p.e. per sample) integrates to the charge.
 * Without a reference pulse all charge is in one sample. Immutable.
 */
public final class SampledPulse {
  /** Times within a sample. */
  public static final int PHASES = 16;

  private static final double NEGLIGIBLE = 1e-3;

  /** {@code [phase][sample]}. */
  private final float[] table;

  private final int length;
  private final double area;
  private final double[] products;

  /** Samples the pulse of a channel; the last pulse there is when the channel has none. */
  public SampledPulse(CameraReadout readout, int channel) {
    double[][] pulses = readout.referencePulse();
    double[] pulse =
        pulses.length == 0 ? new double[0] : pulses[Math.min(channel, pulses.length - 1)];
    double perStep = readout.samplingRateGHz() * readout.referencePulseStepNs();
    double[] fine = trimmed(pulse);
    if (fine.length < 2 || !(perStep > 0)) {
      fine = new double[] {1, 1};
      perStep = 1;
    }
    double span = (fine.length - 1) * perStep;
    length = (int) Math.ceil(span) + 1;
    double[] values = new double[PHASES * length];
    double sum = 0;
    for (int phase = 0; phase < PHASES; phase++) {
      double offset = (phase + 0.5) / PHASES;
      for (int i = 0; i < length; i++) {
        values[phase * length + i] = at(fine, (i - offset) / perStep);
        sum += values[phase * length + i];
      }
    }
    table = new float[values.length];
    double scaled = 0;
    for (int i = 0; i < values.length; i++) {
      table[i] = (float) (values[i] * PHASES / sum);
      scaled += table[i];
    }
    area = scaled / PHASES;
    products = new double[length];
    for (int lag = 0; lag < length; lag++) {
      products[lag] = product(lag);
    }
  }

  private static double[] trimmed(double[] pulse) {
    double largest = 0;
    for (double v : pulse) {
      largest = Math.max(largest, Math.abs(v));
    }
    int first = 0;
    int end = pulse.length;
    while (first < end && !(Math.abs(pulse[first]) > NEGLIGIBLE * largest)) {
      first++;
    }
    while (end > first && !(Math.abs(pulse[end - 1]) > NEGLIGIBLE * largest)) {
      end--;
    }
    return java.util.Arrays.copyOfRange(pulse, first, end);
  }

  private static double at(double[] fine, double x) {
    if (x < 0 || x > fine.length - 1) {
      return 0;
    }
    int i = Math.min((int) x, fine.length - 2);
    return fine[i] + (x - i) * (fine[i + 1] - fine[i]);
  }

  private double product(int lag) {
    double sum = 0;
    for (int phase = 0; phase < PHASES; phase++) {
      for (int i = 0; i + lag < length; i++) {
        sum += (double) table[phase * length + i] * table[phase * length + i + lag];
      }
    }
    return sum / PHASES;
  }

  /** Samples that a photo-electron reaches. */
  public int length() {
    return length;
  }

  /** Sum of the samples of a photo-electron of charge 1, mean over the times in a sample. */
  public double area() {
    return area;
  }

  /**
   * Covariance of two samples for a rate of one photo-electron per sample whose mean squared charge
   * is 1 (Campbell's theorem): the sum of the products of samples so far apart.
   */
  public double covariance(int lag) {
    int apart = Math.abs(lag);
    return apart < length ? products[apart] : 0;
  }

  /** Variance of the sum of {@code width} samples in a row, under the same conditions. */
  public double windowVariance(int width) {
    double sum = width * covariance(0);
    for (int lag = 1; lag < width; lag++) {
      sum += 2 * (width - lag) * covariance(lag);
    }
    return sum;
  }

  /**
   * Expected variance over the samples of a trace (divided by their number), under the same
   * conditions: smaller than the variance of a sample, as a short trace moves as a whole.
   */
  public double traceVariance(int samples) {
    return covariance(0) - windowVariance(samples) / ((double) samples * samples);
  }

  /**
   * Adds photo-electrons at random times to a trace, among them those that begin before it or end
   * behind it. The mean over many traces is {@code rate} times mean charge times {@link #area()}
   * per sample.
   *
   * @param rate photo-electrons per sample
   * @param scale factor on charges
   */
  public void addRandom(
      float[] out,
      int from,
      int samples,
      double rate,
      float scale,
      SinglePhotoelectron charges,
      CounterRandom random) {
    int places = (samples + length - 1) * PHASES;
    long n = random.nextPoisson(rate * (samples + length - 1));
    for (long i = 0; i < n; i++) {
      long bits = random.nextLong();
      int place = (int) ((bits >>> 36) * places >>> 28);
      int first = place / PHASES - (length - 1);
      float charge = scale * charges.draw(bits, random);
      add(out, from, samples, first, place % PHASES, charge);
    }
  }

  private void add(float[] out, int from, int samples, int first, int phase, float charge) {
    int begin = Math.max(0, -first);
    int end = Math.min(length, samples - first);
    int source = phase * length;
    int target = from + first;
    for (int i = begin; i < end; i++) {
      out[target + i] += charge * table[source + i];
    }
  }
}
