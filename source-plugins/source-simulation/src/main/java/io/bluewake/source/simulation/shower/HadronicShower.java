package io.bluewake.source.simulation.shower;

import io.bluewake.math.random.CounterRandom;
import java.util.Arrays;

/**
 * Showers of hadrons as a cascade of interactions in three dimensions. Each makes a leading
 * particle and pions: their number grows with the logarithm of the energy as in proton-proton
 * collisions (0.88 + 0.44 ln s + 0.118 ln² s charged particles, 1.4 times as many in air), they are
 * spread evenly in rapidity and have exponential transverse momenta of 0.35 GeV/c. Neutral pions
 * become electromagnetic cascades, charged ones interact or decay into muons. Energies in GeV. Not
 * thread safe.
 */
final class HadronicShower {
  private static final double NUCLEON_LENGTH = 85;
  private static final double PION_LENGTH = 115;
  private static final double PION_MASS = 0.13957;
  private static final double PION_DECAY = 7.8045;
  private static final double MUON_DECAY = 658.65;
  private static final double NUCLEON_MASS = 0.938;
  private static final double TRANSVERSE = 0.35;
  private static final double LOWEST = 2;
  private static final double LOWEST_MUON = 5;
  private static final int MOST_CASCADES = 48;
  private static final int FIELDS = 10;

  private final Atmosphere air;
  private final ElectromagneticShower electromagnetic;
  private final double ground;
  private double[] stack = new double[FIELDS * 512];
  private int depth;
  private final double[] share = new double[256];
  private final double[] turned = new double[3];
  private double primary;
  private boolean isFirst;

  HadronicShower(Atmosphere air, ElectromagneticShower electromagnetic, double ground) {
    this.air = air;
    this.electromagnetic = electromagnetic;
    this.ground = ground;
  }

  /**
   * Adds the cascade of a nucleus as independent nucleons.
   *
   * @param energyGeV energy of the nucleus
   */
  void develop(double energyGeV, int nucleons, Shower shower, CounterRandom random) {
    primary = energyGeV;
    isFirst = true;
    double top = 60_000;
    double way = (top - ground) / shower.uz;
    for (int n = 0; n < nucleons; n++) {
      depth = 0;
      push(
          energyGeV / nucleons,
          way * shower.ux,
          way * shower.uy,
          top,
          -way / Cascade.LIGHT,
          shower.ux,
          shower.uy,
          shower.uz,
          -1,
          0);
      while (depth > 0) {
        follow(shower, random);
      }
    }
  }

  private void push(double... fields) {
    if (FIELDS * (depth + 1) > stack.length) {
      stack = Arrays.copyOf(stack, stack.length * 2);
    }
    System.arraycopy(fields, 0, stack, FIELDS * depth, FIELDS);
    depth++;
  }

  /** One hadron to its end. The last field tells pions (1) from nucleons (0). */
  private void follow(Shower shower, CounterRandom random) {
    int at = FIELDS * --depth;
    double e = stack[at];
    double ux = stack[at + 5];
    double uy = stack[at + 6];
    double uz = stack[at + 7];
    int bucket = (int) stack[at + 8];
    boolean pion = stack[at + 9] > 0;
    double from = stack[at + 3];
    double length = pion ? PION_LENGTH : NUCLEON_LENGTH;
    double slant = air.depth(from) / uz + length * random.nextExponential();
    double height = air.height(slant * uz);
    double way = (from - height) / uz;
    boolean decays = false;
    if (pion) {
      double life = PION_DECAY * e / PION_MASS * random.nextExponential();
      decays = life < way;
      way = Math.min(way, life);
      height = from - way * uz;
    }
    if (height <= ground) {
      return;
    }
    double x = stack[at + 1] - way * ux;
    double y = stack[at + 2] - way * uy;
    double t = stack[at + 4] + way / Cascade.LIGHT;
    if (decays) {
      muon(e * (0.573 + 0.427 * random.nextDouble()), x, y, height, t, ux, uy, uz, shower, random);
      return;
    }
    if (isFirst) {
      shower.firstInteraction = height;
      isFirst = false;
    }
    interact(e, pion, x, y, height, t, ux, uy, uz, bucket, shower, random);
  }

  private void muon(
      double e,
      double x,
      double y,
      double z,
      double t,
      double ux,
      double uy,
      double uz,
      Shower shower,
      CounterRandom random) {
    Muon muon = new Muon(x, y, z, t, ux, uy, uz, e);
    double low = muon.energyAt(ground, air);
    double life = MUON_DECAY * 0.5 * (e + low) / Muon.MASS * random.nextExponential();
    if (low > LOWEST_MUON && life > (z - ground) / uz) {
      shower.muons().add(muon);
    }
  }

  private void interact(
      double e,
      boolean pion,
      double x,
      double y,
      double z,
      double t,
      double ux,
      double uy,
      double uz,
      int bucket,
      Shower shower,
      CounterRandom random) {
    double leading = pion ? 0.05 + 0.55 * random.nextDouble() : 0.15 + 0.7 * random.nextDouble();
    double left = e * (1 - leading);
    int pions = pions(e, left, random);
    double span = Math.log(2 * e / 0.4);
    double sum = 0;
    for (int i = 0; i < pions; i++) {
      share[i] = Math.exp(span * random.nextDouble());
      sum += share[i];
    }
    secondary(leading * e, pion, !pion, x, y, z, t, ux, uy, uz, bucket, shower, random);
    for (int i = 0; i < pions; i++) {
      double part = left * share[i] / sum;
      secondary(part, true, false, x, y, z, t, ux, uy, uz, bucket, shower, random);
    }
  }

  /** Number of pions, all charges. */
  private int pions(double e, double left, CounterRandom random) {
    double ln = Math.log(Math.max(4, 2 * NUCLEON_MASS * e));
    double charged = 1.4 * (0.88 + 0.44 * ln + 0.118 * ln * ln);
    double mean = Math.max(1, 1.5 * (charged - 1));
    // Multiplicities are broader than Poisson: about half of the mean (KNO scaling).
    double broad = mean * Math.max(0.2, 1 + 0.45 * random.nextGaussian());
    int n = (int) Math.rint(broad);
    int most = Math.min(share.length, (int) (left / (2 * PION_MASS)));
    return Math.max(1, Math.min(n, most));
  }

  private void secondary(
      double e,
      boolean pion,
      boolean nucleon,
      double x,
      double y,
      double z,
      double t,
      double ux,
      double uy,
      double uz,
      int bucket,
      Shower shower,
      CounterRandom random) {
    boolean neutral = pion && random.nextDouble() < 1.0 / 3;
    if (e < (neutral ? 0.3 : LOWEST)) {
      return;
    }
    double transverse = -TRANSVERSE / 2 * Math.log(random.nextPositive() * random.nextPositive());
    double angle = Math.min(1.2, transverse / e);
    turn(ux, uy, uz, angle, 2 * Math.PI * random.nextDouble());
    double dx = turned[0];
    double dy = turned[1];
    double dz = turned[2];
    if (dz < 0.3) {
      return;
    }
    if (neutral) {
      pi0(e, x, y, z, t, dx, dy, dz, bucket, shower, random);
      return;
    }
    int own = bucket;
    if (bucket < 0 || (e > 0.1 * primary && shower.cascades() < MOST_CASCADES)) {
      own = shower.cascades();
      shower.add().start(x, y, z, t, dx, dy, dz, air, ground);
    }
    push(e, x, y, z, t, dx, dy, dz, own, nucleon ? 0 : 1);
  }

  /** Two photons; in a cascade of their own when they are a good part of the shower. */
  private void pi0(
      double e,
      double x,
      double y,
      double z,
      double t,
      double dx,
      double dy,
      double dz,
      int bucket,
      Shower shower,
      CounterRandom random) {
    boolean separate =
        bucket < 0 || (e > Math.max(2, 0.01 * primary) && shower.cascades() < MOST_CASCADES);
    Cascade into;
    if (separate) {
      into = shower.add();
      into.start(x, y, z, t, dx, dy, dz, air, ground);
    } else {
      into = shower.cascade(bucket);
    }
    double start = into.step(z, air);
    double f = random.nextDouble();
    electromagnetic.develop(1000 * e * f, start, true, into, random);
    electromagnetic.develop(1000 * e * (1 - f), start, true, into, random);
  }

  /** Turns a direction by an angle. */
  private void turn(double ux, double uy, double uz, double angle, double phi) {
    double across = Math.max(1e-9, Math.hypot(ux, uy));
    double sin = Math.sin(angle);
    double a = sin * Math.cos(phi);
    double b = sin * Math.sin(phi);
    double c = Math.cos(angle);
    turned[0] = c * ux + (a * ux * uz - b * uy) / across;
    turned[1] = c * uy + (a * uy * uz + b * ux) / across;
    turned[2] = c * uz - a * across;
  }
}
