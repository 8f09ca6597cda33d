package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Longitudinal development of a cascade that a photon or an electron begins: the first generations
 * particle by particle ({@link Interactions}), so that the depth of the maximum and the number of
 * electrons fluctuate as they do, the rest by mean profiles ({@link MeanCascade}). The magnetic
 * field parts the first particles of gammas and electrons ({@link Bending}). Not thread safe.
 */
final class ElectromagneticShower {
  private static final double PARTS = 40;
  private static final double LOWEST_CUT = 1500;

  /** So many steps below the ground are followed too, to know how far a cascade has come. */
  private static final int BELOW = 40;

  private static final int FIELDS = 5;

  private final MeanCascade mean;
  private final Branches branches = new Branches();
  private double[] stack = new double[FIELDS * 128];
  private int depth;
  private double[] number = new double[128];
  private int steps;
  private double cut;
  private Bending bending;

  ElectromagneticShower(MeanCascade mean) {
    this.mean = mean;
  }

  /**
   * Adds a cascade along an axis.
   *
   * @param energyMeV energy of the particle
   * @param start where it begins, steps of slant depth
   * @param photon whether it is a photon
   */
  void develop(double energyMeV, double start, boolean photon, Cascade into, CounterRandom random) {
    if (start >= into.steps) {
      return;
    }
    bending = null;
    steps = into.steps + BELOW;
    follow(energyMeV, start, photon, random);
    clear();
    branches.fill(-1, mean, number, steps);
    keep(energyMeV, start, shift(energyMeV, start), into);
  }

  /**
   * Makes the cascades of a photon or an electron from the top of the atmosphere.
   *
   * @param shower receives one cascade for every group of directions
   * @return where it interacts first, steps
   */
  double develop(
      double energyMeV, boolean photon, Bending field, Shower shower, CounterRandom random) {
    Cascade axis = shower.add();
    field.start(axis, 0, 0);
    bending = field;
    steps = axis.steps + BELOW;
    double first = follow(energyMeV, 0, photon, random);
    clear();
    branches.fill(-1, mean, number, steps);
    double shift = shift(energyMeV, 0);
    branches.sort();
    Cascade into = axis;
    for (int group = 0; group < Branches.GROUPS; group++) {
      if (!branches.holds(group)) {
        continue;
      }
      into = into == null ? shower.add() : into;
      field.start(into, branches.slope(group), branches.offset(group));
      clear();
      branches.fill(group, mean, number, steps);
      keep(energyMeV, 0, shift, into);
      into = null;
    }
    return first;
  }

  private void clear() {
    if (number.length < steps) {
      number = new double[steps];
    }
    Arrays.fill(number, 0, steps, 0);
  }

  private double follow(double energyMeV, double start, boolean photon, CounterRandom random) {
    cut = Math.max(LOWEST_CUT, energyMeV / PARTS);
    branches.clear();
    depth = 0;
    push(energyMeV, start, photon ? 0 : -1, 0, 0);
    double first = Double.NaN;
    while (depth > 0) {
      int at = FIELDS * --depth;
      if (stack[at + 1] >= steps) {
        continue;
      }
      double there = stack[at + 2] == 0 ? photon(at, random) : electron(at, random);
      first = Double.isNaN(first) ? there : first;
    }
    return first;
  }

  /**
   * By how much a cascade is ahead of a mean one that a photon begins at the top, from the middle
   * of its track, radiation lengths.
   */
  private double shift(double energyMeV, double start) {
    double sum = 0;
    double weighted = 0;
    for (int i = (int) start; i < steps; i++) {
      sum += number[i];
      weighted += number[i] * (i + 0.5);
    }
    return sum > 0 ? mean.depth(energyMeV) - MeanCascade.STEP * weighted / sum : 0;
  }

  /**
   * Adds the electrons with their ages. Cascades are alike at equal stages of their development, so
   * the age is s = 3 t / (t + 2 ln(E / 81 MeV)) at the depth t of the mean cascade.
   */
  private void keep(double energyMeV, double start, double shift, Cascade into) {
    double beta = Math.max(0.1, Math.log(energyMeV / Interactions.CRITICAL_ENERGY));
    int most = Math.min(steps, into.steps);
    for (int i = (int) start; i < most; i++) {
      double t = Math.max(0, MeanCascade.STEP * (i + 0.5) + shift);
      into.electrons[i] += number[i];
      into.ages[i] += number[i] * 3 * t / (t + 2 * beta);
    }
  }

  private void push(double energy, double at, double charge, double slope, double offset) {
    if (FIELDS * (depth + 1) > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    int to = FIELDS * depth++;
    stack[to] = energy;
    stack[to + 1] = at;
    stack[to + 2] = charge;
    stack[to + 3] = slope;
    stack[to + 4] = offset;
  }

  private double photon(int entry, CounterRandom random) {
    double e = stack[entry];
    double at = stack[entry + 1];
    double slope = stack[entry + 3];
    double offset = stack[entry + 4];
    if (e <= cut) {
      branches.particle(true, e, at, 1, slope, offset);
      return at;
    }
    double there = at + random.nextExponential() / Interactions.pairRate(e) / MeanCascade.STEP;
    double f = Interactions.pairFraction(random);
    push(f * e, there, 1, slope, offset);
    push((1 - f) * e, there, -1, slope, offset);
    return there;
  }

  /** Follows an electron; the offset is that on the ground if nothing turned it any more. */
  private double electron(int entry, CounterRandom random) {
    double e = stack[entry];
    double at = stack[entry + 1];
    double charge = stack[entry + 2];
    double slope = stack[entry + 3];
    double offset = stack[entry + 4];
    if (e <= cut) {
      branches.particle(false, e, at, 1, slope, offset);
      return at;
    }
    double soft = 0.05 * cut;
    double t = at;
    double first = Double.NaN;
    // An electron from space has its direction where it interacts first.
    boolean turns = bending != null && at > 0;
    double high = turns ? bending.distance(at) : 0;
    while (e > cut && t < steps) {
      double way = random.nextExponential() / Interactions.bremsstrahlungRate(e, soft);
      double loss = way * Interactions.continuousLoss(e, soft);
      if (loss > 0.5 * e) {
        way *= 0.5 * e / loss;
        loss = 0.5 * e;
      }
      double next = t + way / MeanCascade.STEP;
      branches.way(t, next, slope, offset);
      e -= loss;
      if (turns) {
        double low = bending.distance(next);
        double turn = charge * bending.turn(e + 0.5 * loss, high - low);
        slope += turn;
        offset += turn * 0.5 * (high + low);
        high = low;
      } else if (bending != null) {
        turns = true;
        high = bending.distance(next);
      }
      t = next;
      first = Double.isNaN(first) ? t : first;
      double k = Interactions.bremsstrahlung(e, Math.min(soft, 0.5 * e), random);
      e -= k;
      push(k, t, 0, slope, offset);
    }
    if (t < steps) {
      push(e, t, charge, slope, offset);
      // Photons below the limit, as so many of half its energy.
      double photons = (t - at) * MeanCascade.STEP * 4.0 / 3 * 2;
      branches.particle(true, 0.5 * soft, 0.5 * (at + t), photons, slope, offset);
    }
    return first;
  }
}
