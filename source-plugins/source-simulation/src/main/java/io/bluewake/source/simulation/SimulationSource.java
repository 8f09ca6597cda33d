package io.bluewake.source.simulation;

import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.source.simulation.shower.Photons;
import io.bluewake.source.simulation.shower.Shower;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.source.simulation.telescope.TelescopeState;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Simulated events. {@link #read} makes showers, their light and the triggers; {@link #decode}
 * makes the waveforms. Everything is drawn from streams of random numbers that the numbers of
 * shower, use and telescope name, so that neither batches nor threads change anything.
 */
final class SimulationSource implements EventSource {
  private static final Column ENERGY = DataModel.SHOWER.column("true_energy");
  private static final Column ALT = DataModel.SHOWER.column("true_alt");
  private static final Column AZ = DataModel.SHOWER.column("true_az");
  private static final Column CORE_X = DataModel.SHOWER.column("true_core_x");
  private static final Column CORE_Y = DataModel.SHOWER.column("true_core_y");
  private static final Column FIRST = DataModel.SHOWER.column("true_h_first_int");
  private static final Column DEPTH = DataModel.SHOWER.column("true_x_max");
  private static final Column GRAMMAGE = DataModel.SHOWER.column("true_starting_grammage");
  private static final Column PRIMARY = DataModel.SHOWER.column("true_shower_primary_id");

  /** Event numbers are 100 times the shower's number plus that of the use, or plus one of these. */
  private static final int FLATFIELD_NUMBER = 97;

  private static final long BYTES_PER_PHOTON = 12;
  private static final int PEDESTAL_NUMBER = 98;
  private static final int DARK_NUMBER = 99;

  private final Settings settings;
  private final ArrayModel array;
  private final Subarray subarray;
  private final int[] indexOf;
  private final SimulationTables tables;
  private final ShowerEvents events;
  private final EventDecoder decoder;
  private final Photons nothing = new Photons();
  private final long maxEvents;
  private long shower = 1;
  private int use;
  private int calibration;
  private final Predicate<EventType> wanted;
  private long delivered;
  private boolean ended;
  private double lastTime;

  SimulationSource(Settings settings, Request request, Function<Air, PhotonTable> light) {
    this.settings = settings;
    array = array(settings);
    List<Telescope> kept = new ArrayList<>();
    indexOf = new int[array.telescopes().size()];
    for (int t = 0; t < indexOf.length; t++) {
      TelescopeState s = array.telescopes().get(t);
      boolean wanted = request.telescopes().isEmpty() || request.telescopes().contains(s.id());
      indexOf[t] = wanted ? kept.size() : -1;
      if (wanted) {
        String name = s.model().camera().optics().name();
        kept.add(new Telescope(s.id(), name, s.x(), s.y(), s.z(), s.model().camera()));
      }
    }
    subarray = new Subarray(array.name(), kept, array.site());
    tables = new SimulationTables(settings, array);
    events = new ShowerEvents(settings, array, light.apply(air()));
    decoder = new EventDecoder(settings, array, events.pointing());
    maxEvents = request.maxEvents();
    wanted = request::wants;
  }

  /** The telescopes that settings ask for. */
  static ArrayModel array(Settings settings) {
    return new ArrayModel(
        settings.array(),
        new TelescopeState.Imperfection(
            settings.get(Key.GAIN_SPREAD),
            settings.get(Key.CALIBRATION_ERROR),
            settings.get(Key.PIXEL_DELAY),
            settings.get(Key.BROKEN),
            1,
            settings.count(Key.STARS),
            settings.get(Key.POINTING_ERROR)),
        settings.seed());
  }

  /**
   * What the light of cascades depends on besides themselves.
   *
   * @param field magnetic field across the axis, µT, rounded so that few tables are needed
   * @param ground height of the site above sea level, m
   * @param cosZenith cosine of the zenith angle of the axis
   */
  record Air(double field, double ground, double cosZenith) {}

  private Air air() {
    return new Air(fieldAcross(), array.site().height(), Math.sin(settings.angle(Key.ALTITUDE)));
  }

  private double fieldAcross() {
    double[] u = Sky.direction(settings.angle(Key.AZIMUTH), settings.angle(Key.ALTITUDE));
    double[] b = array.field();
    double along = u[0] * b[0] + u[1] * b[1] + u[2] * b[2];
    double square = b[0] * b[0] + b[1] * b[1] + b[2] * b[2];
    return Math.rint(Math.sqrt(Math.max(0, square - along * along)));
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return Set.of(DataLevel.R0);
  }

  @Override
  public RunInfo run() {
    return tables.run(events.pointing());
  }

  @Override
  public boolean read(EventBatch out, Limits limits) {
    RawPhotons raw = out.attachment() instanceof RawPhotons r ? r : new RawPhotons();
    out.setAttachment(raw);
    raw.clear();
    long bytes = 0;
    while (!ended && out.events() < limits.events() && (bytes == 0 || bytes < limits.bytes())) {
      if (delivered == maxEvents || shower > settings.get(Key.SHOWERS)) {
        ended = true;
        break;
      }
      bytes += next(out, raw);
    }
    return out.events() > 0;
  }

  /** The next use of a shower, or the next calibration event after its last use. */
  private long next(EventBatch out, RawPhotons raw) {
    boolean muon = events.thrown().isMuon(shower);
    if (use < (muon ? 1 : settings.get(Key.REUSE))) {
      int now = use++;
      int telescopes = events.use(shower, now);
      Thrower thrown = events.thrown();
      lastTime = thrown.time(shower, now);
      if (!muon) {
        tables.count(thrown.energy, thrown.coreX, thrown.coreY);
      }
      EventType type = muon ? EventType.MUON : EventType.SUBARRAY;
      return telescopes > 0 && wanted.test(type) ? add(out, raw, now, type.code()) : 0;
    }
    int kind = calibration++;
    if (kind == 0) {
      return calibrate(out, raw, Key.FLATFIELD, EventType.FLATFIELD, FLATFIELD_NUMBER);
    }
    if (kind == 1) {
      return calibrate(out, raw, Key.PEDESTAL, EventType.SKY_PEDESTAL, PEDESTAL_NUMBER);
    }
    calibration = 0;
    use = 0;
    long bytes = calibrate(out, raw, Key.DARK, EventType.DARK_PEDESTAL, DARK_NUMBER);
    shower++;
    return bytes;
  }

  private long add(EventBatch out, RawPhotons raw, int now, int type) {
    boolean any = false;
    for (int t = 0; t < indexOf.length; t++) {
      any |= indexOf[t] >= 0 && events.triggered(t);
    }
    if (!any) {
      return 0;
    }
    double time = events.thrown().time(shower, now);
    EventTime stamp = new EventTime(SimulationTables.START_SECONDS, time);
    long number = 100 * shower + now;
    int run = settings.count(Key.RUN);
    int event = out.addEvent(run, number, stamp.seconds(0), stamp.quarterNs(0), type);
    double[] pointing = events.pointing();
    out.setArrayPointing(event, pointing[0], pointing[1]);
    addTruth(out.showers());
    long bytes = 1;
    for (int t = 0; t < indexOf.length; t++) {
      if (indexOf[t] < 0 || !events.triggered(t)) {
        continue;
      }
      double at = events.triggerTime(t);
      out.addTrigger(
          indexOf[t],
          stamp.seconds(at),
          stamp.quarterNs(at),
          type,
          events.view(t).triggeredGroups());
      int row = out.addTelescope(indexOf[t], (float) pointing[0], (float) pointing[1]);
      out.trueImpactDistance()[row] = events.impact(t);
      Photons photons = events.view(t).photons();
      out.trueImageSum()[row] = (int) Math.min(Integer.MAX_VALUE, Math.round(photons.sum()));
      long key = number * 1000 + array.telescopes().get(t).id();
      double sky = events.skyFactor(time);
      double gain = events.gainFactor(time);
      raw.add(t, type, key, sky, gain, events.motion().at(time), time, photons, at);
      bytes += bytes(t) + BYTES_PER_PHOTON * photons.count();
    }
    delivered++;
    return bytes;
  }

  private long bytes(int t) {
    var camera = array.telescopes().get(t).model().camera();
    return 8L * camera.pixels() * camera.readout().samples();
  }

  private long calibrate(EventBatch out, RawPhotons raw, Key every, EventType type, int number) {
    if (!settings.on(every)
        || !wanted.test(type)
        || shower % (long) settings.get(every) != 0
        || delivered == maxEvents) {
      return 0;
    }
    double time = events.thrown().time(shower, settings.count(Key.REUSE) - 1) + number * 1e-6;
    EventTime stamp = new EventTime(SimulationTables.START_SECONDS, time);
    long eventNumber = 100 * shower + number;
    int run = settings.count(Key.RUN);
    int event = out.addEvent(run, eventNumber, stamp.seconds(0), stamp.quarterNs(0), type.code());
    double[] pointing = events.pointing();
    out.setArrayPointing(event, pointing[0], pointing[1]);
    addNoTruth(out.showers());
    double sky = type == EventType.DARK_PEDESTAL ? 0 : events.skyFactor(time);
    long bytes = 1;
    for (int t = 0; t < indexOf.length; t++) {
      if (indexOf[t] >= 0) {
        out.addTrigger(indexOf[t], stamp.seconds(0), stamp.quarterNs(0), type.code(), -1);
        out.addTelescope(indexOf[t], (float) pointing[0], (float) pointing[1]);
        long key = eventNumber * 1000 + array.telescopes().get(t).id();
        double gain = events.gainFactor(time);
        raw.add(t, type.code(), key, sky, gain, events.motion().at(time), time, nothing, 0);
        bytes += bytes(t);
      }
    }
    delivered++;
    return bytes;
  }

  private void addTruth(Table showers) {
    Thrower thrown = events.thrown();
    Shower made = events.shower();
    int row = showers.append();
    showers.set(row, ENERGY, thrown.energy);
    showers.set(row, ALT, Math.toDegrees(Sky.altitude(thrown.direction)));
    showers.set(row, AZ, Math.toDegrees(Sky.azimuth(thrown.direction)));
    showers.set(row, CORE_X, thrown.coreX);
    showers.set(row, CORE_Y, thrown.coreY);
    showers.set(row, FIRST, made.firstInteraction());
    showers.set(row, DEPTH, made.depthOfMaximum());
    showers.set(row, GRAMMAGE, 0.0);
    showers.set(row, PRIMARY, events.primary(shower).code());
  }

  private static void addNoTruth(Table showers) {
    int row = showers.append();
    for (Column c : List.of(ENERGY, ALT, AZ, CORE_X, CORE_Y, FIRST, DEPTH, GRAMMAGE)) {
      showers.set(row, c, Double.NaN);
    }
    showers.set(row, PRIMARY, -1);
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) {
    decoder.decode(batch, (RawPhotons) batch.attachment(), gains);
  }

  @Override
  public Optional<Table> showerDistribution() {
    return Optional.of(tables.showerDistribution());
  }

  @Override
  public Map<String, Table> tables() {
    return new Truth(settings, array, events).tables(lastTime);
  }

  @Override
  public Map<String, Long> notices() {
    return Map.of();
  }

  @Override
  public void close() {
    ended = true;
  }
}
