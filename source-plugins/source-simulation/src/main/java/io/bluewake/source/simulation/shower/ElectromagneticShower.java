package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Longitudinal development of a cascade that a photon or an electron begins: the first generations
 * particle by particle ({@link Interactions}), so that the depth of the maximum and the number of
 * electrons fluctuate as they do, the rest by mean profiles ({@link Greisen}). Not thread safe.
 */
final class ElectromagneticShower {
  private static final double PARTS = 40;
  private static final double LOWEST_CUT = 1500;

  /** An electron begins half a radiation length further down the mean profile of photons. */
  private static final double ELECTRON_SHIFT = 0.5 / Greisen.STEP;

  private final Greisen greisen;
  private double[] stack = new double[2 * 256];
  private int depth;

  ElectromagneticShower(Greisen greisen) {
    this.greisen = greisen;
  }

  /**
   * Adds a cascade.
   *
   * @param energyMeV energy of the particle
   * @param start where it begins, steps of slant depth
   * @param photon whether it is a photon
   * @return where it interacts first, steps
   */
  double develop(
      double energyMeV, double start, boolean photon, Cascade into, CounterRandom random) {
    double cut = Math.max(LOWEST_CUT, energyMeV / PARTS);
    depth = 0;
    push(photon ? energyMeV : -energyMeV, start);
    double first = Double.NaN;
    while (depth > 0) {
      depth--;
      double e = stack[2 * depth];
      double at = stack[2 * depth + 1];
      if (at >= into.steps) {
        continue;
      }
      double interaction = e > 0 ? photon(e, at, random) : electron(-e, at, cut, into, random);
      first = Double.isNaN(first) ? interaction : first;
    }
    return first;
  }

  private void push(double energy, double at) {
    if (2 * (depth + 1) > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    stack[2 * depth] = energy;
    stack[2 * depth + 1] = at;
    depth++;
  }

  private double photon(double e, double at, CounterRandom random) {
    double there = at + random.nextExponential() / Interactions.pairRate(e) / Greisen.STEP;
    double f = Interactions.pairFraction(random);
    push(-f * e, there);
    push(-(1 - f) * e, there);
    return there;
  }

  private double electron(double e0, double at, double cut, Cascade into, CounterRandom random) {
    if (e0 <= cut) {
      greisen.add(e0, Math.max(0, at - ELECTRON_SHIFT), into.electrons, into.ages);
      return at;
    }
    double soft = 0.05 * cut;
    double e = e0;
    double t = at;
    double first = Double.NaN;
    double radiated = 0;
    while (e > cut && t < into.steps) {
      double way = random.nextExponential() / Interactions.bremsstrahlungRate(e, soft);
      double loss = way * Interactions.continuousLoss(e, soft);
      if (loss > 0.5 * e) {
        way *= 0.5 * e / loss;
        loss = 0.5 * e;
      }
      t += way / Greisen.STEP;
      radiated += way * 4.0 / 3 * soft;
      e -= loss;
      first = Double.isNaN(first) ? t : first;
      double k = Interactions.bremsstrahlung(e, Math.min(soft, 0.5 * e), random);
      e -= k;
      push(k, t);
    }
    if (t < into.steps) {
      push(-e, t);
      greisen.add(radiated, t, into.electrons, into.ages);
    }
    return first;
  }
}
