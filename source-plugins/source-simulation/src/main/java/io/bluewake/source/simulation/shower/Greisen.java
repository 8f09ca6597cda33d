package io.bluewake.source.simulation.shower;

/**
 * Mean number of electrons of an electromagnetic cascade against depth (Greisen 1956): 0.31 β^-1/2
 * exp(t (1 - 1.5 ln s)) with the age s = 3 t / (t + 2 β) and β = ln(E / 81 MeV), normalized to the
 * length of track that {@link PhotonTable#trackPerEnergy} says. Tabulated in steps of half a
 * radiation length. Immutable.
 */
final class Greisen {
  /** Length of a step, radiation lengths. */
  static final double STEP = 0.5;

  private static final int STEPS = 120;
  private static final double LOWEST = Math.log(120.0);
  private static final double LOG_STEP = 0.1;
  private static final int ENERGIES = 150;

  private final float[] number = new float[ENERGIES * STEPS];
  private final float[] age = new float[ENERGIES * STEPS];

  Greisen(double trackPerEnergy) {
    for (int e = 0; e < ENERGIES; e++) {
      double energy = Math.exp(LOWEST + LOG_STEP * e);
      double beta = Math.log(energy / Interactions.CRITICAL_ENERGY);
      double sum = 0;
      for (int i = 0; i < STEPS; i++) {
        double t = STEP * (i + 0.5);
        double s = 3 * t / (t + 2 * beta);
        double n = Math.exp(t * (1 - 1.5 * Math.log(s)));
        number[e * STEPS + i] = (float) n;
        age[e * STEPS + i] = (float) s;
        sum += n * STEP;
      }
      for (int i = 0; i < STEPS; i++) {
        number[e * STEPS + i] *= (float) (trackPerEnergy * energy / sum);
      }
    }
  }

  /**
   * Adds a cascade to a longitudinal profile.
   *
   * @param energyMeV energy of the electron that begins it
   * @param start depth at which it begins, steps
   * @param electrons receives numbers of electrons by step
   * @param ages receives numbers of electrons times age
   */
  void add(double energyMeV, double start, double[] electrons, double[] ages) {
    int e = (int) Math.rint((Math.log(energyMeV) - LOWEST) / LOG_STEP);
    if (e < 0) {
      return;
    }
    int row = Math.min(e, ENERGIES - 1) * STEPS;
    double scale = energyMeV / Math.exp(LOWEST + LOG_STEP * Math.min(e, ENERGIES - 1));
    int first = (int) Math.floor(start);
    double f = start - first;
    double before = 0;
    double beforeAge = 0;
    int steps = Math.min(STEPS, electrons.length - first);
    for (int i = 0; i < steps; i++) {
      double n = number[row + i] * scale;
      double a = n * age[row + i];
      electrons[first + i] += (1 - f) * n + f * before;
      ages[first + i] += (1 - f) * a + f * beforeAge;
      before = n;
      beforeAge = a;
    }
  }
}
