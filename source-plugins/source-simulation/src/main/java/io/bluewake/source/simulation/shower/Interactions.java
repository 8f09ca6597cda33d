package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;

/**
 * Interactions of electrons and photons in air, lengths in radiation lengths, energies in MeV:
 * bremsstrahlung and pair production with complete screening (Rossi 1952), both falling towards low
 * energies as measured cross sections do, Compton scattering in the limit of high energies, energy
 * loss by ionization, Coulomb scattering (Molière 1948).
 */
final class Interactions {
  /** Mass of the electron, MeV. */
  static final double ELECTRON_MASS = 0.511;

  /** Critical energy of air, MeV. */
  static final double CRITICAL_ENERGY = 81;

  /**
   * Coulomb scattering of a radiation length of air: 0.157 Z (Z + 1) / A times its depth, MeV²; of
   * angles times the energy above x there are this over x² scatterings.
   */
  private static final double RUTHERFORD = 24.2;

  /** Angle times energy at which the electrons of the atom hide its nucleus, MeV. */
  private static final double SCREENING = 0.0087;

  /** Angle times energy above which scatterings are followed one by one, MeV. */
  private static final double LARGE_ANGLE = 10;

  private Interactions() {}

  /** Number of bremsstrahlung photons above {@code cut} per radiation length. */
  static double bremsstrahlungRate(double energy, double cut) {
    double y = cut / energy;
    if (y >= 1) {
      return 0;
    }
    return screening(energy) * (4.0 / 3 * (-Math.log(y) - (1 - y)) + 0.5 * (1 - y * y));
  }

  /** Energy that an electron radiates, as part of that of complete screening (Berger 1982). */
  private static double screening(double energy) {
    return 1 / (1 + Math.pow(4.3 / energy, 0.7));
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
    double perGram = 2.16 + 0.16 * Math.log(Math.max(energy, 5) / 20);
    double soft = 4.0 / 3 * screening(energy) * Math.min(cut, energy);
    return perGram * Atmosphere.RADIATION_LENGTH + soft;
  }

  /** Pairs per radiation length. */
  static double pairRate(double energy) {
    return 7.0 / 9 / (1 + Math.pow(36 / energy, 0.85));
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

  /** Probability that one particle of a pair takes less than a part of the photon's energy. */
  static double pairShare(double part) {
    return 9.0 / 7 * (part - 2.0 / 3 * part * part + 4.0 / 9 * part * part * part);
  }

  /** Least energy that a photon keeps in Compton scattering. */
  static double lowestComptonPhoton(double energy) {
    return Math.min(0.5 * ELECTRON_MASS, energy);
  }

  /** Energy of a Compton electron. */
  static double comptonElectron(double energy, CounterRandom random) {
    double left = Math.pow(lowestComptonPhoton(energy) / energy, random.nextDouble());
    return energy * (1 - left);
  }

  /**
   * Standard deviation of the angle in one plane from many small Coulomb scatterings, per square
   * root of a radiation length: those of less than {@link #LARGE_ANGLE}.
   */
  static double scattering(double energy) {
    return Math.sqrt(0.5 * RUTHERFORD * (2 * Math.log(LARGE_ANGLE / SCREENING) - 1)) / energy;
  }

  /** Number of scatterings of more than {@link #LARGE_ANGLE} per radiation length. */
  static double largeScatterings() {
    return RUTHERFORD / (LARGE_ANGLE * LARGE_ANGLE);
  }

  /** Angle of one large scattering: falls as the third power, as Rutherford found. */
  static double largeAngle(double energy, CounterRandom random) {
    return Math.min(1, LARGE_ANGLE / energy / Math.sqrt(random.nextPositive()));
  }
}
