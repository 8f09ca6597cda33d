package io.bluewake.writer.zfits;

import io.bluewake.codec.hdf5.TableFile;
import io.bluewake.codec.zfits.BlockEncoder;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The directory of an observation on its way. */
final class ZfitsProduct implements ProductWriter {
  /** TAI - UTC since 2017 (IERS Bulletin C), for the times in names. */
  private static final int LEAP_SECONDS = 37;

  private static final double MJD_1970 = 40587;
  private static final int OTHER_SUBARRAY = 3;

  private final PartDirectory directory;
  private final Header header;
  private final ZfitsWriterPlugin.Config config;
  private final Schemes schemes;
  private final boolean raw;
  private final Quantizer waveform;
  private final Map<Integer, TelescopeFiles> showers = new HashMap<>();
  private final Map<Integer, TelescopeFiles> calibration = new HashMap<>();
  private final Pointings pointings;
  private final ShowerTruth truth;
  private Observing observing;
  private Names names;
  private TriggerFiles triggers;
  private boolean complete;

  ZfitsProduct(Path target, Header header, ZfitsWriterPlugin.Config config, Schemes schemes)
      throws IOException {
    Set<DataLevel> levels = header.levels();
    raw = levels.contains(DataLevel.R0);
    if (!raw && !levels.contains(DataLevel.R1)) {
      throw new IOException(target + ": DL0 files hold waveforms (R0 or R1), not " + levels);
    }
    this.header = header;
    this.config = config;
    this.schemes = schemes;
    pointings = new Pointings(header.subarray());
    waveform = new Quantizer(config.offsetPe(), config.keepAbovePe(), config.bothGains());
    directory = PartDirectory.create(target, header.overwrite());
    truth = new ShowerTruth(directory.part().resolve("truth.h5"), header);
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    int row = 0;
    for (int event = 0; event < batch.events(); event++) {
      begin(batch.obsId()[event], batch.timeSeconds()[event]);
      if (batch.obsId()[event] != observing.observation()) {
        throw new IOException(
            directory.target()
                + ": holds observation "
                + observing.observation()
                + " and cannot take events of observation "
                + batch.obsId()[event]);
      }
      boolean shower = isShower(batch.eventType()[event]);
      if (shower) {
        triggers.write(batch, event);
      }
      for (; row < batch.firstTelescope()[event + 1]; row++) {
        telescope(batch, event, row, shower);
      }
    }
    truth.write(batch);
  }

  private static boolean isShower(int type) {
    return type != EventType.FLATFIELD.code()
        && type != EventType.SINGLE_PE.code()
        && type != EventType.PEDESTAL.code()
        && type != EventType.DARK_PEDESTAL.code()
        && type != EventType.ELECTRONIC_PEDESTAL.code()
        && type != EventType.SKY_PEDESTAL.code()
        && type != EventType.OTHER_CALIBRATION.code();
  }

  private void telescope(EventBatch batch, int event, int row, boolean shower) throws IOException {
    int index = batch.telescope()[row];
    CameraBatch camera = batch.cameras().get(batch.groupOf(index));
    float scale = observing.scaleOf(camera.camera());
    waveform.row(camera.waveforms(), batch.groupRow()[row], raw, scale);
    int seconds = batch.timeSeconds()[event];
    pointings.note(index, seconds, batch.azimuth()[row], batch.altitude()[row]);
    int quarterNs = batch.timeQuarterNs()[event];
    for (int t = batch.firstTrigger()[event]; t < batch.firstTrigger()[event + 1]; t++) {
      if (batch.triggerTelescope()[t] == index) {
        seconds = batch.triggerSeconds()[t];
        quarterNs = batch.triggerQuarterNs()[t];
      }
    }
    files(header.subarray().telescope(index), shower)
        .write(batch.eventId()[event], batch.eventType()[event], seconds, quarterNs);
  }

  private TelescopeFiles files(Telescope telescope, boolean shower) {
    return (shower ? showers : calibration)
        .computeIfAbsent(
            telescope.id(),
            id -> {
              String place = shower || config.calibrationInEvents() ? "events" : "calibration";
              String type = shower ? "TEL_SHOWER" : "TEL_CAL";
              return new TelescopeFiles(
                  telescope,
                  observing,
                  config.streams(),
                  config.chunkRows(),
                  stream -> chunk -> names.telescope(id, place, stream, type, chunk),
                  facts("Telescope", shower ? "AirShower" : "Calibration", id),
                  waveform);
            });
  }

  /** Texts of the primary header; the numbers of elements are those of the array. */
  private Map<String, String> facts(String association, String type, int telescope) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("CTAOMETA", "2.1.0");
    facts.put("TITLE", association + " events");
    facts.put("DATALEVL", "DL0");
    facts.put("DATADIV", "Event");
    facts.put("DATAASSO", association);
    facts.put("DATATYPE", type);
    facts.put("OBS_ID", Long.toString(observing.observation()));
    facts.put("SB_ID", Long.toString(observing.schedulingBlock()));
    if (telescope > 0) {
      facts.put("AE_ID", Integer.toString(telescope));
      facts.put("TELESCOP", names.element(telescope));
    }
    facts.put("OBSNIGHT", names.night());
    facts.put("ORIGIN", "Bluewake");
    return facts;
  }

  /** Opens the files of the array when the first event tells when it was. */
  private void begin(long observation, int firstSeconds) throws IOException {
    if (observing != null) {
      return;
    }
    double mjd = number(header.run().observationBlocks(), "actual_start_time", Double.NaN);
    long tai = mjd > MJD_1970 ? Math.round((mjd - MJD_1970) * 86400) : firstSeconds & 0xFFFFFFFFL;
    long sb = (long) number(header.run().observationBlocks(), "sb_id", (double) observation);
    int number = config.subarray() > 0 ? config.subarray() : subarray(header.subarray());
    observing =
        new Observing(
            Math.max(0, sb),
            observation,
            number,
            tai - LEAP_SECONDS,
            config.scale(),
            config.offsetPe(),
            config.rowsPerTile(),
            schemes,
            new BlockEncoder());
    names =
        new Names(
            directory.part(),
            config.user(),
            header.subarray(),
            number,
            observing.schedulingBlock(),
            observation,
            observing.start());
    triggers =
        new TriggerFiles(
            header.subarray(),
            observing,
            names,
            facts("Subarray", "Trigger", 0),
            config.chunkRows());
    triggers.open();
    InstrumentFile.write(
        directory.part().resolve("instrument.txt"), header.subarray(), observing.subarray());
  }

  /** The subarrays of CTAO North that readers know: its first telescope, its four largest. */
  private static int subarray(Subarray array) {
    boolean large = array.reference().latitudeDeg() > 0;
    for (int i = 0; i < array.size(); i++) {
      Telescope t = array.telescope(i);
      large &= t.id() == i + 1 && t.camera().optics().size().equals("LST");
    }
    return large && array.size() == 1 ? 1 : large && array.size() == 4 ? 2 : OTHER_SUBARRAY;
  }

  private static double number(Table table, String name, double fallback) {
    int index = table.schema().indexOf(name);
    if (index < 0 || table.rows() == 0) {
      return fallback;
    }
    double value = table.getDouble(0, table.schema().columns().get(index));
    return Double.isFinite(value) ? value : fallback;
  }

  private List<Stream> streams() {
    List<Stream> all = new ArrayList<>(triggers == null ? List.of() : triggers.streams());
    showers.values().forEach(files -> all.addAll(files.streams()));
    calibration.values().forEach(files -> all.addAll(files.streams()));
    return all;
  }

  @Override
  public void prepare(Ending ending) throws IOException {
    if (complete) {
      return;
    }
    begin((long) number(header.run().observationBlocks(), "obs_id", 0), 0);
    for (Stream stream : streams()) {
      stream.close();
    }
    truth.finish(ending.tables());
    Map<String, Table> monitoring = pointings.tables();
    if (!monitoring.isEmpty()) {
      TableFile.write(directory.part().resolve("monitoring.h5"), monitoring);
    }
    complete = true;
    directory.check();
  }

  @Override
  public void commit(Ending ending) throws IOException {
    prepare(ending);
    directory.commit();
  }

  @Override
  public void withdraw() throws IOException {
    directory.withdraw();
  }

  @Override
  public void close() throws IOException {
    try {
      for (Stream stream : streams()) {
        stream.abandon();
      }
      truth.close();
    } finally {
      directory.close();
    }
  }
}
