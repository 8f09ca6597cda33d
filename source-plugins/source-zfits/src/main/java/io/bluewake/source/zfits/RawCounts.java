package io.bluewake.source.zfits;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;

/**
 * Raw counts. The files have no calibration, so what it takes comes from the event itself: samples
 * that the readout spoils are left out, and the pedestal of a pixel and gain is the median of the
 * other samples. Counts become photo-electrons with one nominal factor per gain. What capacitors
 * have too much because they were just read is subtracted where the file tells (LST-1). Pedestals
 * of the single capacitors, spikes, and the gains of the pixels are not in the file and not
 * corrected for.
 */
final class RawCounts {
  private static final float[][] NOTHING = new float[0][];

  private static final short[] NONE = new short[0];

  private int[] sorted = new int[0];
  private short[] one = new short[0];
  private short[] excess = NONE;
  private float[][] nominal = new float[0][];

  /** Decodes a row: counts, gains and constants. */
  void row(Piece piece, int position, WaveformBatch out, int r, GainSelector gains)
      throws InputException {
    RawLayout raw = piece.tile().layout.raw();
    int[] map = piece.tile().config.pixelMap();
    int channels = raw.channels();
    int samples = out.samplesPerPixel();
    int stored = samples + raw.dropped();
    int from = piece.start(position);
    if (piece.size(position) != (long) channels * map.length * stored) {
      throw piece.wrongSize(position, channels, map.length, stored);
    }
    int pixels = out.pixels();
    nominal(raw, pixels);
    if (one.length != samples) {
      one = new short[samples];
      sorted = new int[samples];
    }
    float[][] pedestal = new float[channels][pixels];
    DrsReadings known = piece.tile().readings;
    DrsReadings readings = known != null && known.samples() == stored ? known : null;
    excess = readings == null ? NONE : readings.excess(piece.row(position), excess);
    short[] waveform = piece.values();
    Arrays.fill(out.adc(), out.base(r), out.base(r) + pixels * samples, (short) 0);
    for (int j = 0; j < map.length; j++) {
      for (int c = 0; c < channels; c++) {
        int at = from + (c * map.length + j) * stored + raw.droppedFirst();
        int corrections = corrections(readings, j, c, raw);
        copy(waveform, at, one, 0, samples, raw.zero(), corrections);
        pedestal[c][map[j]] = median(one);
      }
      int to = out.base(r) + map[j] * samples;
      int corrections = corrections(readings, j, 0, raw);
      int at = from + j * stored + raw.droppedFirst();
      copy(waveform, at, out.adc(), to, samples, raw.zero(), corrections);
    }
    if (channels > 1 && gains.select(out, r) > 0) {
      for (int j = 0; j < map.length; j++) {
        if (out.gain()[out.pixelBase(r) + map[j]] != 0) {
          int at = from + (map.length + j) * stored + raw.droppedFirst();
          int to = out.base(r) + map[j] * samples;
          int corrections = corrections(readings, j, 1, raw);
          copy(waveform, at, out.adc(), to, samples, raw.zero(), corrections);
        }
      }
    }
    out.setConstants(
        r,
        new CameraConstants(pedestal, nominal, NOTHING, NOTHING, NOTHING, unusable(map, pixels)));
  }

  private void nominal(RawLayout raw, int pixels) {
    if (nominal.length == raw.channels() && nominal[0].length == pixels) {
      return;
    }
    nominal = new float[raw.channels()][pixels];
    for (int c = 0; c < nominal.length; c++) {
      Arrays.fill(nominal[c], (c == 0 ? 1 : raw.gainRatio()) / raw.countsPerPe());
    }
  }

  private static boolean[][] unusable(int[] map, int pixels) {
    if (map.length == pixels) {
      return new boolean[0][];
    }
    boolean[] missing = new boolean[pixels];
    Arrays.fill(missing, true);
    for (int p : map) {
      missing[p] = false;
    }
    return new boolean[][] {missing, missing};
  }

  /** Where the corrections of a waveform start, -1 if there are none. */
  private static int corrections(DrsReadings readings, int pixel, int channel, RawLayout raw) {
    return readings == null ? -1 : readings.start(pixel, channel) + raw.droppedFirst();
  }

  private void copy(
      short[] from, int at, short[] to, int toAt, int samples, int zero, int corrections) {
    for (int s = 0; s < samples; s++) {
      int excessive = corrections < 0 ? 0 : excess[corrections + s];
      to[toAt + s] = (short) (from[at + s] + zero - excessive);
    }
  }

  private float median(short[] waveform) {
    int samples = waveform.length;
    for (int s = 0; s < samples; s++) {
      sorted[s] = waveform[s] & 0xFFFF;
    }
    Arrays.sort(sorted);
    return (sorted[(samples - 1) / 2] + sorted[samples / 2]) / 2f;
  }
}
