package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.math.pointing.ArrayPointing;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.Column;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;
import java.io.IOException;
import java.util.List;

/** Fills images and tables of a batch from the rows that were found for it. For one thread. */
final class BatchDecoder implements AutoCloseable {
  private static final Column CORRECTED =
      PointingCorrector.TELESCOPE.column(PointingCorrector.CORRECTED);
  private static final Column AZIMUTH = PointingCorrector.TELESCOPE.column("reported_azimuth");
  private static final Column ALTITUDE = PointingCorrector.TELESCOPE.column("reported_altitude");
  private static final Column QUALITY =
      PointingCorrector.TELESCOPE.column(PointingCorrector.QUALITY);

  private final TelescopeTables[] kinds;
  private final List<Pass> passes;
  private final WaveformDecoder waveforms;
  private RowReader reader;

  BatchDecoder(TelescopeTables[] kinds, List<Pass> passes) {
    this.kinds = kinds;
    this.passes = passes;
    waveforms = new WaveformDecoder(kinds[Pending.WAVEFORM]);
  }

  /** Decodes everything, waveforms only if wanted. */
  void decode(EventBatch batch, Pending rows, boolean withWaveforms) throws IOException {
    if (withWaveforms && kinds[Pending.WAVEFORM].present()) {
      waveforms.decode(batch, rows.telescopeRows(Pending.WAVEFORM), new Rows());
    }
    decodeImages(batch, rows.telescopeRows(Pending.IMAGE));
    decodeTrueImages(batch, rows.telescopeRows(Pending.TRUE_IMAGE));
    fill(batch, Pending.PARAMETERS, rows, rows.parameters);
    fill(batch, Pending.TRUE_PARAMETERS, rows, rows.trueParameters);
    fill(batch, Pending.MUON, rows, rows.muons);
    batch.setParameters(rows.parameters);
    batch.setTrueParameters(rows.trueParameters);
    batch.setMuons(rows.muons);
    fillPointing(batch, rows);
    batch.setPointing(rows.pointing);
    for (int p = 0; p < passes.size(); p++) {
      fill(batch, Pending.FIRST_PASS + p, rows, rows.reconstructions.get(p).telescope());
      fillEvents(batch, passes.get(p), rows.eventRows(p), rows.reconstructions.get(p).stereo());
    }
    batch.reconstructions().clear();
    batch.reconstructions().addAll(rows.reconstructions);
  }

  /** Rows of any table through the one reader. */
  private final class Rows implements WaveformDecoder.Rows {
    @Override
    public int seek(Hdf5Table table, long row) throws IOException {
      return open(table).seek(row);
    }

    @Override
    public byte[] bytes() {
      return reader.bytes();
    }
  }

  private RowReader open(Hdf5Table table) throws IOException {
    if (reader == null) {
      reader = table.reader();
    } else if (reader.table() != table) {
      reader.switchTo(table);
    }
    return reader;
  }

  private void decodeImages(EventBatch batch, long[] rows) throws IOException {
    for (int g = 0; g < batch.cameras().size(); g++) {
      CameraBatch group = batch.cameras().get(g);
      group.images().reset(group.rows(), hasTimes(batch, g));
      group.signal().reset(group.rows(), group.camera().pixels());
    }
    // Telescope by telescope, so that each chunk is expanded once.
    for (int t = 0; t < batch.subarray().size(); t++) {
      Hdf5Table table = kinds[Pending.IMAGE].table(t);
      if (table == null) {
        continue;
      }
      CameraBatch group = batch.cameras().get(batch.groupOf(t));
      int pixels = group.camera().pixels();
      ImageColumn charge = ImageColumn.of(table, "image", pixels);
      ImageColumn time = ImageColumn.of(table, "peak_time", pixels);
      int mask = memberOf(table, "image_mask", pixels);
      int valid = memberOf(table, "is_valid", 1);
      ImageBatch out = group.images();
      for (int r = 0; r < batch.telescopeRows(); r++) {
        if (batch.telescope()[r] != t || rows[r] < 0) {
          continue;
        }
        RowReader in = open(table);
        int at = in.seek(rows[r]);
        int row = batch.groupRow()[r];
        if (charge != null) {
          charge.read(in.bytes(), at, out.charge(), out.base(row));
        }
        if (time != null && out.hasPeakTime()) {
          time.read(in.bytes(), at, out.peakTime(), out.base(row));
        }
        if (mask >= 0) {
          readMask(in.bytes(), at + mask, group, row);
        }
        out.valid()[row] = valid < 0 || in.bytes()[at + valid] != 0;
      }
    }
  }

  /** Whether the images of a group come with peak times. */
  private boolean hasTimes(EventBatch batch, int group) {
    for (int t = 0; t < batch.subarray().size(); t++) {
      Hdf5Table table = kinds[Pending.IMAGE].table(t);
      if (batch.groupOf(t) == group && table != null && table.type().indexOf("peak_time") >= 0) {
        return true;
      }
    }
    return false;
  }

  private static int memberOf(Hdf5Table table, String name, int elements) {
    int i = table.type().indexOf(name);
    if (i < 0 || table.type().members().get(i).type().size() != elements) {
      return -1;
    }
    return table.type().members().get(i).offset();
  }

  private static void readMask(byte[] bytes, int at, CameraBatch group, int row) {
    for (int p = 0; p < group.camera().pixels(); p++) {
      if (bytes[at + p] != 0) {
        group.signal().set(row, p);
      }
    }
  }

  private void decodeTrueImages(EventBatch batch, long[] rows) throws IOException {
    for (int t = 0; t < batch.subarray().size(); t++) {
      Hdf5Table table = kinds[Pending.TRUE_IMAGE].table(t);
      if (table == null) {
        continue;
      }
      CameraBatch group = batch.cameras().get(batch.groupOf(t));
      int pixels = group.camera().pixels();
      ImageColumn charge = ImageColumn.of(table, "true_image", pixels);
      int sum = table.type().indexOf("true_image_sum");
      if (charge != null && !group.hasTrueImages() && group.rows() > 0) {
        group.trueImages().reset(group.rows(), false);
        group.trueSignal().reset(group.rows(), pixels);
        java.util.Arrays.fill(group.trueImages().charge(), 0, group.rows() * pixels, 0f);
        group.setHasTrueImages(true);
      }
      for (int r = 0; r < batch.telescopeRows(); r++) {
        if (batch.telescope()[r] != t || rows[r] < 0) {
          continue;
        }
        RowReader in = open(table);
        int at = in.seek(rows[r]);
        if (sum >= 0) {
          batch.trueImageSum()[r] = number(table, in.bytes(), at, sum);
        }
        if (charge != null) {
          readTrueImage(charge, in.bytes(), at, group, batch.groupRow()[r]);
        }
      }
    }
  }

  private static int number(Hdf5Table table, byte[] bytes, int at, int member) {
    var m = table.type().members().get(member);
    return (int) io.bluewake.codec.hdf5.RowCodec.number(bytes, at + m.offset(), m.type());
  }

  private static void readTrueImage(
      ImageColumn charge, byte[] bytes, int at, CameraBatch group, int row) {
    float[] out = group.trueImages().charge();
    int base = group.trueImages().base(row);
    charge.read(bytes, at, out, base);
    for (int p = 0; p < group.camera().pixels(); p++) {
      if (out[base + p] > 0) {
        group.trueSignal().set(row, p);
      }
    }
  }

  private void fill(EventBatch batch, int kind, Pending rows, Table out) throws IOException {
    TelescopeTables tables = kind < kinds.length ? kinds[kind] : passTables(kind);
    if (!tables.present()) {
      out.reset(0);
      return;
    }
    long[] from = rows.telescopeRows(kind);
    out.reset(batch.telescopeRows());
    for (int t = 0; t < batch.subarray().size(); t++) {
      Hdf5Table table = tables.table(t);
      if (table == null) {
        continue;
      }
      int[] members = TableSchema.members(table, out.schema());
      for (int r = 0; r < batch.telescopeRows(); r++) {
        if (batch.telescope()[r] == t && from[r] >= 0) {
          open(table).read(from[r], 1, out, r, members);
        }
      }
    }
  }

  /**
   * Fills what is known of the pointing. Tables of programs that did not yet write whether
   * parameters are corrected are of runs that corrected them.
   */
  private void fillPointing(EventBatch batch, Pending rows) throws IOException {
    fill(batch, Pending.POINTING, rows, rows.pointing);
    long[] from = rows.telescopeRows(Pending.POINTING);
    for (int r = 0; r < rows.pointing.rows(); r++) {
      Hdf5Table table = kinds[Pending.POINTING].table(batch.telescope()[r]);
      if (table != null
          && from[r] >= 0
          && table.type().indexOf(CORRECTED.name()) < 0
          && table.type().indexOf(QUALITY.name()) >= 0) {
        rows.pointing.set(r, CORRECTED, true);
      }
      report(batch, rows.pointing, r);
    }
    for (int e = 0; rows.pointing.rows() > 0 && e < batch.events(); e++) {
      ArrayPointing.fill(batch, e);
    }
  }

  /** Observations say nowhere else where their telescopes pointed. */
  private static void report(EventBatch batch, Table pointing, int row) {
    double azimuth = Math.toRadians(pointing.getDouble(row, AZIMUTH));
    double altitude = Math.toRadians(pointing.getDouble(row, ALTITUDE));
    boolean known = !Float.isNaN(batch.azimuth()[row]) && !Float.isNaN(batch.altitude()[row]);
    if (!known && Double.isFinite(azimuth) && Double.isFinite(altitude)) {
      batch.azimuth()[row] = (float) azimuth;
      batch.altitude()[row] = (float) altitude;
    }
  }

  private TelescopeTables passTables(int kind) {
    return passes.get(kind - Pending.FIRST_PASS).telescopes();
  }

  private void fillEvents(EventBatch batch, Pass pass, long[] rows, Table out) throws IOException {
    if (pass.stereo() == null) {
      out.reset(0);
      return;
    }
    out.reset(batch.events());
    Hdf5Table table = pass.stereo().table();
    int[] members = TableSchema.members(table, out.schema());
    for (int e = 0; e < batch.events(); e++) {
      if (rows[e] >= 0) {
        open(table).read(rows[e], 1, out, e, members);
      }
    }
  }

  @Override
  public void close() {
    if (reader != null) {
      reader.close();
    }
  }
}
