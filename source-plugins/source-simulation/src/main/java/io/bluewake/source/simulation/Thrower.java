package io.bluewake.source.simulation;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.source.simulation.telescope.TelescopeState;

/**
 * Draws energies, directions and cores, each from random numbers that only the shower's and the
 * use's number decide. Reused; not thread safe.
 */
final class Thrower {
  /** Streams of random numbers. */
  static final int ENERGY_AND_DIRECTION = 1;

  static final int DEVELOPMENT = 2;
  static final int CORE = 3;
  static final int LIGHT = 4;
  static final int WAVEFORMS = 5;

  /** Lowest energy of single muons, whose spectrum is E^-2, TeV. */
  private static final double MUON_TEV = 0.01;

  /** Largest angle of single muons to the pointing, rad: all of the ring in small fields too. */
  private static final double MUON_CONE = Math.toRadians(0.7);

  private final Settings settings;
  private final FieldMotion motion;
  private final CounterRandom random = new CounterRandom();

  double energy;
  double[] direction = new double[3];
  double coreX;
  double coreY;

  Thrower(Settings settings, FieldMotion motion) {
    this.settings = settings;
    this.motion = motion;
  }

  /** Seconds after the start of the run. */
  double time(long shower, int use) {
    double part = (double) use / settings.get(Key.REUSE);
    return (shower + part) / settings.get(Key.RATE);
  }

  /** Energy and direction of a shower. */
  void shower(long shower) {
    random.start(settings.seed(), shower, ENERGY_AND_DIRECTION);
    energy = energy(random.nextDouble());
    double inner = Math.cos(settings.angle(Key.VIEWCONE_MIN));
    double outer = Math.cos(settings.angle(Key.VIEWCONE));
    double cos = inner + (outer - inner) * random.nextDouble();
    double distance = Math.acos(Math.max(-1, Math.min(1, cos)));
    double turn = 2 * Math.PI * random.nextDouble();
    double azimuth = settings.angle(Key.AZIMUTH);
    double altitude = settings.angle(Key.ALTITUDE);
    double[] drift = motion.drift(time(shower, 0));
    direction = Sky.beside(azimuth + drift[0], altitude + drift[1], distance, turn);
  }

  private double energy(double u) {
    double low = settings.get(Key.ENERGY_MIN);
    double high = settings.get(Key.ENERGY_MAX);
    double g = settings.get(Key.INDEX) + 1;
    if (high == low) {
      return low;
    }
    if (Math.abs(g) < 1e-9) {
      return low * Math.pow(high / low, u);
    }
    double a = Math.pow(low, g);
    return Math.pow(a + u * (Math.pow(high, g) - a), 1 / g);
  }

  /** Whether a number is that of a muon instead of a shower. */
  boolean isMuon(long number) {
    return settings.on(Key.MUON) && number % (long) settings.get(Key.MUON) == 0;
  }

  /** Energy, direction and core of a single muon that hits the mirror of one of the telescopes. */
  void muon(long number, ArrayModel array) {
    random.start(settings.seed(), number, ENERGY_AND_DIRECTION);
    energy = MUON_TEV / (1 - random.nextDouble());
    double distance = MUON_CONE * Math.sqrt(random.nextDouble());
    double[] axis = pointing();
    direction = Sky.beside(axis[0], axis[1], distance, 2 * Math.PI * random.nextDouble());
    random.start(settings.seed(), number, CORE, 0);
    int telescopes = array.telescopes().size();
    TelescopeState hit = array.telescopes().get((int) (telescopes * random.nextDouble()));
    double r = hit.model().radius() * Math.sqrt(random.nextDouble());
    double phi = 2 * Math.PI * random.nextDouble();
    double way = hit.z() / direction[2];
    coreX = hit.x() + r * Math.cos(phi) - way * direction[0];
    coreY = hit.y() + r * Math.sin(phi) - way * direction[1];
  }

  /** Core of a use of a shower: evenly over a disk across the axis, brought to the ground. */
  void core(long shower, int use) {
    random.start(settings.seed(), shower, CORE, use);
    double r = settings.get(Key.CORE_RADIUS) * Math.sqrt(random.nextDouble());
    double phi = 2 * Math.PI * random.nextDouble();
    coreX = r * Math.cos(phi);
    coreY = r * Math.sin(phi);
    // The disk is longer on the ground along where the shower comes from.
    double flat = Math.max(1e-9, Math.hypot(direction[0], direction[1]));
    double along = (coreX * direction[0] + coreY * direction[1]) / flat;
    double more = along * (1 / direction[2] - 1) / flat;
    coreX += more * direction[0];
    coreY += more * direction[1];
  }

  /** Reported pointing of all telescopes: azimuth and altitude, rad. */
  double[] pointing() {
    double[] u =
        Sky.beside(
            settings.angle(Key.AZIMUTH),
            settings.angle(Key.ALTITUDE),
            settings.angle(Key.WOBBLE),
            settings.angle(Key.WOBBLE_ANGLE));
    return new double[] {Sky.azimuth(u), Sky.altitude(u)};
  }
}
