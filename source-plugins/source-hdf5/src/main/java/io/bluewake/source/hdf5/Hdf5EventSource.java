package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Events of one HDF5 file. Rows of its tables are matched by their ids. */
final class Hdf5EventSource implements EventSource {
  private static final String SHOWERS = "/simulation/event/subarray/shower";
  private static final String SIMULATED = "/simulation/event/telescope/";
  private static final String DL1 = "/dl1/event/telescope/";
  private static final String R1 = "/r1/event/telescope";

  private final Hdf5File file;
  private final Request request;
  private final Subarray full;
  private final Subarray subarray;
  private final RunReader runs;
  private final RunInfo run;
  private final Set<DataLevel> levels = EnumSet.noneOf(DataLevel.class);
  private final TriggerReader triggers;
  private final KeyedTable showers;
  private final TelescopeTables impact;
  private final TelescopeTables[] kinds;
  private final List<Pass> passes;
  private final Map<String, Long> notices = new TreeMap<>();
  private final Deque<BatchDecoder> decoders = new ConcurrentLinkedDeque<>();
  private final int[] showerMembers;
  private long delivered;

  Hdf5EventSource(Hdf5File file, Request request, boolean effective) throws IOException {
    this.file = file;
    this.request = request;
    full = new InstrumentTables(file, effective, PixelNeighbors::of).read();
    subarray = restrict(full, request.telescopes());
    runs = new RunReader(file);
    run = runs.run();
    triggers = new TriggerReader(file, full, subarray, notices);
    Hdf5Table simulated = file.table(SHOWERS).orElse(null);
    showers = simulated == null ? null : new KeyedTable(simulated, false);
    showerMembers = showers == null ? new int[0] : TableSchema.members(simulated, DataModel.SHOWER);
    impact = new TelescopeTables(file, SIMULATED + "impact", subarray);
    kinds =
        new TelescopeTables[] {
          new TelescopeTables(file, DL1 + "images", subarray),
          new TelescopeTables(file, SIMULATED + "images", subarray),
          new TelescopeTables(file, DL1 + "parameters", subarray),
          new TelescopeTables(file, SIMULATED + "parameters", subarray),
          new TelescopeTables(file, DL1 + "muon", subarray),
          new TelescopeTables(file, R1, subarray),
          new TelescopeTables(file, DL1 + "pointing", subarray)
        };
    // Results for the whole array do not hold for a part of it.
    passes = subarray == full ? Pass.of(file, subarray) : List.of();
    findLevels();
  }

  private static Subarray restrict(Subarray all, Set<Integer> wanted) throws IOException {
    if (wanted.isEmpty()) {
      return all;
    }
    List<Telescope> kept = new ArrayList<>();
    for (Telescope t : all.telescopes()) {
      if (wanted.contains(t.id())) {
        kept.add(t);
      }
    }
    if (kept.size() == all.size()) {
      return all;
    }
    if (kept.isEmpty()) {
      throw new IOException("none of the telescopes " + wanted + " is in the file");
    }
    return new Subarray(all.name(), kept, all.reference());
  }

  private void findLevels() {
    if (kinds[Pending.WAVEFORM].present()) {
      levels.add(DataLevel.R1);
      for (int t = 0; t < subarray.size(); t++) {
        Hdf5Table table = kinds[Pending.WAVEFORM].table(t);
        if (table != null && ImageColumn.channels(table) > 1) {
          notices.merge(
              "telescopes with waveforms of both gains: the high gain used", 1L, Long::sum);
        }
      }
    }
    if (kinds[Pending.IMAGE].present()) {
      levels.add(DataLevel.DL1_IMAGES);
    }
    if (kinds[Pending.PARAMETERS].present()) {
      levels.add(DataLevel.DL1_PARAMETERS);
    }
    if (kinds[Pending.MUON].present()) {
      levels.add(DataLevel.DL1_MUON);
    }
    if (!passes.isEmpty()) {
      levels.add(DataLevel.DL2);
    }
    if (levels.isEmpty()) {
      // A file whose events were all cut away still says what it would have held.
      for (DataLevel level : DataLevel.values()) {
        String said = said("CTA PRODUCT DATA LEVELS");
        if (level.compareTo(DataLevel.DL1_IMAGES) >= 0
            && List.of(said.split(",", -1)).contains(level.name())) {
          levels.add(level);
        }
      }
    }
  }

  private String said(String attribute) {
    var a = file.root().attributes().get(attribute);
    return a == null ? "" : a.asText().orElse("");
  }

  @Override
  public Subarray subarray() {
    return subarray;
  }

  @Override
  public Set<DataLevel> levels() {
    return levels;
  }

  @Override
  public RunInfo run() {
    return run;
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    try {
      return readEvents(out, limits);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  private boolean readEvents(EventBatch out, Limits limits) throws IOException {
    Pending rows = pending(out);
    long bytes = 0;
    while (out.events() < limits.events() && (bytes < limits.bytes() || out.events() == 0)) {
      if (request.maxEvents() >= 0 && delivered >= request.maxEvents() || !triggers.next()) {
        break;
      }
      int event = addEvent(out);
      bytes += addTelescopes(out, event, rows);
      delivered++;
    }
    return out.events() > 0;
  }

  private Pending pending(EventBatch out) {
    if (out.attachment() instanceof Pending p && p.belongsTo(this)) {
      return p;
    }
    Pending made =
        new Pending(
            this,
            kinds[Pending.PARAMETERS].schema(),
            kinds[Pending.TRUE_PARAMETERS].schema(),
            kinds[Pending.MUON].schema(),
            passes);
    out.setAttachment(made);
    return made;
  }

  private int addEvent(EventBatch out) throws IOException {
    int event = triggers.addEvent(out);
    long obs = out.obsId()[event];
    long id = out.eventId()[event];
    double[] pointing = runs.array(obs);
    out.setArrayPointing(event, pointing[0], pointing[1]);
    if (showers != null) {
      int row = out.showers().append();
      long from = showers.find(obs, id, -1);
      if (from >= 0) {
        showers.reader().read(from, 1, out.showers(), row, showerMembers);
      } else {
        notices.merge("events without simulated shower", 1L, Long::sum);
      }
    }
    return event;
  }

  private long addTelescopes(EventBatch out, int event, Pending rows) throws IOException {
    int obs = out.obsId()[event];
    long id = out.eventId()[event];
    long bytes = 0;
    for (int t = 0; t < full.size(); t++) {
      if (!triggers.has(t)) {
        continue;
      }
      int telescopeId = full.telescope(t).id();
      int index = subarray.indexOf(telescopeId);
      triggers.addTelescope(out, event, telescopeId, index);
      if (index >= 0 && addTelescope(out, obs, id, telescopeId, index, rows)) {
        bytes += bytesOf(index);
      }
    }
    for (int p = 0; p < passes.size(); p++) {
      KeyedTable stereo = passes.get(p).stereo();
      rows.setEventRow(p, event, stereo == null ? -1 : stereo.find(obs, id, -1));
    }
    return bytes;
  }

  /** Bytes that a telescope event takes in memory. */
  private long bytesOf(int telescope) throws IOException {
    int pixels = subarray.telescope(telescope).camera().pixels();
    Hdf5Table waveforms = kinds[Pending.WAVEFORM].table(telescope);
    int samples = waveforms == null ? 0 : ImageColumn.samples(waveforms, pixels);
    return (8L + 4L * samples) * pixels;
  }

  private boolean addTelescope(
      EventBatch out, int obs, long id, int telescopeId, int index, Pending rows)
      throws IOException {
    long[] found = new long[Pending.FIRST_PASS];
    boolean any = false;
    for (int k = 0; k < kinds.length; k++) {
      found[k] = kinds[k].find(index, obs, id, telescopeId);
      any |= k != Pending.POINTING && found[k] >= 0;
    }
    long impactRow = impact.find(index, obs, id, telescopeId);
    if (!any && impactRow < 0) {
      return false;
    }
    float[] pointing = runs.telescope(obs, telescopeId);
    int row = out.addTelescope(index, pointing[0], pointing[1]);
    for (int k = 0; k < kinds.length; k++) {
      rows.setTelescopeRow(k, row, found[k]);
    }
    for (int p = 0; p < passes.size(); p++) {
      long at = passes.get(p).telescopes().find(index, obs, id, telescopeId);
      rows.setTelescopeRow(Pending.FIRST_PASS + p, row, at);
    }
    if (impactRow >= 0) {
      out.trueImpactDistance()[row] = impactDistance(index, impactRow);
    }
    boolean noImage = found[Pending.IMAGE] < 0 && levels.contains(DataLevel.DL1_IMAGES);
    if (noImage || found[Pending.WAVEFORM] < 0 && levels.contains(DataLevel.R1)) {
      String missing = noImage ? " has no image" : " has no waveforms";
      throw triggers.error("obs " + obs + ", event " + id + ": telescope " + telescopeId + missing);
    }
    return true;
  }

  private double impactDistance(int index, long row) throws IOException {
    KeyedTable t = impact.keyed(index);
    int member = t.table().type().indexOf("true_impact_distance");
    if (member < 0) {
      return Double.NaN;
    }
    int at = t.reader().seek(row);
    Hdf5Type.Member m = t.table().type().members().get(member);
    if (m.type().kind() != Hdf5Type.Kind.FLOAT) {
      throw t.table().error("column 'true_impact_distance' is not a number");
    }
    return RowCodec.number(t.reader().bytes(), at + m.offset(), m.type());
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    BatchDecoder decoder = decoders.poll();
    if (decoder == null) {
      decoder = new BatchDecoder(kinds, passes);
    }
    try {
      decoder.decode(batch, pending(batch), !gains.isEmpty());
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(e.getMessage(), e);
    } finally {
      decoders.push(decoder);
    }
  }

  @Override
  public Optional<Table> showerDistribution() {
    try {
      return runs.showerDistribution();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Override
  public Map<String, Long> notices() {
    return notices;
  }

  @Override
  public void close() throws IOException {
    decoders.forEach(BatchDecoder::close);
    for (TelescopeTables k : kinds) {
      k.close();
    }
    impact.close();
    passes.forEach(Pass::close);
    triggers.close();
    if (showers != null) {
      showers.close();
    }
    file.close();
  }
}
