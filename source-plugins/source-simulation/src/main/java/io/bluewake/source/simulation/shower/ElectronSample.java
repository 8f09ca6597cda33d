package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Electrons of electromagnetic cascades, sorted by the age of the shower: energy, slope and
 * position at pieces of their tracks. They come from a small simulation in three dimensions ({@link
 * Interactions}), made anew at every start from a fixed seed. That electrons of cascades are alike
 * at equal age, whatever began the cascade, is known as universality (Hillas 1982; Nerling et al.
 * 2006; Lafebre et al. 2009).
 */
final class ElectronSample {
  /** Number of age bins. */
  static final int AGES = 12;

  /** Smallest energy followed, MeV: below the Cherenkov threshold at all heights of interest. */
  static final double CUT = 20;

  private static final double FIRST_AGE = 0.3;
  private static final double AGE_STEP = 0.135;
  private static final double STEP = 0.1;
  private static final double TINY = 1e-4;
  private static final double BREMSSTRAHLUNG_CUT = 5;
  private static final double PHOTON_CUT = 21;
  private static final double STEEPEST = 1.2;
  private static final int PROFILE_BINS = 60;

  /** Track pieces of one age: energy, slopes, positions in radiation lengths, length of track. */
  static final class Pieces {
    int count;
    float[] energy = new float[1024];
    float[] slopeX = new float[1024];
    float[] slopeY = new float[1024];
    float[] x = new float[1024];
    float[] y = new float[1024];
    float[] weight = new float[1024];

    private void grow() {
      int n = energy.length * 3 / 2;
      energy = Arrays.copyOf(energy, n);
      slopeX = Arrays.copyOf(slopeX, n);
      slopeY = Arrays.copyOf(slopeY, n);
      x = Arrays.copyOf(x, n);
      y = Arrays.copyOf(y, n);
      weight = Arrays.copyOf(weight, n);
    }
  }

  private final Pieces[] ages = new Pieces[AGES];
  private final double[] profile = new double[PROFILE_BINS];
  private final double energy;
  private final int showers;
  private final CounterRandom random;
  private final double field;
  private double kickX;
  private double kickY;
  private double[] stack = new double[6 * 4096];
  private int depth;

  /**
   * Simulates cascades.
   *
   * @param energyMeV energy of the photons that begin them
   * @param kickMeV transverse momentum that the Earth's magnetic field gives in a radiation length;
   *     its direction is another one in every shower
   */
  ElectronSample(double energyMeV, double kickMeV, int showers, long seed) {
    energy = energyMeV;
    field = kickMeV;
    this.showers = showers;
    random = new CounterRandom(seed);
    for (int i = 0; i < AGES; i++) {
      ages[i] = new Pieces();
    }
    for (int i = 0; i < showers; i++) {
      double phi = 2 * Math.PI * random.nextDouble();
      kickX = field * Math.cos(phi);
      kickY = field * Math.sin(phi);
      push(energyMeV, 0, 0, 0, 0, 0, true);
      while (depth > 0) {
        follow();
      }
    }
  }

  /** Age of a bin. */
  static double age(int bin) {
    return FIRST_AGE + AGE_STEP * bin;
  }

  /** Place of an age among the bins, from 0 to {@code AGES - 1}. */
  static double place(double age) {
    return Math.min(AGES - 1.0, Math.max(0, (age - FIRST_AGE) / AGE_STEP));
  }

  Pieces pieces(int bin) {
    return ages[bin];
  }

  /** Mean number of electrons above {@link #CUT} at a depth, in bins of half a radiation length. */
  double[] profile() {
    double[] mean = new double[PROFILE_BINS];
    for (int i = 0; i < PROFILE_BINS; i++) {
      mean[i] = profile[i] / showers / 0.5;
    }
    return mean;
  }

  private void push(
      double e, double t, double slopeX, double slopeY, double x, double y, boolean photon) {
    if (6 * (depth + 1) > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    int at = 6 * depth++;
    stack[at] = photon ? e : -e;
    stack[at + 1] = t;
    stack[at + 2] = slopeX;
    stack[at + 3] = slopeY;
    stack[at + 4] = x;
    stack[at + 5] = y;
  }

  private void follow() {
    int at = 6 * --depth;
    double e = stack[at];
    double t = stack[at + 1];
    double sx = stack[at + 2];
    double sy = stack[at + 3];
    double x = stack[at + 4];
    double y = stack[at + 5];
    if (e > 0) {
      photon(e, t, sx, sy, x, y);
    } else {
      electron(-e, t, sx, sy, x, y);
    }
  }

  private void photon(double e, double t0, double sx, double sy, double x0, double y0) {
    double pair = Interactions.pairRate(e);
    double compton = Interactions.comptonRate(e);
    double way = random.nextExponential() / (pair + compton);
    double dz = way / Math.sqrt(1 + sx * sx + sy * sy);
    double t = t0 + dz;
    double x = x0 + sx * dz;
    double y = y0 + sy * dz;
    if (t > 0.5 * PROFILE_BINS) {
      return;
    }
    if (random.nextDouble() * (pair + compton) < compton) {
      double electron = Interactions.comptonElectron(e, random);
      keep(electron, t, sx, sy, x, y, false);
      keep(e - electron, t, sx, sy, x, y, true);
      return;
    }
    double f = Interactions.pairFraction(random);
    keep(f * e, t, sx, sy, x, y, false);
    keep((1 - f) * e, t, sx, sy, x, y, false);
  }

  private void keep(
      double e, double t, double sx, double sy, double x, double y, boolean isPhoton) {
    if (e > (isPhoton ? PHOTON_CUT : CUT)) {
      push(e, t, sx, sy, x, y, isPhoton);
    }
  }

  private void electron(double e0, double t0, double slopeX, double slopeY, double x0, double y0) {
    double e = e0;
    double t = t0;
    double sx = slopeX;
    double sy = slopeY;
    double x = x0;
    double y = y0;
    double charge = random.nextDouble() < 0.5 ? -1 : 1;
    while (e > CUT && t < 0.5 * PROFILE_BINS && sx * sx + sy * sy < STEEPEST * STEEPEST) {
      double rate = Interactions.bremsstrahlungRate(e, BREMSSTRAHLUNG_CUT);
      double free = random.nextExponential() / Math.max(rate, 1e-9);
      double loss = Interactions.continuousLoss(e, BREMSSTRAHLUNG_CUT);
      // The last step ends where the energy does.
      double way = Math.min(Math.min(STEP, free), (e - CUT) / loss + TINY);
      double dz = way / Math.sqrt(1 + sx * sx + sy * sy);
      double sigma = Interactions.scattering(e) * Math.sqrt(way);
      record(e, t + 0.5 * dz, sx, sy, x + 0.5 * sx * dz, y + 0.5 * sy * dz, way);
      x += sx * dz;
      y += sy * dz;
      t += dz;
      double across = 1 + sx * sx + sy * sy;
      double bend = charge * way / e;
      sx += across * (sigma * random.nextGaussian() + bend * kickX);
      sy += across * (sigma * random.nextGaussian() + bend * kickY);
      if (random.nextDouble() < way * Interactions.largeScatterings()) {
        double angle = Interactions.largeAngle(e, random);
        double phi = 2 * Math.PI * random.nextDouble();
        sx += across * angle * Math.cos(phi);
        sy += across * angle * Math.sin(phi);
      }
      e -= way * loss;
      if (way == free && e > CUT) {
        double k = Interactions.bremsstrahlung(e, BREMSSTRAHLUNG_CUT, random);
        keep(k, t, sx, sy, x, y, true);
        e -= k;
      }
    }
  }

  private void record(double e, double t, double sx, double sy, double x, double y, double way) {
    profile[Math.min(PROFILE_BINS - 1, (int) (2 * t))] += way;
    double age = 3 * t / (t + 2 * Math.log(energy / Interactions.CRITICAL_ENERGY));
    int bin = (int) Math.rint(place(age));
    Pieces p = ages[bin];
    if (p.count == p.energy.length) {
      p.grow();
    }
    int i = p.count++;
    p.energy[i] = (float) e;
    p.slopeX[i] = (float) sx;
    p.slopeY[i] = (float) sy;
    p.x[i] = (float) x;
    p.y[i] = (float) y;
    p.weight[i] = (float) way;
  }
}
