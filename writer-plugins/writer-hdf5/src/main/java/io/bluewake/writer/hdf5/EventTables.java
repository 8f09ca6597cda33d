package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.ProductWriter.Header;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Appends the rows of batches to the tables of events. A table appears with its first row. */
final class EventTables {
  private static final Schema POINTING =
      Schema.named("telescope_pointing")
          .float32("azimuth", "rad", "Azimuth of the pointing, from north over east")
          .float32("altitude", "rad", "Altitude of the pointing")
          .build();

  private static final Schema POINTING_INDEX =
      Schema.named("").int32("obs_id", "Observation").int64("tel_id", "Telescope").build();

  private final ProductTables tables;
  private final Header header;
  private final Subarray subarray;
  private final boolean simulation;
  private final Schema trigger;
  private final Schema telescopeTrigger;
  private final ImageTables images;
  private final WaveformTables waveforms;
  private final CountTables counts;
  private final Map<String, TableOutput[]> perTelescope = new HashMap<>();
  private final Map<String, TableOutput> perEvent = new HashMap<>();
  private final Set<Long> pointingWritten = new HashSet<>();
  private final String particleType;

  EventTables(ProductTables tables, Header header, DataModelVersion version, PixelCoding coding) {
    this.tables = tables;
    this.header = header;
    subarray = header.subarray();
    simulation = header.run().simulation();
    particleType = version.particleTypeGroup();
    images = new ImageTables(tables, header, coding);
    waveforms = new WaveformTables(tables, subarray, coding.waveform());
    counts = new CountTables(tables, subarray);
    trigger =
        Schema.named("")
            .time("time", "Time of the trigger")
            .telescopes("tels_with_trigger", subarray.size(), "Telescopes that triggered")
            .enumeration("event_type", "EventType", "Kind of event")
            .build();
    telescopeTrigger =
        Schema.named("")
            .time("time", "Time of the telescope trigger")
            .enumeration("event_type", "EventType", "Kind of event")
            .int64("n_trigger_pixels", "Number of triggered pixels, -1 if unknown")
            .build();
  }

  void write(EventBatch batch) throws IOException {
    writeTriggers(batch);
    writeTelescopeTriggers(batch);
    if (simulation) {
      writePointing(batch);
      writeShowers(batch);
      writeImpact(batch);
    }
    if (header.levels().contains(DataLevel.R0)) {
      counts.write(batch);
    }
    if (header.levels().contains(DataLevel.R1)) {
      waveforms.write(batch);
    }
    images.write(batch);
    if (header.levels().contains(DataLevel.DL1_PARAMETERS)) {
      writeTelescopes("/dl1/event/telescope/parameters", batch, batch.parameters(), false);
      if (simulation && batch.trueParameters().rows() > 0) {
        writeTelescopes(
            "/simulation/event/telescope/parameters", batch, batch.trueParameters(), true);
      }
    }
    if (header.levels().contains(DataLevel.DL1_MUON) && batch.muons().rows() > 0) {
      writeTelescopes("/dl1/event/telescope/muon", batch, batch.muons(), false);
    }
    if (batch.pointing().rows() > 0) {
      writeTelescopes("/dl1/event/telescope/pointing", batch, batch.pointing(), false);
    }
    if (header.levels().contains(DataLevel.DL2)) {
      for (Reconstruction r : batch.reconstructions()) {
        writeReconstruction(batch, r);
      }
    }
  }

  private void writeReconstruction(EventBatch batch, Reconstruction r) throws IOException {
    if (r.stereo().schema().size() > 0 && r.stereo().rows() > 0) {
      String path = "/dl2/event/subarray/" + group(r.property()) + "/" + r.name();
      writeEvents(path, batch, r.stereo());
    }
    if (r.telescope().schema().size() > 0 && r.telescope().rows() > 0) {
      String path = "/dl2/event/telescope/" + group(r.telescopeProperty()) + "/" + r.name();
      writeTelescopes(path, batch, r.telescope(), false);
    }
  }

  private String group(String property) {
    return property.equals("particle_type") ? particleType : property;
  }

  /** Index columns are always these, whatever the table. */
  static void storeIndex(byte[] b, int at, EventBatch batch, int event) {
    RowCodec.putInt(b, at, batch.obsId()[event]);
    RowCodec.putLong(b, at + 4, batch.eventId()[event]);
  }

  static void storeIndex(byte[] b, int at, EventBatch batch, int event, int telescopeId) {
    storeIndex(b, at, batch, event);
    RowCodec.putShort(b, at + 12, telescopeId);
  }

  static final int EVENT_INDEX_BYTES = 12;
  static final int TELESCOPE_INDEX_BYTES = 14;

  private void writeTriggers(EventBatch batch) throws IOException {
    for (int e = 0; e < batch.events(); e++) {
      TableOutput out = perEvent.get("trigger");
      if (out == null) {
        out = tables.create("/dl1/event/subarray/trigger", List.of(DataModel.EVENT_INDEX, trigger));
        perEvent.put("trigger", out);
      }
      int at = out.begin();
      byte[] b = out.bytes();
      storeIndex(b, at, batch, e);
      at += EVENT_INDEX_BYTES;
      RowCodec.putInt(b, at, batch.timeSeconds()[e]);
      RowCodec.putInt(b, at + 4, batch.timeQuarterNs()[e]);
      for (int t = batch.firstTrigger()[e]; t < batch.firstTrigger()[e + 1]; t++) {
        b[at + 8 + batch.triggerTelescope()[t]] = 1;
      }
      RowCodec.putLong(b, at + 8 + subarray.size(), batch.eventType()[e]);
      out.end();
    }
  }

  private void writeTelescopeTriggers(EventBatch batch) throws IOException {
    for (int e = 0; e < batch.events(); e++) {
      for (int t = batch.firstTrigger()[e]; t < batch.firstTrigger()[e + 1]; t++) {
        TableOutput out = perEvent.get("telescopeTrigger");
        if (out == null) {
          out =
              tables.create(
                  "/dl1/event/telescope/trigger",
                  List.of(DataModel.TELESCOPE_INDEX, telescopeTrigger));
          perEvent.put("telescopeTrigger", out);
        }
        int at = out.begin();
        byte[] b = out.bytes();
        storeIndex(b, at, batch, e, subarray.telescope(batch.triggerTelescope()[t]).id());
        at += TELESCOPE_INDEX_BYTES;
        RowCodec.putInt(b, at, batch.triggerSeconds()[t]);
        RowCodec.putInt(b, at + 4, batch.triggerQuarterNs()[t]);
        at += 8;
        RowCodec.putLong(b, at, batch.triggerType()[t]);
        RowCodec.putLong(b, at + 8, batch.triggerPixels()[t]);
        out.end();
      }
    }
  }

  /** Simulated telescopes do not move: the pointing at the first event of each observation. */
  private void writePointing(EventBatch batch) throws IOException {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      int obs = batch.obsId()[batch.eventOfRow()[r]];
      int telescope = batch.telescope()[r];
      if (!pointingWritten.add((long) obs << 32 | telescope)) {
        continue;
      }
      TableOutput out =
          telescope("/configuration/telescope/pointing", telescope, POINTING_INDEX, POINTING);
      int at = out.begin();
      byte[] b = out.bytes();
      RowCodec.putInt(b, at, obs);
      RowCodec.putLong(b, at + 4, subarray.telescope(telescope).id());
      RowCodec.putFloat(b, at + 12, batch.azimuth()[r]);
      RowCodec.putFloat(b, at + 16, batch.altitude()[r]);
      out.end();
    }
  }

  private void writeShowers(EventBatch batch) throws IOException {
    if (batch.showers().rows() > 0) {
      writeEvents("/simulation/event/subarray/shower", batch, batch.showers());
    }
  }

  private void writeImpact(EventBatch batch) throws IOException {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      TableOutput out =
          telescope(
              "/simulation/event/telescope/impact",
              batch.telescope()[r],
              DataModel.TELESCOPE_INDEX,
              DataModel.TRUE_IMPACT);
      int at = out.begin();
      byte[] b = out.bytes();
      int id = subarray.telescope(batch.telescope()[r]).id();
      storeIndex(b, at, batch, batch.eventOfRow()[r], id);
      RowCodec.putDouble(b, at + TELESCOPE_INDEX_BYTES, batch.trueImpactDistance()[r]);
      // The true distance is exact: its uncertainty stays 0.
      out.end();
    }
  }

  private void writeEvents(String path, EventBatch batch, Table table) throws IOException {
    TableOutput out = perEvent.get(path);
    if (out == null) {
      out = tables.create(path, List.of(DataModel.EVENT_INDEX, table.schema()));
      perEvent.put(path, out);
    }
    List<Hdf5Type.Member> members = out.type().members();
    for (int e = 0; e < table.rows(); e++) {
      int at = out.begin();
      storeIndex(out.bytes(), at, batch, e);
      ProductTables.store(table, e, out.bytes(), at, members, 2);
      out.end();
    }
  }

  private void writeTelescopes(String group, EventBatch batch, Table table, boolean ofTrueImages)
      throws IOException {
    // Where some telescopes have true images, those without have no parameters of them.
    boolean someTrueImages =
        ofTrueImages && batch.cameras().stream().anyMatch(CameraBatch::hasTrueImages);
    for (int r = 0; r < table.rows(); r++) {
      int telescope = batch.telescope()[r];
      if (someTrueImages && !batch.cameras().get(batch.groupOf(telescope)).hasTrueImages()) {
        continue;
      }
      TableOutput out = telescope(group, telescope, DataModel.TELESCOPE_INDEX, table.schema());
      int at = out.begin();
      int id = subarray.telescope(telescope).id();
      storeIndex(out.bytes(), at, batch, batch.eventOfRow()[r], id);
      ProductTables.store(table, r, out.bytes(), at, out.type().members(), 3);
      out.end();
    }
  }

  private TableOutput telescope(String group, int telescope, Schema index, Schema schema) {
    TableOutput[] all = perTelescope.get(group);
    if (all == null) {
      all = new TableOutput[subarray.size()];
      perTelescope.put(group, all);
    }
    if (all[telescope] == null) {
      String path = group + "/" + name(subarray.telescope(telescope).id());
      all[telescope] = tables.create(path, List.of(index, schema));
    }
    return all[telescope];
  }

  /** Name of the table of a telescope. */
  static String name(int telescopeId) {
    String digits = Integer.toString(telescopeId);
    return "tel_" + "0".repeat(Math.max(0, 3 - digits.length())) + digits;
  }
}
