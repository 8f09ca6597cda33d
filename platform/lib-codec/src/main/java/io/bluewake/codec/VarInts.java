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

  /** What a code of one byte adds; bytes that are no such code have entries to be looked up too. */
  private static final int[] STEP = new int[256];

  static {
    for (int code = 0; code < STEP.length; code++) {
      STEP[code] = (int) signed(code);
    }
  }

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
   * Reads differences into a {@code short} array that holds the lowest 16 bits of each value. In
   * waveforms all codes but the first are nearly always one byte, which is tried first.
   *
   * @param ceiling receives a number that none of the unsigned 16 bit values exceeds: all bits that
   *     occur, which costs an instruction per value here and a loop of its own later
   * @param index where in {@code ceiling}
   * @return position after the last byte
   * @throws FormatException when they reach beyond {@code end}
   */
  public static int differences(
      byte[] data, int from, int end, short[] out, int start, int count, char[] ceiling, int index)
      throws FormatException {
    // Far from the end no single code needs a check: 9 bytes each.
    if (count < 1 || count >= (end - from) / 9 - 1) {
      ceiling[index] = Character.MAX_VALUE;
      return careful(data, from, end, out, start, count);
    }
    int length = length(data[from]);
    int first = (int) signed(unsigned(data, from, length));
    int at = from + length;
    out[start] = (short) first;
    int bits = steps(data, at, out, start + 1, count - 1, first);
    if (bits >= 0) {
      ceiling[index] = (char) bits;
      return at + count - 1;
    }
    // Only bright pixels have steps of more than a byte, and those are worth a look.
    ceiling[index] = Character.MAX_VALUE;
    return mixed(data, at, out, start + 1, start + count, first);
  }

  /**
   * Reads codes as if all had one byte. A loop without branches and with a table for what a code
   * adds.
   *
   * @return all values, or-ed, if each code was a byte, else -1
   */
  private static int steps(byte[] data, int at, short[] out, int start, int count, int before) {
    int value = before;
    int bits = before;
    int all = 0;
    for (int k = 0; k < count; k++) {
      int code = data[at + k] & 0xFF;
      all |= code;
      value += STEP[code];
      bits |= value;
      out[start + k] = (short) value;
    }
    if (all >= 0x80) {
      return -1;
    }
    // Values that were cut to 16 bits may have become anything.
    return bits >>> 16 == 0 ? bits : Character.MAX_VALUE;
  }

  private static int mixed(byte[] data, int from, short[] out, int start, int stop, int before) {
    int at = from;
    int value = before;
    for (int i = start; i < stop; i++) {
      int b = data[at] & 0xFF;
      if (b < 0x80) {
        value += STEP[b];
        at++;
      } else if (b < 0xC0) {
        int code = (b & 0x3F) << 8 | data[at + 1] & 0xFF;
        value += code >>> 1 ^ -(code & 1);
        at += 2;
      } else {
        int length = length((byte) b);
        value += (int) signed(unsigned(data, at, length));
        at += length;
      }
      out[i] = (short) value;
    }
    return at;
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
