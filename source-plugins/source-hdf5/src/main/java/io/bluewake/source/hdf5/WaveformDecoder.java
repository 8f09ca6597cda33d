package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import java.io.IOException;
import java.util.Arrays;

/** Fills the waveforms of a batch from R1 tables. For one thread. */
final class WaveformDecoder {
  private static final int GAIN_STORED = 4 | 8;
  private static final float[][] NOTHING = new float[0][];

  private final TelescopeTables tables;
  private byte[] lastStatus = new byte[0];
  private CameraConstants lastConstants = CameraConstants.NONE;

  /** Makes the reader go to a table. */
  interface Rows {
    /** Puts a row in reach; it starts at the returned index of {@link #bytes}. */
    int seek(Hdf5Table table, long row) throws IOException;

    /** The bytes of the last row. */
    byte[] bytes();
  }

  WaveformDecoder(TelescopeTables tables) {
    this.tables = tables;
  }

  void decode(EventBatch batch, long[] rows, Rows in) throws IOException {
    int[] samples = new int[batch.cameras().size()];
    for (int t = 0; t < batch.subarray().size(); t++) {
      Hdf5Table table = tables.table(t);
      CameraBatch group = batch.cameras().get(batch.groupOf(t));
      if (table == null || group.rows() == 0) {
        continue;
      }
      int here = ImageColumn.samples(table, group.camera().pixels());
      int before = samples[batch.groupOf(t)];
      if (before != 0 && here != before) {
        throw table.error("waveforms of " + here + " samples, another telescope's have " + before);
      }
      samples[batch.groupOf(t)] = here;
    }
    for (int g = 0; g < samples.length; g++) {
      CameraBatch group = batch.cameras().get(g);
      group.waveforms().reset(group.rows(), Math.max(1, samples[g]), false);
    }
    for (int t = 0; t < batch.subarray().size(); t++) {
      if (tables.table(t) != null) {
        decode(batch, t, rows, in);
      }
    }
  }

  private void decode(EventBatch batch, int t, long[] rows, Rows in) throws IOException {
    Hdf5Table table = tables.table(t);
    CameraBatch group = batch.cameras().get(batch.groupOf(t));
    WaveformBatch out = group.waveforms();
    int pixels = out.pixels();
    ImageColumn waveforms = ImageColumn.waveforms(table, pixels, out.samplesPerPixel());
    boolean selected = waveforms != null && ImageColumn.channels(table) == 1;
    int gain = offset(table, "selected_gain_channel", pixels);
    int status = offset(table, "pixel_status", pixels);
    int channels = group.camera().readout().channels();
    for (int r = 0; r < batch.telescopeRows(); r++) {
      if (batch.telescope()[r] != t || rows[r] < 0 || waveforms == null) {
        continue;
      }
      int at = in.seek(table, rows[r]);
      int row = batch.groupRow()[r];
      waveforms.read(in.bytes(), at, out.samples(), out.base(row));
      if (selected && gain >= 0) {
        readGain(in.bytes(), at + gain, out, row, channels);
      }
      out.setConstants(row, constants(in.bytes(), at, status, pixels, channels));
    }
  }

  private static void readGain(byte[] bytes, int at, WaveformBatch out, int row, int channels) {
    int base = out.pixelBase(row);
    for (int p = 0; p < out.pixels(); p++) {
      out.gain()[base + p] = (byte) (channels > 1 && bytes[at + p] == 1 ? 1 : 0);
    }
  }

  /** A column of one byte per pixel. */
  private static int offset(Hdf5Table table, String name, int pixels) {
    int i = table.type().indexOf(name);
    if (i < 0) {
      return -1;
    }
    Hdf5Type.Member m = table.type().members().get(i);
    return m.type().size() == pixels ? m.offset() : -1;
  }

  /** Pixels of which no gain is stored are not to be used; made anew only when they change. */
  private CameraConstants constants(byte[] b, int at, int status, int pixels, int channels) {
    if (status < 0) {
      return CameraConstants.NONE;
    }
    int from = at + status;
    if (Arrays.equals(b, from, from + pixels, lastStatus, 0, lastStatus.length)
        && lastConstants.unusable().length == channels) {
      return lastConstants;
    }
    boolean[] unusable = new boolean[pixels];
    for (int p = 0; p < pixels; p++) {
      unusable[p] = (b[from + p] & GAIN_STORED) == 0;
    }
    boolean[][] both = new boolean[channels][];
    Arrays.fill(both, unusable);
    lastStatus = Arrays.copyOfRange(b, from, from + pixels);
    lastConstants = new CameraConstants(NOTHING, NOTHING, NOTHING, NOTHING, NOTHING, both);
    return lastConstants;
  }
}
