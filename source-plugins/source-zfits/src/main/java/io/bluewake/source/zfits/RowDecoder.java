package io.bluewake.source.zfits;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.InputException;
import java.util.Arrays;
import java.util.List;

/**
 * Turns stored rows of DL0 and R1 into waveforms in photo-electrons in the order of the camera's
 * pixels. Pixels that are not stored are 0. Waveforms of one gain go from the decoder to their
 * place without a stop. One call of {@code EventSource.decode} uses one.
 */
final class RowDecoder implements Piece.Taker {
  /** Stored numbers above which a high gain that stays behind the low one is saturated. */
  private static final int BRIGHT = 1500;

  private final RawCounts counts = new RawCounts();
  private WaveformBatch out;

  /** Decodes a batch. */
  void decode(EventBatch batch, RawRows raw, List<GainSelector> gains) throws InputException {
    for (int g = 0; g < batch.cameras().size(); g++) {
      CameraBatch camera = batch.cameras().get(g);
      boolean two = false;
      for (int r = 0; r < camera.rows(); r++) {
        int i = camera.tableRows()[r];
        Piece piece = raw.piece[i];
        piece.setTarget(raw.position[i], g, r);
        two |=
            piece.tile().layout.isRaw() || piece.tile().channels[piece.row(raw.position[i])] == 2;
      }
      camera.waveforms().reset(camera.rows(), Math.max(1, raw.groupSamples[g]), two);
    }
    for (int p = 0; p < raw.pieces(); p++) {
      Piece piece = raw.piece(p);
      out = batch.cameras().get(piece.group()).waveforms();
      piece.tile().decode(piece, this);
      for (int i = 0; i < piece.count(); i++) {
        finish(piece, i, gains.get(piece.group()));
      }
    }
  }

  @Override
  public boolean take(Piece piece, int position, Tile.Values waveform) throws InputException {
    Tile tile = piece.tile();
    if (tile.layout.isRaw() || tile.channels[piece.row(position)] != 1) {
      return false;
    }
    RowPixels pixels = piece.pixels(position);
    int samples = out.samplesPerPixel();
    if (piece.size(position) != (long) pixels.stored.length * samples) {
      return false;
    }
    waveform
        .first()
        .lookUp(
            pixels.stored,
            pixels.stored.length,
            samples,
            tile.config.photoElectrons(),
            out.samples(),
            out.base(piece.target(position)));
    return true;
  }

  /** What is to be done for a row once the rows of its piece are decoded. */
  private void finish(Piece piece, int position, GainSelector gains) throws InputException {
    int r = piece.target(position);
    if (piece.tile().layout.isRaw()) {
      if (out.wantsLowGain()) {
        throw piece
            .tile()
            .error(
                piece.row(position),
                "raw counts (R0) of recordings cannot be written, only --waveforms");
      }
      counts.row(piece, position, out, r, gains);
      return;
    }
    RowPixels pixels = piece.pixels(position);
    int channels = piece.tile().channels[piece.row(position)];
    int samples = out.samplesPerPixel();
    int storedCount = pixels.stored.length;
    int values = piece.size(position);
    if (channels < 1 || channels > 2 || values != (long) channels * storedCount * samples) {
      throw piece.wrongSize(position, channels, storedCount, samples);
    }
    clearOthers(pixels, r);
    if (channels == 2) {
      selectGains(piece, position, pixels, r, gains);
    } else {
      System.arraycopy(pixels.gains, 0, out.gain(), out.pixelBase(r), pixels.gains.length);
    }
    if (piece.isKept(position)) {
      convert(piece, position, pixels, r, channels == 2);
    }
    out.setConstants(r, piece.constants(position));
  }

  /** Sets the pixels to 0 that are not stored. */
  private void clearOthers(RowPixels pixels, int r) {
    int samples = out.samplesPerPixel();
    for (int p : pixels.missing) {
      int at = out.base(r) + p * samples;
      Arrays.fill(out.samples(), at, at + samples, 0f);
    }
  }

  private void convert(Piece piece, int position, RowPixels pixels, int r, boolean twoGains) {
    int samples = out.samplesPerPixel();
    int storedCount = pixels.stored.length;
    int start = piece.start(position);
    int low = start + storedCount * samples;
    float[] pe = piece.tile().config.photoElectrons();
    byte[] gain = out.gain();
    int pixelBase = out.pixelBase(r);
    for (int j = 0; j < storedCount; j++) {
      int p = pixels.stored[j];
      int from = (twoGains && gain[pixelBase + p] != 0 ? low : start) + j * samples;
      convert(piece.values(), from, out.samples(), out.base(r) + p * samples, samples, pe);
    }
  }

  /** Converts one waveform. */
  private static void convert(
      short[] in, int from, float[] out, int to, int samples, float[] photoElectrons) {
    for (int s = 0; s < samples; s++) {
      out[to + s] = photoElectrons[in[from + s] & photoElectrons.length - 1];
    }
  }

  private void selectGains(Piece piece, int position, RowPixels pixels, int r, GainSelector gains) {
    int samples = out.samplesPerPixel();
    short[] waveform = piece.values();
    int start = piece.start(position);
    int[] stored = pixels.stored;
    short[] adc = out.adc();
    Arrays.fill(adc, out.base(r), out.base(r) + out.pixels() * samples, (short) 0);
    for (int j = 0; j < stored.length; j++) {
      int to = out.base(r) + stored[j] * samples;
      System.arraycopy(waveform, start + j * samples, adc, to, samples);
    }
    gains.select(out, r);
    byte[] gain = out.gain();
    int base = out.pixelBase(r);
    for (int p = 0; p < out.pixels(); p++) {
      int has = pixels.status[p] & (RowPixels.HIGH | RowPixels.LOW);
      if (has == RowPixels.HIGH) {
        gain[base + p] = 0;
      } else if (has == RowPixels.LOW) {
        gain[base + p] = 1;
      }
    }
    for (int j = 0; j < stored.length; j++) {
      int high = peak(waveform, start + j * samples, samples);
      int low = peak(waveform, start + (stored.length + j) * samples, samples);
      if (high > BRIGHT
          && low > high + high / 5
          && (pixels.status[stored[j]] & RowPixels.LOW) != 0) {
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
}
