package io.bluewake.extract.flashcam;

import java.util.Arrays;

/** Deconvolution, upsampling and centroids of the pulses of one waveform. */
final class PulseShaping {
  private PulseShaping() {}

  /**
   * Removes the exponential tail of pulses, {@code w[i] - pole * w[i - 1]} with 0 for the first
   * sample, and resamples with a moving mean run forwards and backwards, ends repeated.
   *
   * @param n samples of the waveform, at least 1
   * @param scratch at least upsampling * n long
   * @param out receives upsampling * n samples
   */
  static void deconvolve(
      double[] w, int n, int upsampling, double pole, double[] scratch, double[] out) {
    Arrays.fill(out, 0, upsampling, 0);
    for (int i = 1; i < n; i++) {
      double v = w[i] - pole * w[i - 1];
      for (int k = i * upsampling, end = k + upsampling; k < end; k++) {
        out[k] = v;
      }
    }
    if (upsampling > 1) {
      int length = n * upsampling;
      // An even window has no middle: it leans to later samples forwards, to earlier ones back.
      movingMean(out, length, (upsampling - 1) / 2, upsampling, scratch);
      movingMean(scratch, length, upsampling / 2, upsampling, out);
    }
  }

  /** Means of windows that begin {@code before} samples earlier. */
  private static void movingMean(double[] a, int n, int before, int window, double[] out) {
    double weight = 1.0 / window;
    int inside = Math.max(before, n - window + before + 1);
    for (int i = 0; i < Math.min(before, n); i++) {
      out[i] = clampedMean(a, n, i - before, window, weight);
    }
    for (int i = before; i < inside; i++) {
      double sum = 0;
      for (int j = i - before, end = j + window; j < end; j++) {
        sum += a[j] * weight;
      }
      out[i] = sum;
    }
    for (int i = inside; i < n; i++) {
      out[i] = clampedMean(a, n, i - before, window, weight);
    }
  }

  private static double clampedMean(double[] a, int n, int from, int window, double weight) {
    double sum = 0;
    for (int j = from; j < from + window; j++) {
      sum += a[Math.min(Math.max(j, 0), n - 1)] * weight;
    }
    return sum;
  }

  /**
   * Mean sample number around a peak, weighted with the samples, as far as they are above a
   * fraction of the peak on either side; the peak itself if that is negative.
   */
  static float centroid(double[] a, int n, int peak, double fraction) {
    double limit = fraction * a[peak];
    if (a[peak] < 0) {
      return peak;
    }
    double sum = 0;
    double moment = 0;
    for (int j = peak; j >= 0 && a[j] > limit; j--) {
      sum += a[j];
      moment += j * a[j];
    }
    for (int j = peak + 1; j < n && a[j] > limit; j++) {
      sum += a[j];
      moment += j * a[j];
    }
    return sum != 0 ? (float) (moment / sum) : peak;
  }
}
