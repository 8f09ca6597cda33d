package io.bluewake.math.noise;

import io.bluewake.math.ErrorFunction;
import io.bluewake.math.random.CounterRandom;

/**
 * Distribution of the charge that one photo-electron of the night sky leaves, in p.e.: a Gaussian
 * around 1 cut off at 0, or, rarely, an afterpulse whose charge is exponentially distributed above
 * a threshold. Immutable.
 */
public final class SinglePhotoelectron {
  /** Parts of equal probability of the Gaussian. */
  private static final int PARTS = 1 << 12;

  private static final int RARE_BITS = 24;

  private final float[] gaussian = new float[PARTS];
  private final int rare;
  private final double from;
  private final double scale;
  private final double mean;
  private final double meanSquare;

  /**
   * Creates a distribution.
   *
   * @param spread standard deviation of the Gaussian, p.e.
   * @param afterpulses probability that a photo-electron is an afterpulse
   * @param from smallest charge of an afterpulse, p.e.
   * @param scale mean charge of an afterpulse above that, p.e.
   */
  public SinglePhotoelectron(double spread, double afterpulses, double from, double scale) {
    this.from = from;
    this.scale = scale;
    rare = (int) Math.round(Math.min(1, afterpulses) * (1 << RARE_BITS));
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < PARTS; i++) {
      gaussian[i] = (float) Math.max(0, 1 + spread * quantile((i + 0.5) / PARTS));
      sum += gaussian[i];
      squares += (double) gaussian[i] * gaussian[i];
    }
    double share = (double) rare / (1 << RARE_BITS);
    double square = from * from + 2 * from * scale + 2 * scale * scale;
    mean = (1 - share) * sum / PARTS + share * (from + scale);
    meanSquare = (1 - share) * squares / PARTS + share * square;
  }

  /** The Gaussian number below which a share lies, by halving. */
  private static double quantile(double share) {
    double low = -6;
    double high = 6;
    for (int i = 0; i < 40; i++) {
      double middle = (low + high) / 2;
      if (0.5 * (1 + ErrorFunction.erf(middle / Math.sqrt(2))) < share) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** Mean charge, p.e. */
  public double mean() {
    return mean;
  }

  /** Mean of the squared charge, p.e.². */
  public double meanSquare() {
    return meanSquare;
  }

  /**
   * Draws a charge, p.e.
   *
   * @param bits at least 36 random bits, of which the lowest are used
   * @param random what else is needed, rarely
   */
  float draw(long bits, CounterRandom random) {
    if ((bits >>> 12 & (1 << RARE_BITS) - 1) < rare) {
      return (float) (from + scale * random.nextExponential());
    }
    return gaussian[(int) bits & PARTS - 1];
  }
}
