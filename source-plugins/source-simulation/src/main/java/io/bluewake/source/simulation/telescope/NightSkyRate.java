package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;

/**
 * How often the night sky alone triggers a camera, against the threshold: the scan that operators
 * make of a telescope. The amplitudes of a pixel come from 4 ms of its noise; those of a group are
 * their n-fold convolution; what is above a threshold, divided by the time that a pulse stays above
 * it, is the rate. Groups and their pixels count as independent.
 */
final class NightSkyRate {
  private static final double WINDOW_NS = 8;
  private static final double BIN = 0.05;
  private static final double LOWEST = -8;
  private static final int PIECES = 64;
  private static final double NS_PER_S = 1e9;
  private static final double STEP = 0.25;

  /** Level at which the length of pulses is measured. */
  private static final double LEVEL = 3;

  private final TriggerModel model;

  /** Probability that a group is above the lower edge of a bin. */
  private final double[] above;

  private final double lowest;
  private final double pulseNs;

  /**
   * Scans.
   *
   * @param factor night sky light against the nominal one
   */
  NightSkyRate(TriggerModel model, double factor) {
    this.model = model;
    int bins = (int) Math.ceil((model.clip - LOWEST) / BIN) + 1;
    double[] pixel = new double[bins];
    float[] trace = new float[TriggerModel.NOISE];
    CounterRandom random = new CounterRandom(4711, 1);
    long over = 0;
    long crossings = 0;
    for (int piece = 0; piece < PIECES; piece++) {
      model.fillPixelNoise(trace, factor, random);
      // Pulses that began before the trace are missing in its first part.
      for (int i = TriggerModel.LENGTH; i < trace.length; i++) {
        float v = Math.min(model.clip, trace[i]);
        pixel[(int) Math.max(0, Math.min(bins - 1.0, (v - LOWEST) / BIN))]++;
        over += v > LEVEL ? 1 : 0;
        crossings += v > LEVEL && trace[i - 1] <= LEVEL ? 1 : 0;
      }
    }
    double total = (double) PIECES * (trace.length - TriggerModel.LENGTH);
    for (int b = 0; b < bins; b++) {
      pixel[b] /= total;
    }
    pulseNs = crossings == 0 ? 1 : (double) over / crossings;
    int members = model.groups[0].length;
    double[] sum = pixel;
    for (int n = 1; n < members; n++) {
      sum = convolve(sum, pixel);
    }
    lowest = members * LOWEST;
    above = sum;
    for (int b = above.length - 2; b >= 0; b--) {
      above[b] += above[b + 1];
    }
  }

  private static double[] convolve(double[] a, double[] b) {
    double[] out = new double[a.length + b.length - 1];
    for (int j = 0; j < b.length; j++) {
      double w = b[j];
      if (w > 0) {
        for (int i = 0; i < a.length; i++) {
          out[i + j] += w * a[i];
        }
      }
    }
    return out;
  }

  /** Rate of one group at a threshold, Hz. */
  private double perGroup(double threshold) {
    // The edges of the bins are half a bin below their contents, once for every pixel.
    double middle = 0.5 * BIN * model.groups[0].length;
    int bin = (int) Math.ceil((threshold - lowest - middle) / BIN);
    return bin >= above.length ? 0 : above[Math.max(0, bin)] / pulseNs * NS_PER_S;
  }

  /** Rate of the camera at a threshold in units of a photo-electron, Hz. */
  double rate(double threshold) {
    double single = perGroup(threshold);
    int groups = model.groups.length;
    if (model.multiplicity < 2) {
      return groups * single;
    }
    // Coincidences of one group and some of its neighbours.
    double together = groups * single;
    int neighbors = model.groupNeighbors[groups / 2].length;
    for (int m = 1; m < model.multiplicity; m++) {
      together *= (neighbors - m + 1.0) / m * 2 * WINDOW_NS / NS_PER_S * single;
    }
    return together;
  }

  /** The lowest threshold with a rate of no more than so many Hz. */
  double threshold(double hz) {
    double threshold = 0;
    while (rate(threshold) > hz && threshold < lowest + above.length * BIN) {
      threshold += STEP;
    }
    return threshold;
  }
}
