package io.bluewake.extract.flashcam;

import io.bluewake.math.waveform.PeakSample;
import io.bluewake.model.CameraReadout;

/**
 * What follows from the reference pulse of the first gain channel.
 *
 * @param pole fraction of a sample that remains one sample later in the tail of a pulse
 * @param gain charge in the window for a pulse of charge 1
 * @param shiftNs how much too late times are, ns
 * @param peakOffset samples from the peak with leading-edge to that with pole-zero deconvolution
 */
record PulseModel(double pole, double gain, double shiftNs, double peakOffset) {
  /** How pulses are processed. */
  record Method(
      int upsampling,
      int width,
      int shift,
      boolean leadingEdge,
      double descendLimit,
      double profileStdNs) {}

  /**
   * Processes the reference pulse as the camera would sample it, averaged over the phases of
   * sampling.
   *
   * @throws IllegalArgumentException if the pulse is sampled more coarsely than the camera samples,
   *     or does not hold its peak and its tail
   */
  static PulseModel of(CameraReadout readout, Method method) {
    double sampleNs = 1 / readout.samplingRateGHz();
    double stepNs = readout.referencePulseStepNs();
    if (readout.referencePulse().length == 0 || !(sampleNs >= stepNs)) {
      throw unusable(readout, "must be sampled at least as finely as waveforms");
    }
    int steps = (int) Math.rint(sampleNs / stepNs);
    double[] pulse = readout.referencePulse()[0];
    double pole = 0;
    for (int phase = 0; phase < steps; phase++) {
      pole += pole(readout, sampled(pulse, phase, steps)) / steps;
    }
    double[] light =
        method.profileStdNs() > 0 ? spread(pulse, stepNs, method.profileStdNs()) : pulse;
    double integral = 0;
    for (double v : light) {
      integral += v * stepNs / sampleNs;
    }
    double gain = 0;
    double shift = 0;
    double offset = 0;
    int used = 0;
    for (int phase = 0; phase < steps; phase++) {
      Processed p = process(sampled(light, phase, steps), method, pole);
      if (p.contained()) {
        used++;
        gain += p.charge() / integral;
        offset += p.offset();
        double time = p.time() / method.upsampling() * steps;
        shift += (time - PeakSample.of(light, light.length)) * stepNs;
      }
    }
    if (used == 0) {
      throw unusable(readout, "does not hold its peak");
    }
    return new PulseModel(pole, gain / used, shift / used, offset / used);
  }

  private record Processed(boolean contained, double charge, double time, double offset) {}

  private static Processed process(double[] x, Method method, double pole) {
    int n = x.length * method.upsampling();
    double[] scratch = new double[n];
    double[] y = new double[n];
    PulseShaping.deconvolve(x, x.length, method.upsampling(), pole, scratch, y);
    int peak = PeakSample.of(y, n);
    int start = peak - method.shift();
    if (start < 0 || start + method.width() > n) {
      return new Processed(false, 0, 0, 0);
    }
    double charge = 0;
    for (int i = start; i < start + method.width(); i++) {
      charge += y[i];
    }
    if (!method.leadingEdge()) {
      return new Processed(true, charge, peak, 0);
    }
    PulseShaping.deconvolve(x, x.length, method.upsampling(), 1, scratch, y);
    int edge = PeakSample.of(y, n);
    double time = PulseShaping.centroid(y, n, edge, method.descendLimit());
    return new Processed(true, charge, time, peak - edge);
  }

  /** Every {@code steps}-th element. */
  private static double[] sampled(double[] pulse, int phase, int steps) {
    double[] x = new double[Math.max(0, (pulse.length - phase + steps - 1) / steps)];
    for (int i = 0; i < x.length; i++) {
      x[i] = pulse[phase + i * steps];
    }
    return x;
  }

  /** Ratio of the two samples after the steepest descent. */
  private static double pole(CameraReadout readout, double[] x) {
    int steepest = 0;
    for (int i = 1; i < x.length - 1; i++) {
      if (x[i + 1] - x[i] < x[steepest + 1] - x[steepest]) {
        steepest = i;
      }
    }
    if (steepest + 2 >= x.length) {
      throw unusable(readout, "does not hold its tail");
    }
    return x[steepest + 2] / x[steepest + 1];
  }

  /** The pulse of light that arrives spread as a Gaussian, by convolution of equal length. */
  private static double[] spread(double[] pulse, double stepNs, double stdNs) {
    int n = pulse.length;
    double[] profile = new double[n];
    for (int i = 0; i < n; i++) {
      double t = (i - n / 2.0) * stepNs / stdNs;
      profile[i] = Math.exp(-0.5 * t * t) / (stdNs * Math.sqrt(2 * Math.PI));
    }
    double[] result = new double[n];
    int first = (n - 1) / 2;
    for (int i = 0; i < n; i++) {
      int k = i + first;
      for (int j = Math.max(0, k - n + 1); j <= Math.min(k, n - 1); j++) {
        result[i] += pulse[j] * profile[k - j];
      }
    }
    return result;
  }

  private static IllegalArgumentException unusable(CameraReadout readout, String problem) {
    return new IllegalArgumentException("reference pulse of " + readout.name() + " " + problem);
  }
}
