package io.bluewake.source.toy;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Makes showers while it is read. Reading decides which showers trigger; decoding draws their
 * images. Both follow from the seed, the shower and the telescope alone, so batches and threads
 * have no influence.
 */
final class ToySource implements EventSource {
  private static final Column ENERGY = DataModel.SHOWER.column("true_energy");
  private static final Column ALT = DataModel.SHOWER.column("true_alt");
  private static final Column AZ = DataModel.SHOWER.column("true_az");
  private static final Column CORE_X = DataModel.SHOWER.column("true_core_x");
  private static final Column CORE_Y = DataModel.SHOWER.column("true_core_y");
  private static final Column FIRST = DataModel.SHOWER.column("true_h_first_int");
  private static final Column DEPTH = DataModel.SHOWER.column("true_x_max");
  private static final Column GRAMMAGE = DataModel.SHOWER.column("true_starting_grammage");
  private static final Column PRIMARY = DataModel.SHOWER.column("true_shower_primary_id");
  private static final int EVENTS_PER_SECOND = 100;

  private final ToySettings settings;
  private final ToyInstrument instrument;
  private final ToyTables tables;
  private final long maxEvents;
  private long lastShower;
  private long delivered;
  private boolean ended;

  ToySource(ToySettings settings, Request request) {
    this.settings = settings;
    instrument = new ToyInstrument(settings, request.telescopes());
    tables = new ToyTables(settings);
    maxEvents = request.maxEvents();
  }

  @Override
  public Subarray subarray() {
    return instrument.wanted();
  }

  @Override
  public Set<DataLevel> levels() {
    return Set.of(DataLevel.R1);
  }

  @Override
  public RunInfo run() {
    return tables.run();
  }

  @Override
  public boolean read(EventBatch out, Limits limits) {
    long bytes = 0;
    while (!ended && out.events() < limits.events() && (bytes == 0 || bytes < limits.bytes())) {
      if (delivered == maxEvents || lastShower == settings.events()) {
        ended = true;
        break;
      }
      ToyShower shower = ToyShower.of(settings, ++lastShower);
      tables.count(shower);
      boolean[] triggered = triggered(shower);
      int multiplicity = 0;
      for (boolean t : triggered) {
        multiplicity += t ? 1 : 0;
      }
      if (multiplicity >= settings.triggerTelescopes()) {
        bytes += 1 + add(out, shower, triggered);
        delivered++;
      }
    }
    return out.events() > 0;
  }

  /** Telescopes with enough expected light whose camera holds the image's centre. */
  private boolean[] triggered(ToyShower shower) {
    boolean[] triggered = new boolean[instrument.all().size()];
    SplittableRandom random = ToyShower.random(settings, lastShower, -1);
    double[] axis = shower.direction();
    double[] ahead = Frames.direction(settings.altitude(), settings.azimuth());
    double s = shower.heightOfMaximum() / axis[2];
    for (int t = 0; t < triggered.length; t++) {
      Telescope telescope = instrument.all().telescope(t);
      double x = shower.coreX() + s * axis[0] - telescope.x();
      double y = shower.coreY() + s * axis[1] - telescope.y();
      double z = s * axis[2] - telescope.z();
      double cos = (x * ahead[0] + y * ahead[1] + z * ahead[2]) / Math.sqrt(x * x + y * y + z * z);
      boolean inside = Math.acos(Math.min(1, cos)) < instrument.camera(t).radius();
      int light = ToyLight.poisson(shower.expectedPe(telescope), random);
      triggered[t] = inside && light >= settings.triggerPe();
    }
    return triggered;
  }

  private long add(EventBatch out, ToyShower shower, boolean[] triggered) {
    int seconds = ToyTables.START_SECONDS + (int) (lastShower / EVENTS_PER_SECOND);
    int quarterNs = (int) (lastShower % EVENTS_PER_SECOND * (4_000_000_000L / EVENTS_PER_SECOND));
    int type = EventType.SUBARRAY.code();
    int event = out.addEvent(settings.run(), lastShower, seconds, quarterNs, type);
    out.setArrayPointing(event, settings.azimuth(), settings.altitude());
    addTruth(out.showers(), shower);
    long bytes = 0;
    for (int t = 0; t < triggered.length; t++) {
      Telescope telescope = instrument.all().telescope(t);
      int index = out.subarray().indexOf(telescope.id());
      if (triggered[t] && index >= 0) {
        out.addTrigger(index, seconds, quarterNs, type, -1);
        int row = out.addTelescope(index, (float) settings.azimuth(), (float) settings.altitude());
        out.trueImpactDistance()[row] = shower.impact(telescope);
        bytes += 4L * telescope.camera().pixels() * settings.samples();
      }
    }
    return bytes;
  }

  private static void addTruth(Table showers, ToyShower shower) {
    int row = showers.append();
    showers.set(row, ENERGY, shower.energy());
    showers.set(row, ALT, Math.toDegrees(shower.altitude()));
    showers.set(row, AZ, Math.toDegrees(shower.azimuth()));
    showers.set(row, CORE_X, shower.coreX());
    showers.set(row, CORE_Y, shower.coreY());
    showers.set(row, FIRST, shower.firstInteraction());
    showers.set(row, DEPTH, shower.depthOfMaximum());
    showers.set(row, GRAMMAGE, 0.0);
    showers.set(row, PRIMARY, 0);
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) {
    ToyLight light = new ToyLight(settings);
    for (CameraBatch camera : batch.cameras()) {
      camera.waveforms().reset(camera.rows(), settings.samples(), false);
      camera.trueImages().reset(camera.rows(), false);
      camera.setHasTrueImages(true);
      for (int row = 0; row < camera.rows(); row++) {
        camera.waveforms().setConstants(row, CameraConstants.NONE);
        int telescopeRow = camera.tableRows()[row];
        long number = batch.eventId()[batch.eventOfRow()[telescopeRow]];
        Telescope telescope = batch.subarray().telescope(batch.telescope()[telescopeRow]);
        batch.trueImageSum()[telescopeRow] =
            light.draw(
                ToyShower.of(settings, number),
                telescope,
                instrument.camera(instrument.all().indexOf(telescope.id())),
                ToyShower.random(settings, number, telescope.id()),
                camera.waveforms(),
                camera.trueImages(),
                row);
      }
    }
  }

  @Override
  public Optional<Table> showerDistribution() {
    return Optional.of(tables.showerDistribution());
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
