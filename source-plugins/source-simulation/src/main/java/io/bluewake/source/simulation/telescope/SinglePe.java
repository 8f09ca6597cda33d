package io.bluewake.source.simulation.telescope;

import io.bluewake.math.random.CounterRandom;

/**
 * Charge of one photo-electron in units of the mean.
 *
 * @param spread standard deviation
 * @param afterpulsing probability that a photo-electron of the night sky is a large afterpulse, of
 *     exponentially distributed charge with mean 5 above 4
 * @param crosstalk probability that one more cell fires, again and again (silicon)
 */
record SinglePe(double spread, double afterpulsing, double crosstalk) {
  /** Charge of {@code n} photo-electrons together. */
  double charge(double n, CounterRandom random) {
    double extra = 0;
    if (crosstalk > 0) {
      double mean = n * crosstalk / (1 - crosstalk);
      extra = random.nextPoisson(mean) - mean;
    }
    double sum = n + extra + spread * Math.sqrt(n) * random.nextCoarseGaussian();
    return Math.max(0.05 * n, sum);
  }

  /** Charge of one photo-electron of the night sky. */
  double noise(CounterRandom random) {
    if (afterpulsing > 0 && random.nextDouble() < afterpulsing) {
      return 4 + 5 * random.nextExponential();
    }
    return charge(1, random);
  }
}
