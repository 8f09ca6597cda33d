package io.bluewake.source.simulation.shower;

/**
 * Mean number of electrons above {@link ElectronSample#CUT} in cascades that an electron or a
 * photon begins, against depth: the cascade equations for the processes of {@link Interactions},
 * solved numerically in their backward form. Of N(E, t), the number at depth t after a particle of
 * energy E, the derivative by t is the sum over what may happen to that particle first. Immutable.
 */
final class MeanCascade {
  /** Length of a step of the result, radiation lengths. */
  static final double STEP = 0.5;

  private static final int STEPS = 64;
  private static final int PARTS = 50;
  private static final double LOG_STEP = 0.1;
  private static final int ENERGIES = 145;

  private final float[] electron = new float[ENERGIES * STEPS];
  private final float[] photon = new float[ENERGIES * STEPS];
  private final double[] depth = new double[ENERGIES];

  MeanCascade() {
    int n = ENERGIES;
    double[] rate = new double[4 * n * n];
    for (int i = 0; i < n; i++) {
      electronRates(i, rate);
      photonRates(i, rate);
    }
    double[] number = new double[2 * n];
    double[] change = new double[2 * n];
    java.util.Arrays.fill(number, 0, n, 1);
    double part = STEP / PARTS;
    for (int step = 0; step < STEPS * PARTS; step++) {
      for (int i = 0; i < 2 * n; i++) {
        change[i] = change(rate, number, i, i % n);
      }
      for (int i = 0; i < 2 * n; i++) {
        number[i] += part * change[i];
        float[] into = i < n ? electron : photon;
        into[i % n * STEPS + step / PARTS] += (float) (number[i] / PARTS);
      }
    }
    for (int i = 0; i < n; i++) {
      depth[i] = meanDepth(photon, i * STEPS, STEPS);
    }
  }

  private static double meanDepth(float[] number, int from, int count) {
    double sum = 0;
    double weighted = 0;
    for (int i = 0; i < count; i++) {
      sum += number[from + i];
      weighted += number[from + i] * (i + 0.5);
    }
    return sum > 0 ? STEP * weighted / sum : 0;
  }

  /** Only particles of less energy come from a particle. */
  private static double change(double[] rate, double[] number, int row, int most) {
    int n = ENERGIES;
    double sum = 0;
    for (int j = 0; j <= most; j++) {
      sum += rate[row * 2 * n + j] * number[j] + rate[row * 2 * n + n + j] * number[n + j];
    }
    return sum;
  }

  private static double edge(double i) {
    return ElectronSample.CUT * Math.exp(LOG_STEP * i);
  }

  private static double energy(int i) {
    return edge(i + 0.5);
  }

  /** Adds a rate into an energy between two bins. */
  private static void into(double[] rate, int row, int species, double energy, double value) {
    double place = Math.log(energy / ElectronSample.CUT) / LOG_STEP - 0.5;
    int j = (int) Math.floor(place);
    double f = place - j;
    int base = row * 2 * ENERGIES + species * ENERGIES;
    if (j >= 0) {
      rate[base + j] += (1 - f) * value;
    }
    if (j >= -1) {
      rate[base + j + 1] += f * value;
    }
  }

  private static void electronRates(int i, double[] rate) {
    double e = energy(i);
    int self = i * 2 * ENERGIES + i;
    for (int j = 0; j <= i; j++) {
      double top = Math.min(e, edge(j + 1.0));
      double w =
          Interactions.bremsstrahlungRate(e, edge(j)) - Interactions.bremsstrahlungRate(e, top);
      double k = Math.sqrt(edge(j) * top);
      rate[self] -= w;
      into(rate, i, 1, k, w);
      into(rate, i, 0, e - k, w);
    }
    double down = e - (i > 0 ? energy(i - 1) : ElectronSample.CUT);
    double loss = Interactions.continuousLoss(e, ElectronSample.CUT) / down;
    rate[self] -= loss;
    if (i > 0) {
      rate[self - 1] += loss;
    }
  }

  private static void photonRates(int i, double[] rate) {
    int row = ENERGIES + i;
    int self = row * 2 * ENERGIES + ENERGIES + i;
    double e = energy(i);
    double pair = Interactions.pairRate(e);
    double compton = Interactions.comptonRate(e);
    rate[self] -= pair + compton;
    double lowest = Interactions.lowestComptonPhoton(e);
    double all = Math.log(e / lowest);
    for (int j = 0; j <= i; j++) {
      double top = Math.min(e, edge(j + 1.0));
      double middle = Math.sqrt(edge(j) * top);
      double share = Interactions.pairShare(top / e) - Interactions.pairShare(edge(j) / e);
      into(rate, row, 0, middle, 2 * pair * share);
      double w = compton * Math.log(top / edge(j)) / all;
      into(rate, row, 1, middle, w);
      into(rate, row, 0, e - middle, w);
    }
    double soft = Math.min(e, ElectronSample.CUT);
    double w = compton * Math.log(soft / lowest) / all;
    into(rate, row, 0, e - (soft - lowest) / Math.log(soft / lowest), w);
  }

  /**
   * Adds a cascade to a longitudinal profile.
   *
   * @param energyMeV energy of the particle that begins it
   * @param isPhoton whether it is a photon
   * @param start depth at which it begins, steps
   * @param scale how many such particles there are
   * @param number receives numbers of electrons by step
   * @param steps number of steps to fill
   */
  void add(
      double energyMeV, boolean isPhoton, double start, double scale, double[] number, int steps) {
    double place = Math.log(energyMeV / ElectronSample.CUT) / LOG_STEP - 0.5;
    if (place < 0) {
      return;
    }
    int row = (int) Math.min(ENERGIES - 2.0, place);
    double high = scale * Math.min(1, place - row);
    double low = scale - high;
    float[] table = isPhoton ? photon : electron;
    int at = row * STEPS;
    int first = (int) Math.floor(start);
    double f = start - first;
    double before = 0;
    int most = Math.min(STEPS, steps - first);
    for (int i = 0; i < most; i++) {
      double n = low * table[at + i] + high * table[at + STEPS + i];
      number[first + i] += (1 - f) * n + f * before;
      before = n;
    }
  }

  /** Mean depth of the electrons of a cascade that a photon begins, radiation lengths. */
  double depth(double energyMeV) {
    double place = Math.log(energyMeV / ElectronSample.CUT) / LOG_STEP - 0.5;
    int row = (int) Math.max(0, Math.min(ENERGIES - 2.0, place));
    return depth[row] + (place - row) * (depth[row + 1] - depth[row]);
  }
}
