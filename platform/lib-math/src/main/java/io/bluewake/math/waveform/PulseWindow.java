package io.bluewake.math.waveform;

/**
 * Charge and time of a pulse from the samples in a window.
 *
 * <p>The charge is the sum of the samples. The time is the mean sample number, weighted with the
 * samples above zero, over the sampling rate; a window without such samples has the time of its
 * peak. Sums are made in double and stored in float.
 */
public final class PulseWindow {
  private PulseWindow() {}

  /**
   * Integrates around a peak. What a window has outside of the waveform counts as zero.
   *
   * @param w samples
   * @param base first sample of the pixel
   * @param n samples of the pixel
   * @param peak sample number of the peak, may be outside
   * @param width samples of the window
   * @param shift samples of the window before the peak
   * @param rateGHz samples per nanosecond
   * @param correction factor on the charge
   * @param charge receives the charge
   * @param time receives the time, ns
   * @param out where to put charge and time
   */
  public static void aroundPeak(
      float[] w,
      int base,
      int n,
      int peak,
      int width,
      int shift,
      double rateGHz,
      double correction,
      float[] charge,
      float[] time,
      int out) {
    integrate(w, base, n, peak, width, shift, rateGHz, correction, charge, time, out);
  }

  /**
   * Integrates all pixels of an image around their peaks, as {@link #aroundPeak}.
   *
   * @param w samples, {@code [pixel][sample]}
   * @param base first sample of the image
   * @param peaks sample numbers of the peaks, {@code [pixel]}
   * @param gain gains of the image from {@code out} on
   * @param corrections factor on the charge of each gain
   * @param out where to put charge and time of the first pixel
   */
  public static void aroundPeaks(
      float[] w,
      int base,
      int n,
      int[] peaks,
      int width,
      int shift,
      double rateGHz,
      byte[] gain,
      double[] corrections,
      float[] charge,
      float[] time,
      int out) {
    for (int p = 0; p < peaks.length; p++) {
      double correction = corrections[gain[out + p]];
      integrate(
          w, base + p * n, n, peaks[p], width, shift, rateGHz, correction, charge, time, out + p);
    }
  }

  /** A method of its own, which the JIT can make part of the loop over pixels. */
  private static void integrate(
      float[] w,
      int base,
      int n,
      int peak,
      int width,
      int shift,
      double rateGHz,
      double correction,
      float[] charge,
      float[] time,
      int out) {
    int first = peak - shift;
    int start = base + Math.max(0, first);
    int end = base + Math.min(n, first + width);
    double sum = 0;
    double weights = 0;
    double moment = 0;
    double sample = start - base;
    for (int i = start; i < end; i++) {
      double v = w[i];
      // Twice the positive part, without a branch that noise would mispredict; the 2 cancels below.
      double positive = v + Math.abs(v);
      sum += v;
      weights += positive;
      moment += positive * sample;
      sample += 1;
    }
    charge[out] = (float) ((float) sum * correction);
    // A comparison that also catches the NaN of the branch-free sum.
    time[out] =
        Math.abs(sum) < Double.POSITIVE_INFINITY
            ? (float) ((float) (weights > 0 ? moment / weights : peak) / rateGHz)
            : timeOfPositive(w, base, start, end, peak, rateGHz);
  }

  /** As the other {@code aroundPeak} for samples in double from 0 on, without correction. */
  public static void aroundPeak(
      double[] w,
      int n,
      int peak,
      int width,
      int shift,
      double rateGHz,
      float[] charge,
      float[] time,
      int out) {
    int first = peak - shift;
    double sum = 0;
    double weights = 0;
    double moment = 0;
    for (int i = Math.max(0, first), end = Math.min(n, first + width); i < end; i++) {
      sum += w[i];
      if (w[i] > 0) {
        weights += w[i];
        moment += w[i] * i;
      }
    }
    charge[out] = (float) sum;
    time[out] = (float) ((float) (weights > 0 ? moment / weights : peak) / rateGHz);
  }

  /**
   * Integrates the {@code width} consecutive samples with the largest sum, the first of equal ones.
   * A window wider than the waveform takes all of it. Parameters as for {@link #aroundPeak}.
   *
   * @param cumulative scratch, at least n + 1 long
   */
  public static void largestSum(
      float[] w,
      int base,
      int n,
      int width,
      double rateGHz,
      double correction,
      double[] cumulative,
      float[] charge,
      float[] time,
      int out) {
    int window = Math.min(width, n);
    double total = 0;
    cumulative[0] = 0;
    for (int i = 0; i < n; i++) {
      total += w[base + i];
      cumulative[i + 1] = total;
    }
    int best = 0;
    double bestSum = cumulative[window];
    // Once a sum is NaN all later ones are, and the first NaN counts as the largest.
    for (int i = 1; i <= n - window && !Double.isNaN(bestSum); i++) {
      double sum = cumulative[i + window] - cumulative[i];
      if (!(sum <= bestSum)) {
        bestSum = sum;
        best = i;
      }
    }
    charge[out] = (float) ((float) bestSum * correction);
    time[out] =
        timeOfPositive(w, base, base + best, base + best + window, best + 0.5 * window, rateGHz);
  }

  private static float timeOfPositive(
      float[] w, int base, int start, int end, double otherwise, double rateGHz) {
    double weights = 0;
    double moment = 0;
    for (int i = start; i < end; i++) {
      double v = w[i];
      if (v > 0) {
        weights += v;
        moment += v * (i - base);
      }
    }
    return (float) ((float) (weights > 0 ? moment / weights : otherwise) / rateGHz);
  }
}
