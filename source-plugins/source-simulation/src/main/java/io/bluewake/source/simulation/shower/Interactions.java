package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/**
 * Interactions of electrons and photons in air, lengths in radiation lengths, energies in MeV:
 * bremsstrahlung and pair production with complete screening (Rossi 1952), pair production falling
 * towards low energies as measured cross sections do, Compton scattering in the limit of high
 * energies, energy loss by ionization.
 */
final class Interactions {
  /** Mass of the electron, MeV. */
  static final double ELECTRON_MASS = 0.511;

  /** Critical energy of air, MeV. */
  static final double CRITICAL_ENERGY = 81;

  private Interactions() {}

  /** Number of bremsstrahlung photons above {@code cut} per radiation length. */
  static double bremsstrahlungRate(double energy, double cut) {
    double y = cut / energy;
    if (y >= 1) {
      return 0;
    }
    return 4.0 / 3 * (-Math.log(y) - (1 - y)) + 0.5 * (1 - y * y);
  }

  /** Energy of a bremsstrahlung photon above {@code cut}. */
  static double bremsstrahlung(double energy, double cut, CounterRandom random) {
    double y0 = cut / energy;
    while (true) {
      double y = Math.pow(y0, random.nextDouble());
      if (random.nextDouble() * (4.0 / 3) <= 4.0 / 3 * (1 - y) + y * y) {
        return y * energy;
      }
    }
  }

  /** Energy lost per radiation length by ionization and by photons below {@code cut}. */
  static double continuousLoss(double energy, double cut) {
    double perGram = 2.07 + 0.12 * Math.log(Math.max(energy, 5) / 20);
    return perGram * Atmosphere.RADIATION_LENGTH + 4.0 / 3 * Math.min(cut, energy);
  }

  /** Pairs per radiation length. */
  static double pairRate(double energy) {
    return 7.0 / 9 / (1 + Math.pow(28 / energy, 0.85));
  }

  /** Compton electrons per radiation length. */
  static double comptonRate(double energy) {
    return 0.324 * (20 / energy) * (Math.log(2 * energy / ELECTRON_MASS) + 0.5) / 4.86;
  }

  /** Part of the photon's energy that one particle of a pair takes. */
  static double pairFraction(CounterRandom random) {
    while (true) {
      double x = random.nextDouble();
      if (random.nextDouble() <= 1 - 4.0 / 3 * x * (1 - x)) {
        return x;
      }
    }
  }

  /** Energy of a Compton electron. */
  static double comptonElectron(double energy, CounterRandom random) {
    double left = Math.pow(ELECTRON_MASS / (2 * energy), random.nextDouble());
    return energy * (1 - left);
  }
}
