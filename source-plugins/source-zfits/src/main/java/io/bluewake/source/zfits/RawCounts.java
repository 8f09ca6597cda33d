package io.bluewake.source.zfits;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;

/**
 * Raw counts. The files have no calibration, so what it takes comes from the event itself: samples
 * that the readout spoils are left out, and the pedestal of a pixel and gain is the median of the
 * other samples. Counts become photo-electrons with one nominal factor per gain. Pedestals of the
 * single capacitors, the time since they were last read, spikes, and the gains of the pixels are
 * not in the file and not corrected for.
 */
final class RawCounts {
  private static final float[][] NOTHING = new float[0][];

  private int[] sorted = new int[0];
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
    float[][] pedestal = new float[channels][pixels];
    short[] waveform = piece.values();
    Arrays.fill(out.adc(), out.base(r), out.base(r) + pixels * samples, (short) 0);
    for (int j = 0; j < map.length; j++) {
      for (int c = 0; c < channels; c++) {
        int at = from + (c * map.length + j) * stored + raw.droppedFirst();
        pedestal[c][map[j]] = median(waveform, at, samples, raw.zero());
      }
      int to = out.base(r) + map[j] * samples;
      copy(waveform, from + j * stored + raw.droppedFirst(), out.adc(), to, samples, raw.zero());
    }
    if (channels > 1 && gains.select(out, r) > 0) {
      for (int j = 0; j < map.length; j++) {
        if (out.gain()[out.pixelBase(r) + map[j]] != 0) {
          int at = from + (map.length + j) * stored + raw.droppedFirst();
          copy(waveform, at, out.adc(), out.base(r) + map[j] * samples, samples, raw.zero());
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

  private static void copy(short[] from, int at, short[] out, int to, int samples, int zero) {
    for (int s = 0; s < samples; s++) {
      out[to + s] = (short) (from[at + s] + zero);
    }
  }

  private float median(short[] waveform, int from, int samples, int zero) {
    if (sorted.length != samples) {
      sorted = new int[samples];
    }
    for (int s = 0; s < samples; s++) {
      sorted[s] = waveform[from + s] + zero & 0xFFFF;
    }
    Arrays.sort(sorted);
    return (sorted[(samples - 1) / 2] + sorted[samples / 2]) / 2f;
  }
}
