package io.bluewake.source.zfits;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;
import java.util.List;

/**
 * Turns stored rows of DL0 and R1 into waveforms in photo-electrons in the order of the camera's
 * pixels. Pixels that are not stored are 0. One call of {@code EventSource.decode} uses one.
 */
final class RowDecoder {
  private static final float[][] NOTHING = new float[0][];
  private static final int HIGH = 4;
  private static final int LOW = 8;
  private static final int STORED = 3;

  /** Stored numbers above which a high gain that stays behind the low one is saturated. */
  private static final int BRIGHT = 1500;

  private static final float NS_PER_UNIT = 0.01f;

  private int[] stored = new int[0];
  private int storedCount;
  private byte[] status = new byte[0];
  private byte[] lastStatus = new byte[0];
  private boolean[][] unusable = new boolean[0][];
  private final LstCommissioning lst = new LstCommissioning();

  /** Decodes a batch. */
  void decode(EventBatch batch, RawRows raw, List<GainSelector> gains) throws InputException {
    for (int g = 0; g < batch.cameras().size(); g++) {
      CameraBatch camera = batch.cameras().get(g);
      WaveformBatch out = camera.waveforms();
      int width = Math.max(1, raw.groupSamples[g]);
      boolean two = false;
      for (int r = 0; r < camera.rows(); r++) {
        int i = camera.tableRows()[r];
        Tile.Piece piece = raw.piece[i];
        two |= channels(piece, raw.position[i]) == 2;
      }
      out.reset(camera.rows(), width, two);
      lastStatus = new byte[0];
      for (int r = 0; r < camera.rows(); r++) {
        int i = camera.tableRows()[r];
        Tile.Piece piece = raw.piece[i];
        piece.tile().fill(piece, piece.tile().column("waveform"));
        if (piece.tile().layout == EventLayout.LST) {
          if (out.wantsLowGain()) {
            throw piece
                .tile()
                .error(
                    piece.row(raw.position[i]),
                    "raw counts (R0) of recordings of the LST cannot be written, only --waveforms");
          }
          lst.row(piece, raw.position[i], out, r, gains.get(g));
        } else {
          row(piece, raw.position[i], out, r, gains.get(g));
        }
      }
    }
  }

  private static int channels(Tile.Piece piece, int position) {
    return piece.tile().channels[piece.row(position)];
  }

  private void row(Tile.Piece piece, int position, WaveformBatch out, int r, GainSelector gains)
      throws InputException {
    Tile tile = piece.tile();
    int fileRow = piece.row(position);
    int[] map = tile.config.pixelMap();
    int samples = out.samplesPerPixel();
    int channels = tile.channels[fileRow];
    status(piece, position, map, out.pixels());
    int values = piece.starts[position + 1] - piece.starts[position];
    choosePixels(map, values == (long) channels * map.length * samples, tile.layout);
    if (channels < 1 || channels > 2 || values != (long) channels * storedCount * samples) {
      throw tile.error(
          fileRow,
          "the waveform has "
              + values
              + " values where "
              + channels
              + " channels of "
              + storedCount
              + " pixels and "
              + samples
              + " samples are stored");
    }
    int base = out.base(r);
    if (storedCount < out.pixels()) {
      Arrays.fill(out.samples(), base, base + out.pixels() * samples, 0f);
    }
    byte[] gain = out.gain();
    int pixelBase = out.pixelBase(r);
    int start = piece.starts[position];
    float[] pe = tile.config.photoElectrons();
    if (channels == 2) {
      selectGains(piece.waveform, start, out, r, gains);
      int low = start + storedCount * samples;
      for (int j = 0; j < storedCount; j++) {
        int p = stored[j];
        int from = (gain[pixelBase + p] == 0 ? start : low) + j * samples;
        convert(piece.waveform, from, out.samples(), base + p * samples, samples, pe);
      }
    } else {
      for (int p = 0; p < out.pixels(); p++) {
        gain[pixelBase + p] = (byte) ((status[p] & (HIGH | LOW)) == LOW ? 1 : 0);
      }
      short[] waveform = piece.waveform;
      for (int j = 0; j < storedCount; j++) {
        convert(
            waveform, start + j * samples, out.samples(), base + stored[j] * samples, samples, pe);
      }
    }
    out.setConstants(r, constants(piece, position, channels, out));
  }

  /** Converts one waveform. */
  private static void convert(
      short[] in, int from, float[] out, int to, int samples, float[] photoElectrons) {
    for (int s = 0; s < samples; s++) {
      out[to + s] = photoElectrons[in[from + s] & 0xFFFF];
    }
  }

  /** Pixel status in the order of the camera, 0 for pixels that do not exist in the file. */
  private void status(Tile.Piece piece, int position, int[] map, int pixels) throws InputException {
    if (status.length != pixels) {
      status = new byte[pixels];
    }
    int from = piece.statusStarts[position];
    int n = piece.statusStarts[position + 1] - from;
    if (n != map.length) {
      throw piece
          .tile()
          .error(
              piece.row(position), n + " pixel statuses where there are " + map.length + " pixels");
    }
    if (map.length < pixels) {
      Arrays.fill(status, (byte) 0);
    }
    for (int j = 0; j < n; j++) {
      status[map[j]] = piece.status[from + j];
    }
  }

  /** Lists the pixels of which there are waveforms, in their order in the file. */
  private void choosePixels(int[] map, boolean allFit, EventLayout layout) {
    if (stored.length < map.length) {
      stored = new int[map.length];
    }
    storedCount = 0;
    if (layout != EventLayout.R1) {
      for (int p : map) {
        if ((status[p] & STORED) != 0) {
          stored[storedCount++] = p;
        }
      }
    }
    if (storedCount == 0 && allFit) {
      // R1 has all pixels; so has DL0 without volume reduction, where nobody set the status.
      System.arraycopy(map, 0, stored, 0, map.length);
      storedCount = map.length;
    }
  }

  private void selectGains(
      short[] waveform, int start, WaveformBatch out, int r, GainSelector gains) {
    int samples = out.samplesPerPixel();
    short[] adc = out.adc();
    Arrays.fill(adc, out.base(r), out.base(r) + out.pixels() * samples, (short) 0);
    for (int j = 0; j < storedCount; j++) {
      int to = out.base(r) + stored[j] * samples;
      System.arraycopy(waveform, start + j * samples, adc, to, samples);
    }
    gains.select(out, r);
    byte[] gain = out.gain();
    int base = out.pixelBase(r);
    for (int p = 0; p < out.pixels(); p++) {
      int has = status[p] & (HIGH | LOW);
      if (has == HIGH) {
        gain[base + p] = 0;
      } else if (has == LOW) {
        gain[base + p] = 1;
      }
    }
    for (int j = 0; j < storedCount; j++) {
      int high = peak(waveform, start + j * samples, samples);
      int low = peak(waveform, start + (storedCount + j) * samples, samples);
      if (high > BRIGHT && low > high + high / 5 && (status[stored[j]] & LOW) != 0) {
        gain[base + stored[j]] = 1;
      }
    }
  }

  private static int peak(short[] waveform, int from, int samples) {
    int peak = 0;
    for (int s = 0; s < samples; s++) {
      peak = Math.max(peak, waveform[from + s] & 0xFFFF);
    }
    return peak;
  }

  private CameraConstants constants(Tile.Piece piece, int position, int channels, WaveformBatch out)
      throws InputException {
    if (!Arrays.equals(status, lastStatus)) {
      lastStatus = status.clone();
      unusable = unusable(status);
    }
    int from = piece.shiftStarts[position];
    int n = piece.shiftStarts[position + 1] - from;
    if (n == 0 && unusable.length == 0) {
      return CameraConstants.NONE;
    }
    float[][] shifts = NOTHING;
    if (n > 0) {
      if (n != channels * storedCount) {
        throw piece
            .tile()
            .error(
                piece.row(position),
                n + " time shifts where " + channels * storedCount + " pixels are stored");
      }
      shifts = new float[channels][out.pixels()];
      for (int c = 0; c < channels; c++) {
        for (int j = 0; j < storedCount; j++) {
          shifts[c][stored[j]] = piece.shift[from + c * storedCount + j] * NS_PER_UNIT;
        }
      }
    }
    return new CameraConstants(NOTHING, NOTHING, NOTHING, NOTHING, shifts, unusable);
  }

  /**
   * Pixels of which no gain is stored. A pixel that has one of them is read from that one, so it is
   * not broken.
   */
  private static boolean[][] unusable(byte[] status) {
    boolean[] broken = new boolean[status.length];
    boolean any = false;
    for (int p = 0; p < status.length; p++) {
      broken[p] = (status[p] & (HIGH | LOW)) == 0;
      any |= broken[p];
    }
    return any ? new boolean[][] {broken, broken} : new boolean[0][];
  }
}
