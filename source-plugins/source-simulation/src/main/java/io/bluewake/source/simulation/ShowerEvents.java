package io.bluewake.source.simulation;

import io.bluewake.math.random.CounterRandom;
import io.bluewake.source.simulation.shower.Atmosphere;
import io.bluewake.source.simulation.shower.LightSampler;
import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.source.simulation.shower.Primary;
import io.bluewake.source.simulation.shower.Shower;
import io.bluewake.source.simulation.shower.ShowerMaker;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.source.simulation.telescope.TelescopeState;
import io.bluewake.source.simulation.telescope.TelescopeView;

/**
 * From the number of a shower to the telescopes that trigger on it: makes showers, throws them at
 * the array, samples their light, asks camera and array triggers. Reused; not thread safe.
 */
final class ShowerEvents {
  private static final double LIGHT_M_PER_NS = 0.299792458;

  private final Settings settings;
  private final ArrayModel array;
  private final FieldMotion motion;
  private final Thrower thrower;
  private final ShowerMaker maker;
  private final Shower shower = new Shower();
  private final CounterRandom random = new CounterRandom();
  private final LightSampler[] samplers;
  private final TelescopeView[] views;
  private final boolean[] lit;
  private final boolean[] triggered;
  private final double[] triggerTime;
  private final double[] aligned;
  private final double[] pointing;
  private final double ground;
  private long made = -1;

  ShowerEvents(Settings settings, ArrayModel array, PhotonTable table) {
    this.settings = settings;
    this.array = array;
    Atmosphere air = new Atmosphere();
    ground = array.site().height();
    motion = new FieldMotion(settings, array.site().latitudeDeg());
    thrower = new Thrower(settings, motion);
    maker = new ShowerMaker(air, table, ground, array.field());
    int n = array.telescopes().size();
    samplers = new LightSampler[n];
    views = TelescopeView.create(n);
    for (int t = 0; t < n; t++) {
      samplers[t] = new LightSampler(air, table);
    }
    lit = new boolean[n];
    triggered = new boolean[n];
    triggerTime = new double[n];
    aligned = new double[n];
    pointing = thrower.pointing();
  }

  /**
   * Uses a shower once.
   *
   * @return number of telescopes that trigger together
   */
  int use(long number, int use) {
    boolean muon = thrower.isMuon(number);
    if (made != number) {
      if (muon) {
        thrower.muon(number, array);
      } else {
        thrower.shower(number);
      }
      random.start(settings.seed(), number, Thrower.DEVELOPMENT);
      double[] u = thrower.direction;
      maker.make(primary(number), thrower.energy, u[0], u[1], u[2], random, shower);
      made = number;
    }
    if (!muon) {
      thrower.core(number, use);
    }
    double time = thrower.time(number, use);
    double sky = skyFactor(time);
    int left = look(time, sky);
    // Cameras mark muons, which are kept without a second telescope.
    int needed = muon ? 1 : settings.count(Key.TRIGGER_TELESCOPES);
    int count = 0;
    for (int t = 0; t < views.length; t++) {
      // Once too few telescopes are left, their light does not matter.
      triggered[t] = lit[t] && count + left >= needed && triggers(t, number, use, sky);
      left -= lit[t] ? 1 : 0;
      count += triggered[t] ? 1 : 0;
    }
    return count < needed ? 0 : coincidence(needed);
  }

  /** The particle that begins a shower. */
  Primary primary(long number) {
    return thrower.isMuon(number) ? Primary.MUON : settings.primary();
  }

  /** Lets all telescopes look at the shower; returns how many may see enough of it to trigger. */
  private int look(double time, double sky) {
    double sink = motion.sink(time);
    double turn = motion.turn(time);
    int count = 0;
    for (int t = 0; t < views.length; t++) {
      TelescopeState telescope = array.telescopes().get(t);
      views[t].look(
          telescope,
          thrower.coreX,
          thrower.coreY,
          ground,
          pointing[0],
          pointing[1],
          sink,
          turn,
          random);
      double expected = samplers[t].expect(shower, views[t]);
      lit[t] = telescope.model().mayTrigger(expected, sky) || expectsMuons(t);
      count += lit[t] ? 1 : 0;
    }
    return count;
  }

  private boolean triggers(int t, long number, int use, double sky) {
    TelescopeState telescope = array.telescopes().get(t);
    random.start(settings.seed(), number, Thrower.LIGHT, use, telescope.id());
    samplers[t].sample(shower, views[t], random);
    if (!views[t].triggers(sky)) {
      return false;
    }
    double jitter = settings.get(Key.TIME_JITTER) * random.nextGaussian();
    triggerTime[t] = views[t].triggerTime() + jitter;
    aligned[t] = triggerTime[t] + ahead(telescope) / LIGHT_M_PER_NS;
    return true;
  }

  /** Whether a muon may give light to a telescope that the cascades do not. */
  private boolean expectsMuons(int t) {
    return shower.hasMuons() && shower.muonNear(views[t]);
  }

  /** By how much light from the pointing direction arrives earlier than at the core, m. */
  private double ahead(TelescopeState telescope) {
    double[] u = Sky.direction(pointing[0], pointing[1]);
    double x = telescope.x() - thrower.coreX;
    double y = telescope.y() - thrower.coreY;
    return x * u[0] + y * u[1] + telescope.z() * u[2];
  }

  /** Keeps the largest group of telescopes within the coincidence window. */
  private int coincidence(int needed) {
    double window = settings.get(Key.COINCIDENCE);
    int best = 0;
    double begin = 0;
    for (int a = 0; a < views.length; a++) {
      int n = 0;
      for (int b = 0; triggered[a] && b < views.length; b++) {
        double later = aligned[b] - aligned[a];
        n += triggered[b] && later >= 0 && later <= window ? 1 : 0;
      }
      if (n > best) {
        best = n;
        begin = aligned[a];
      }
    }
    for (int t = 0; t < views.length; t++) {
      triggered[t] &= aligned[t] >= begin && aligned[t] <= begin + window;
    }
    return best < needed ? 0 : best;
  }

  /** Night sky light at a time against the nominal one. */
  double skyFactor(double time) {
    double at = settings.get(Key.SKY_STEP_AT);
    double factor = at > 0 && time >= at ? settings.get(Key.SKY_STEP) : 1;
    return settings.get(Key.NIGHT_SKY) * factor;
  }

  /** Gain at a time against the calibrated one. */
  double gainFactor(double time) {
    // In steps of a thousandth, for which traces of noise are kept.
    return 1 + Math.rint(1000 * settings.get(Key.GAIN_DRIFT) * time / 3600) / 1000;
  }

  /** How the sky moves through the field of view. */
  FieldMotion motion() {
    return motion;
  }

  /** What was thrown last. */
  Thrower thrown() {
    return thrower;
  }

  /** The shower that was used last. */
  Shower shower() {
    return shower;
  }

  /** Whether a telescope takes part in the last event. */
  boolean triggered(int telescope) {
    return triggered[telescope];
  }

  /** When a telescope triggered, ns after the front was at the core. */
  double triggerTime(int telescope) {
    return triggerTime[telescope];
  }

  /** What a telescope saw of the last event. */
  TelescopeView view(int telescope) {
    return views[telescope];
  }

  /** Reported pointing: azimuth, altitude, rad. */
  double[] pointing() {
    return pointing;
  }

  /** Distance of a telescope from the axis of the last event, m. */
  double impact(int t) {
    TelescopeState telescope = array.telescopes().get(t);
    double[] u = thrower.direction;
    double x = telescope.x() - thrower.coreX;
    double y = telescope.y() - thrower.coreY;
    double z = telescope.z();
    double along = x * u[0] + y * u[1] + z * u[2];
    return Math.sqrt(Math.max(0, x * x + y * y + z * z - along * along));
  }
}
