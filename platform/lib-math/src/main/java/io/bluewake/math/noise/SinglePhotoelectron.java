package io.bluewake.math.noise;

import io.bluewake.math.random.CounterRandom;

/**
 * Distribution of the charge that one photo-electron of the night sky leaves, in p.e.: a Gaussian
 * around 1 cut off at 0, or, rarely, an afterpulse whose charge is exponentially distributed above
 * a threshold. Immutable.
 */
public final class SinglePhotoelectron {
  private static final double INVERSE_SQRT_2PI = 1 / Math.sqrt(2 * Math.PI);

  private final double spread;
  private final double afterpulses;
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
    this.spread = spread;
    this.afterpulses = afterpulses;
    this.from = from;
    this.scale = scale;
    double[] gaussian = truncated(spread);
    mean = (1 - afterpulses) * gaussian[0] + afterpulses * (from + scale);
    double square = from * from + 2 * from * scale + 2 * scale * scale;
    meanSquare = (1 - afterpulses) * gaussian[1] + afterpulses * square;
  }

  /** Mean and mean square of max(0, g), g a Gaussian around 1. */
  private static double[] truncated(double spread) {
    if (!(spread > 0)) {
      return new double[] {1, 1};
    }
    double z = 1 / spread;
    double density = INVERSE_SQRT_2PI * Math.exp(-z * z / 2);
    double above = 0.5 * (1 + io.bluewake.math.ErrorFunction.erf(z / Math.sqrt(2)));
    double first = above + spread * density;
    return new double[] {first, (1 + spread * spread) * above + spread * density};
  }

  /** Mean charge, p.e. */
  public double mean() {
    return mean;
  }

  /** Mean of the squared charge, p.e.². */
  public double meanSquare() {
    return meanSquare;
  }

  /** Draws a charge, p.e. */
  public float draw(CounterRandom random) {
    if (afterpulses > 0 && random.nextDouble() < afterpulses) {
      return (float) (from + scale * random.nextExponential());
    }
    return (float) Math.max(0, 1 + spread * random.nextCoarseGaussian());
  }
}
