package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import io.bluewake.codec.VarInts;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.GainSelector;
import java.util.Arrays;

/**
 * Decodes the waveforms (object 2013) or charges (object 2012) of a telescope. The high gain comes
 * first and is decoded whole; of the low gain only the pixels that the gain selector asks for.
 */
final class AdcDecoder {
  private static final int WITHOUT_LOW = 0x2000;
  private static final int REDUCED = 0x4000;
  private static final int PIXEL = 0x1FFF;
  private static final int LARGEST = 0xFFFF;

  private AdcDecoder() {}

  /**
   * Decodes a row.
   *
   * @param raw where the bytes are
   * @param rawRow the row there
   * @param out receives the counts; sized
   * @param row the row there
   * @param in scratch
   */
  static void decode(
      RawEvents raw, int rawRow, WaveformBatch out, int row, GainSelector gains, ByteReader in)
      throws FormatException {
    in.wrap(raw.bytes.data, raw.from[rawRow], raw.to[rawRow], raw.bigEndian[rawRow]);
    boolean two = raw.channels[rawRow] == 2;
    switch (raw.kind[rawRow]) {
      case RawEvents.SAMPLES -> samples(in, raw.samples[rawRow], two, out, row, gains);
      case RawEvents.SAMPLES_SUPPRESSED ->
          suppressed(in, raw.samples[rawRow], two, out, row, gains);
      default -> sums(in, raw, rawRow, two, out, row, gains);
    }
  }

  private static void samples(
      ByteReader in, int samples, boolean two, WaveformBatch out, int row, GainSelector gains)
      throws FormatException {
    byte[] data = in.array();
    int at = in.position();
    int end = in.limit();
    short[] adc = out.adc();
    int base = out.base(row);
    int width = out.samplesPerPixel();
    int pixels = out.pixels();
    char[] ceiling = out.ceiling();
    int firstPixel = out.pixelBase(row);
    for (int p = 0; p < pixels; p++) {
      at =
          VarInts.differences(
              data, at, end, adc, base + p * width, samples, ceiling, firstPixel + p);
    }
    pad(out, row, samples);
    if (two && gains.select(out, row) > 0) {
      byte[] gain = out.gain();
      int skipped = 0;
      for (int p = 0; p < pixels; p++) {
        if (gain[firstPixel + p] == 0) {
          skipped++;
          continue;
        }
        at = VarInts.skip(data, at, end, (long) skipped * samples);
        skipped = 0;
        at =
            VarInts.differences(
                data, at, end, adc, base + p * width, samples, ceiling, firstPixel + p);
        pad(adc, base + p * width, samples, width);
      }
    }
  }

  /** Repeats the last sample where other rows of the batch have more samples. */
  private static void pad(WaveformBatch out, int row, int samples) {
    int width = out.samplesPerPixel();
    if (samples < width) {
      for (int p = 0; p < out.pixels(); p++) {
        pad(out.adc(), out.base(row) + p * width, samples, width);
      }
    }
  }

  private static void pad(short[] adc, int from, int samples, int width) {
    Arrays.fill(adc, from + samples, from + width, adc[from + samples - 1]);
  }

  private static void suppressed(
      ByteReader in, int samples, boolean two, WaveformBatch out, int row, GainSelector gains)
      throws FormatException {
    int lists = in.signedVarCount();
    int listStart = in.position();
    for (int i = 0; i < lists; i++) {
      if (in.varInt() >= 0) {
        in.varInt();
      }
    }
    int base = out.base(row);
    int width = out.samplesPerPixel();
    Arrays.fill(out.adc(), base, base + out.pixels() * width, (short) 0);
    int first = out.pixelBase(row);
    Arrays.fill(out.ceiling(), first, first + out.pixels(), (char) 0);
    int at = in.position();
    at = listed(in, lists, listStart, at, samples, false, out, row);
    pad(out, row, samples);
    if (two && gains.select(out, row) > 0) {
      for (int p = 0; p < out.pixels(); p++) {
        if (out.gain()[out.pixelBase(row) + p] != 0) {
          Arrays.fill(out.adc(), base + p * width, base + (p + 1) * width, (short) 0);
        }
      }
      listed(in, lists, listStart, at, samples, true, out, row);
    }
  }

  /** One channel of the listed pixels; of the low gain only where it is selected. */
  private static int listed(
      ByteReader in,
      int lists,
      int listStart,
      int from,
      int samples,
      boolean low,
      WaveformBatch out,
      int row)
      throws FormatException {
    byte[] data = in.array();
    int end = in.limit();
    int width = out.samplesPerPixel();
    int at = from;
    in.seek(listStart);
    for (int i = 0; i < lists; i++) {
      long first = in.varInt();
      long last = first < 0 ? -first - 1 : in.varInt();
      first = first < 0 ? last : first;
      if (first > last || last >= out.pixels()) {
        throw new FormatException(
            in.position(), "pixels " + first + " to " + last + " of " + out.pixels());
      }
      for (int p = (int) first; p <= last; p++) {
        if (low && out.gain()[out.pixelBase(row) + p] == 0) {
          at = VarInts.skip(data, at, end, samples);
        } else {
          int to = out.base(row) + p * width;
          int pixel = out.pixelBase(row) + p;
          at = VarInts.differences(data, at, end, out.adc(), to, samples, out.ceiling(), pixel);
          pad(out.adc(), to, samples, width);
        }
      }
    }
    return at;
  }

  private static void sums(
      ByteReader in,
      RawEvents raw,
      int rawRow,
      boolean two,
      WaveformBatch out,
      int row,
      GainSelector gains)
      throws FormatException {
    int pixels = out.pixels();
    if (raw.scratch.length < 6 * pixels + 32) {
      raw.scratch = new int[6 * pixels + 32];
    }
    int[] values = raw.scratch;
    Arrays.fill(values, 0, 2 * pixels, 0);
    switch (raw.kind[rawRow] - RawEvents.SUMS) {
      case 0 -> allSums(in, values, pixels, two);
      case 1 -> blockwiseSums(in, values, pixels, two);
      default -> listedSums(in, values, pixels, two);
    }
    short[] adc = out.adc();
    int[] sums = out.sums();
    int base = out.base(row);
    for (int p = 0; p < pixels; p++) {
      sums[base + p] = values[p];
      adc[base + p] = clip(values[p]);
    }
    if (two && gains.select(out, row) > 0) {
      byte[] gain = out.gain();
      int pixelBase = out.pixelBase(row);
      for (int p = 0; p < pixels; p++) {
        if (gain[pixelBase + p] != 0) {
          sums[base + p] = values[pixels + p];
          adc[base + p] = clip(values[pixels + p]);
        }
      }
    }
  }

  private static short clip(int sum) {
    // As unsigned numbers: what does not fit into 16 bits becomes the largest that does. The exact
    // sum is kept beside it.
    return (short) (Integer.compareUnsigned(sum, LARGEST) > 0 ? LARGEST : sum);
  }

  private static void allSums(ByteReader in, int[] values, int pixels, boolean two)
      throws FormatException {
    int at = VarInts.differences(in.array(), in.position(), in.limit(), values, 0, pixels);
    if (two) {
      VarInts.differences(in.array(), at, in.limit(), values, pixels, pixels);
    }
  }

  /** Blocks of 16 pixels, each with a mask of those that are stored; low gain first. */
  private static void blockwiseSums(ByteReader in, int[] values, int pixels, boolean two)
      throws FormatException {
    int scratch = 2 * pixels;
    for (int block = 0; block < pixels; block += 16) {
      int mask = in.u16();
      int stored = Integer.bitCount(mask);
      for (int channel = two ? 1 : 0; channel >= 0; channel--) {
        int at =
            VarInts.differences(in.array(), in.position(), in.limit(), values, scratch, stored);
        in.seek(at);
        int next = scratch;
        for (int j = 0; j < 16 && block + j < pixels; j++) {
          if ((mask & 1 << j) != 0) {
            values[channel * pixels + block + j] = values[next++];
          }
        }
      }
    }
  }

  /** A list of pixels, marked if they have no low gain or a high gain of 8 bits. */
  private static void listedSums(ByteReader in, int[] values, int pixels, boolean two)
      throws FormatException {
    int size = in.u16();
    if (size > pixels) {
      throw new FormatException(in.position(), "a list of " + size + " of " + pixels + " pixels");
    }
    int list = 2 * pixels;
    int lowCount = 0;
    int highCount = 0;
    int shortCount = 0;
    for (int i = 0; i < size; i++) {
      int entry = in.u16();
      values[list + i] = entry;
      if ((entry & PIXEL) >= pixels) {
        throw new FormatException(
            in.position(), "pixel " + (entry & PIXEL) + " of " + pixels + " pixels");
      }
      boolean reduced = (entry & REDUCED) != 0;
      shortCount += reduced ? 1 : 0;
      highCount += reduced ? 0 : 1;
      lowCount += !two || reduced || (entry & WITHOUT_LOW) != 0 ? 0 : 1;
    }
    int low = list + size;
    int high = low + lowCount;
    int at = VarInts.differences(in.array(), in.position(), in.limit(), values, low, lowCount);
    at = VarInts.differences(in.array(), at, in.limit(), values, high, highCount);
    in.seek(at);
    in.need(shortCount, 1);
    for (int i = 0; i < size; i++) {
      int entry = values[list + i];
      int pixel = entry & PIXEL;
      if ((entry & REDUCED) != 0) {
        values[pixel] = in.u8();
      } else {
        values[pixel] = values[high++];
        if (two && (entry & WITHOUT_LOW) == 0) {
          values[pixels + pixel] = values[low++];
        }
      }
    }
  }
}
