package io.bluewake.math.waveform;

import io.bluewake.model.CameraReadout;

/**
 * Factors that make up for the part of a pulse outside of the integration window, from the
 * reference pulse of a camera: one per gain channel, 1 where there is no usable pulse.
 */
public final class WindowCorrection {
  private WindowCorrection() {}

  /**
   * Factors for a window at the peak. The reference pulse is binned in samples, normalised to an
   * integral of 1, and summed in the window around its largest sample.
   *
   * @param width samples of the window
   * @param shift samples of the window before the peak
   */
  public static double[] aroundPeak(CameraReadout readout, int width, int shift) {
    double sampleNs = 1 / readout.samplingRateGHz();
    double stepNs = readout.referencePulseStepNs();
    double[] correction = ones(readout);
    for (int c = 0; c < readout.referencePulse().length; c++) {
      double[] density = binned(readout.referencePulse()[c], stepNs, sampleNs);
      int start = Math.max(0, peak(density) - shift);
      int end = Math.min(start + width, density.length);
      if (start < end) {
        double sum = 0;
        for (int i = start; i < end; i++) {
          sum += density[i] * sampleNs;
        }
        correction[c] = 1 / sum;
      }
    }
    return correction;
  }

  /**
   * Factors for the window with the largest sum: the integral of the reference pulse over the
   * largest sum of as many of its steps as make up the window.
   *
   * @param width samples of the window
   */
  public static double[] largestSum(CameraReadout readout, int width) {
    double[] correction = ones(readout);
    for (int c = 0; c < readout.referencePulse().length; c++) {
      double[] pulse = readout.referencePulse()[c];
      double steps = width / readout.samplingRateGHz() / readout.referencePulseStepNs();
      int window = (int) Math.min(Math.rint(steps), pulse.length);
      if (window < 1) {
        continue;
      }
      double[] cumulative = new double[pulse.length + 1];
      for (int i = 0; i < pulse.length; i++) {
        cumulative[i + 1] = cumulative[i] + pulse[i];
      }
      double best = cumulative[window];
      for (int i = 1; i + window <= pulse.length; i++) {
        best = Math.max(best, cumulative[i + window] - cumulative[i]);
      }
      correction[c] = cumulative[pulse.length] / best;
    }
    return correction;
  }

  private static double[] ones(CameraReadout readout) {
    double[] ones = new double[Math.max(readout.channels(), readout.referencePulse().length)];
    java.util.Arrays.fill(ones, 1);
    return ones;
  }

  private static int peak(double[] density) {
    return PeakSample.of(density, density.length);
  }

  /** Histogram of the pulse with bins of one sample, last edge included, normalised to 1. */
  static double[] binned(double[] pulse, double stepNs, double sampleNs) {
    int edges = (int) Math.ceil(pulse.length * stepNs / sampleNs);
    if (edges < 2) {
      return new double[0];
    }
    double[] sums = new double[edges - 1];
    double total = 0;
    int bin = 0;
    for (int i = 0; i < pulse.length; i++) {
      double t = i * stepNs;
      while (bin < edges - 1 && t >= (bin + 1) * sampleNs) {
        bin++;
      }
      if (bin < edges - 1) {
        sums[bin] += pulse[i];
      } else if (t <= (edges - 1) * sampleNs) {
        sums[edges - 2] += pulse[i];
      }
    }
    for (double s : sums) {
      total += s;
    }
    for (int b = 0; b < sums.length; b++) {
      sums[b] = sums[b] / ((b + 1) * sampleNs - b * sampleNs) / total;
    }
    return sums;
  }
}
