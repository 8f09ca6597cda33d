package io.bluewake.source.zfits;

import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventType;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;

/**
 * Raw counts of the commissioning of LST-1. The file has no calibration, so what it takes comes
 * from the event itself: the first three samples and the last one, which the readout spoils, are
 * left out, and the pedestal of a pixel and gain is the median of the other samples. Counts become
 * photo-electrons with one nominal factor per gain. Pedestals of the single capacitors, the time
 * since they were last read, spikes, and the gains of the pixels are not in the file and not
 * corrected for.
 */
final class LstCommissioning {
  static final int CHANNELS = 2;
  static final int DROPPED_FIRST = 3;
  static final int DROPPED = 4;

  /** Nominal counts of a photo-electron, summed over its pulse, in the high gain. */
  private static final float COUNTS_PER_PE = 90f;

  /** Nominal ratio of the two gains. */
  private static final float GAIN_RATIO = 17.4f;

  private static final float[][] NOTHING = new float[0][];

  private int[] sorted = new int[0];
  private float[] nominalHigh = new float[0];
  private float[] nominalLow = new float[0];

  /** Code of the kind of an event, from the bits of the trigger. */
  static int eventType(int trigger) {
    if ((trigger & 0x20) != 0) {
      return EventType.SKY_PEDESTAL.code();
    }
    if ((trigger & 0x04) != 0) {
      return EventType.FLATFIELD.code();
    }
    if ((trigger & 0x08) != 0) {
      return EventType.SINGLE_PE.code();
    }
    return (trigger & 0x03) != 0 ? EventType.SUBARRAY.code() : EventType.UNKNOWN.code();
  }

  /** Decodes a row: counts, gains and constants. */
  void row(Piece piece, int position, WaveformBatch out, int r, GainSelector gains)
      throws InputException {
    int[] map = piece.tile().config.pixelMap();
    int samples = out.samplesPerPixel();
    int stored = samples + DROPPED;
    int from = piece.start(position);
    int values = piece.size(position);
    if (values != (long) CHANNELS * map.length * stored) {
      throw piece
          .tile()
          .error(
              piece.row(position),
              "the waveform has "
                  + values
                  + " values where "
                  + CHANNELS
                  + " channels of "
                  + map.length
                  + " pixels and "
                  + stored
                  + " samples are stored");
    }
    int pixels = out.pixels();
    if (nominalHigh.length != pixels) {
      nominalHigh = new float[pixels];
      nominalLow = new float[pixels];
      Arrays.fill(nominalHigh, 1 / COUNTS_PER_PE);
      Arrays.fill(nominalLow, GAIN_RATIO / COUNTS_PER_PE);
    }
    float[][] pedestal = new float[CHANNELS][pixels];
    short[] waveform = piece.values();
    Arrays.fill(out.adc(), out.base(r), out.base(r) + pixels * samples, (short) 0);
    for (int j = 0; j < map.length; j++) {
      for (int c = 0; c < CHANNELS; c++) {
        int at = from + (c * map.length + j) * stored + DROPPED_FIRST;
        pedestal[c][map[j]] = median(waveform, at, samples);
      }
      int to = out.base(r) + map[j] * samples;
      System.arraycopy(waveform, from + j * stored + DROPPED_FIRST, out.adc(), to, samples);
    }
    if (gains.select(out, r) > 0) {
      for (int j = 0; j < map.length; j++) {
        if (out.gain()[out.pixelBase(r) + map[j]] != 0) {
          int at = from + (map.length + j) * stored + DROPPED_FIRST;
          System.arraycopy(waveform, at, out.adc(), out.base(r) + map[j] * samples, samples);
        }
      }
    }
    out.setConstants(
        r,
        new CameraConstants(
            pedestal,
            new float[][] {nominalHigh, nominalLow},
            NOTHING,
            NOTHING,
            NOTHING,
            unusable(map, pixels)));
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

  private float median(short[] waveform, int from, int samples) {
    if (sorted.length != samples) {
      sorted = new int[samples];
    }
    for (int s = 0; s < samples; s++) {
      sorted[s] = waveform[from + s] & 0xFFFF;
    }
    Arrays.sort(sorted);
    return (sorted[(samples - 1) / 2] + sorted[samples / 2]) / 2f;
  }
}
