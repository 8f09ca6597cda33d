package io.bluewake.calibration.camera;

/** Loops over the samples of one image, {@code [pixel][sample]} from {@code base}. */
final class Samples {
  private Samples() {}

  /** {@code (count - pedestal) * gain + shift}, every step rounded to float. */
  static void fromCounts(
      short[] adc, float[] w, int base, int n, float[] pedestal, float[] gain, float shift) {
    for (int p = 0, from = base; p < pedestal.length; p++, from += n) {
      if (shift == 0) {
        pixel(adc, w, from, n, pedestal[p], gain[p]);
      } else {
        pixel(adc, w, from, n, pedestal[p], gain[p], shift);
      }
    }
  }

  /** The same for charges of 32 bits, one per pixel, which a float could not hold exactly. */
  static void fromSums(
      int[] sums, float[] w, int base, float[] pedestal, float[] gain, float shift) {
    for (int p = 0; p < pedestal.length; p++) {
      double count = Integer.toUnsignedLong(sums[base + p]);
      w[base + p] = (float) ((count - pedestal[p]) * gain[p] + shift);
    }
  }

  private static void pixel(short[] adc, float[] w, int from, int n, float pedestal, float gain) {
    for (int i = from, end = from + n; i < end; i++) {
      w[i] = ((adc[i] & 0xffff) - pedestal) * gain;
    }
  }

  private static void pixel(
      short[] adc, float[] w, int from, int n, float pedestal, float gain, float shift) {
    for (int i = from, end = from + n; i < end; i++) {
      w[i] = ((adc[i] & 0xffff) - pedestal) * gain + shift;
    }
  }

  /** Subtracts a value per pixel from another one. */
  static void subtract(float[] of, int base, float[] value) {
    for (int p = 0; p < value.length; p++) {
      of[base + p] -= value[p];
    }
  }

  /** Subtracts a value per pixel from all its samples. */
  static void subtract(float[] w, int base, int n, float[] value) {
    for (int p = 0, from = base; p < value.length; p++, from += n) {
      float v = value[p];
      for (int i = from, end = from + n; i < end; i++) {
        w[i] -= v;
      }
    }
  }

  /**
   * Moves each waveform to earlier samples by its shift relative to the mean one, rounded to whole
   * samples; the ends are filled with the first and last sample.
   *
   * @param wave scratch, at least n long
   */
  static void shift(float[] w, int base, int n, double[] shiftSamples, float[] wave) {
    double mean = mean(shiftSamples);
    for (int p = 0, from = base; p < shiftSamples.length; p++, from += n) {
      int by = (int) Math.rint(shiftSamples[p] - mean);
      if (by != 0) {
        System.arraycopy(w, from, wave, 0, n);
        for (int i = 0; i < n; i++) {
          w[from + i] = wave[Math.min(Math.max(i + by, 0), n - 1)];
        }
      }
    }
  }

  static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }
}
