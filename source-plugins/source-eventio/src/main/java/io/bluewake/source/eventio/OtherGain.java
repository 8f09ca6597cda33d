package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.model.CameraBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;

/**
 * Keeps the gain that was not selected, for products that want all raw counts: the row is decoded a
 * second time with the opposite selection. Does nothing for all others.
 */
final class OtherGain {
  private final RawEvents raw;
  private final WaveformBatch out;

  /** One row; empty if nothing is to be kept. */
  private final WaveformBatch scratch;

  private OtherGain(RawEvents raw, WaveformBatch out) {
    this.raw = raw;
    this.out = out;
    scratch = new WaveformBatch(out.camera());
  }

  /** Makes room in the waveforms of a group, which are sized, if they are asked for both gains. */
  static OtherGain of(RawEvents raw, CameraBatch camera) {
    WaveformBatch out = camera.waveforms();
    for (int row = 0; out.wantsLowGain() && row < camera.rows(); row++) {
      if (raw.channels[camera.tableRows()[row]] == 2) {
        out.keepLowGain();
        break;
      }
    }
    return new OtherGain(raw, out);
  }

  /**
   * Keeps the other gain of a row that has been decoded.
   *
   * @param rawRow the row among the bytes
   * @param row the row among the waveforms
   */
  void keep(int rawRow, int row, ByteReader in) throws FormatException {
    if (!out.keepsLowGain()) {
      return;
    }
    if (raw.channels[rawRow] != 2) {
      throw new FormatException(
          0, "raw counts of one gain where other events of the same kind of telescope have two");
    }
    scratch.reset(1, out.samplesPerPixel(), true);
    scratch.useCeiling();
    if (raw.kind[rawRow] >= RawEvents.SUMS) {
      scratch.useSums();
    }
    int first = out.pixelBase(row);
    GainSelector opposite =
        (w, unused) -> {
          for (int p = 0; p < w.pixels(); p++) {
            w.gain()[p] = (byte) (1 - out.gain()[first + p]);
          }
          return w.pixels();
        };
    AdcDecoder.decode(raw, rawRow, scratch, 0, opposite, in);
    int n = scratch.base(1);
    int base = out.base(row);
    System.arraycopy(scratch.adc(), 0, out.lowGain(), base, n);
    for (int i = 0; out.hasSums() && i < n; i++) {
      out.lowSums()[base + i] = scratch.hasSums() ? scratch.sums()[i] : scratch.adc()[i] & 0xFFFF;
    }
  }
}
