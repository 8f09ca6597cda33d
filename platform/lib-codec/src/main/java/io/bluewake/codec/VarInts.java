package io.bluewake.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Integers of variable length as EventIO stores them, and arrays of them stored as differences.
 *
 * <p>The number of leading ones of the first byte is the number of bytes that follow; the remaining
 * bits and the following bytes are the value, most significant first (as in UTF-8, but with all 8
 * bits of the following bytes used). Signed values put the sign into the lowest bit: 0, -1, 1, -2,
 * ... become 0, 1, 2, 3, ... Arrays of unsigned 32 bit integers are stored as signed differences to
 * the element before, the first to 0.
 */
public final class VarInts {
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;

  private VarInts() {}

  /** Number of bytes of the integer that starts with a byte, 1 to 9. */
  public static int length(byte first) {
    // Leading ones, of which there are at most 8: then the value is in the 8 bytes that follow.
    return Integer.numberOfLeadingZeros(~(first << 24)) + 1;
  }

  /** Reads an unsigned integer of known length; there are no range checks here. */
  public static long unsigned(byte[] data, int at, int length) {
    long value = length < 8 ? data[at] & 0xFFL >>> length : 0;
    for (int i = 1; i < length; i++) {
      value = value << 8 | data[at + i] & 0xFF;
    }
    return value;
  }

  /** Turns the unsigned form of a signed integer into its value. */
  public static long signed(long unsigned) {
    return unsigned >>> 1 ^ -(unsigned & 1);
  }

  /**
   * Reads differences into an {@code int} array.
   *
   * @return position after the last byte
   * @throws FormatException when they reach beyond {@code end}
   */
  public static int differences(byte[] data, int from, int end, int[] out, int start, int count)
      throws FormatException {
    int at = from;
    int value = 0;
    for (int i = start; i < start + count; i++) {
      int length = at < end ? length(data[at]) : 1;
      if (length > end - at) {
        throw new FormatException(at, "integers end too early");
      }
      value += (int) signed(unsigned(data, at, length));
      at += length;
      out[i] = value;
    }
    return at;
  }

  /**
   * Reads differences into a {@code short} array that holds the lowest 16 bits of each value. Codes
   * of one byte, nearly all in waveforms, are read eight at a time.
   *
   * @return position after the last byte
   * @throws FormatException when they reach beyond {@code end}
   */
  public static int differences(byte[] data, int from, int end, short[] out, int start, int count)
      throws FormatException {
    int at = from;
    int value = 0;
    int i = start;
    int stop = start + count;
    // Far from the end no single code needs a check: 9 bytes each, and 8 for the look ahead.
    if (count < (end - at) / 9 - 1) {
      while (i < stop) {
        long word = (long) LONG.get(data, at);
        if (stop - i >= 8 && (word & HIGH_BITS) == 0) {
          value = eight(word, value, out, i);
          i += 8;
          at += 8;
        } else {
          // One code of several bytes and those of one byte before it, or the end of the array.
          int single = Math.min(Long.numberOfTrailingZeros(word & HIGH_BITS) >>> 3, stop - i);
          for (int k = 0; k < single; k++) {
            int code = (int) (word >>> (k << 3)) & 0x7F;
            value += code >>> 1 ^ -(code & 1);
            out[i++] = (short) value;
          }
          at += single;
          if (single < 8 && i < stop) {
            int b = data[at] & 0xFF;
            if (b < 0xC0) {
              int code = (b & 0x3F) << 8 | data[at + 1] & 0xFF;
              value += code >>> 1 ^ -(code & 1);
              at += 2;
            } else {
              int length = length((byte) b);
              value += (int) signed(unsigned(data, at, length));
              at += length;
            }
            out[i++] = (short) value;
          }
        }
      }
      return at;
    }
    return careful(data, at, end, out, start, count);
  }

  private static int eight(long word, int before, short[] out, int i) {
    int v = before;
    int c0 = (int) word & 0x7F;
    v += c0 >>> 1 ^ -(c0 & 1);
    out[i] = (short) v;
    int c1 = (int) (word >>> 8) & 0x7F;
    v += c1 >>> 1 ^ -(c1 & 1);
    out[i + 1] = (short) v;
    int c2 = (int) (word >>> 16) & 0x7F;
    v += c2 >>> 1 ^ -(c2 & 1);
    out[i + 2] = (short) v;
    int c3 = (int) (word >>> 24) & 0x7F;
    v += c3 >>> 1 ^ -(c3 & 1);
    out[i + 3] = (short) v;
    int c4 = (int) (word >>> 32) & 0x7F;
    v += c4 >>> 1 ^ -(c4 & 1);
    out[i + 4] = (short) v;
    int c5 = (int) (word >>> 40) & 0x7F;
    v += c5 >>> 1 ^ -(c5 & 1);
    out[i + 5] = (short) v;
    int c6 = (int) (word >>> 48) & 0x7F;
    v += c6 >>> 1 ^ -(c6 & 1);
    out[i + 6] = (short) v;
    int c7 = (int) (word >>> 56) & 0x7F;
    v += c7 >>> 1 ^ -(c7 & 1);
    out[i + 7] = (short) v;
    return v;
  }

  private static int careful(byte[] data, int from, int end, short[] out, int start, int count)
      throws FormatException {
    int at = from;
    int value = 0;
    for (int i = start; i < start + count; i++) {
      int length = at < end ? length(data[at]) : 1;
      if (length > end - at) {
        throw new FormatException(at, "waveforms end too early");
      }
      value += (int) signed(unsigned(data, at, length));
      at += length;
      out[i] = (short) value;
    }
    return at;
  }

  /**
   * Leaves out integers.
   *
   * @return position after the last byte
   * @throws FormatException when they reach beyond {@code end}
   */
  public static int skip(byte[] data, int from, int end, long count) throws FormatException {
    int at = from;
    long left = count;
    while (left >= 8 && end - at >= 16) {
      long high = (long) LONG.get(data, at) & HIGH_BITS;
      if (high == 0) {
        at += 8;
        left -= 8;
      } else {
        int single = Long.numberOfTrailingZeros(high) >>> 3;
        at += single;
        at += length(data[at]);
        left -= single + 1;
      }
    }
    while (left > 0 && at < end) {
      at += length(data[at]);
      left--;
    }
    if (left > 0 || at > end) {
      throw new FormatException(Math.min(at, end), "integers end too early");
    }
    return at;
  }
}
