package io.bluewake.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from a range of a byte array and never beyond it. Every method that needs more
 * bytes than are left throws {@link FormatException}; array lengths are checked before anything is
 * allocated. Reusable through {@link #wrap}; not thread safe.
 */
public final class ByteReader {
  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private boolean bigEndian;

  /**
   * Sets the range to read.
   *
   * @param data the bytes; not copied
   * @param from first byte
   * @param to end of the range
   * @param bigEndianOrder whether the most significant byte comes first
   */
  public ByteReader wrap(byte[] data, int from, int to, boolean bigEndianOrder) {
    bytes = data;
    position = from;
    limit = to;
    bigEndian = bigEndianOrder;
    return this;
  }

  /** The array being read. */
  public byte[] array() {
    return bytes;
  }

  /** Index of the next byte in the array. */
  public int position() {
    return position;
  }

  /** End of the range in the array. */
  public int limit() {
    return limit;
  }

  /** Whether the most significant byte comes first. */
  public boolean bigEndian() {
    return bigEndian;
  }

  /** Bytes left. */
  public int remaining() {
    return limit - position;
  }

  /** Continues at another place of the range. */
  public void seek(int to) throws FormatException {
    if (to < 0 || to > limit) {
      throw new FormatException(position, "a length points outside the object");
    }
    position = to;
  }

  /** Leaves out bytes. */
  public void skip(long count) throws FormatException {
    position += need(count, 1);
  }

  /**
   * Checks that {@code count} elements of a size are left.
   *
   * @return the number of bytes they take
   */
  public int need(long count, int size) throws FormatException {
    if (count < 0 || count > (limit - position) / size) {
      throw new FormatException(
          position,
          "needs "
              + count
              + (size == 1 ? " bytes" : " elements of " + size + " bytes")
              + " where "
              + (limit - position)
              + " bytes are left");
    }
    return (int) count * size;
  }

  /** Moves on by a few bytes, the cheap case of {@link #need}; returns where they start. */
  private int advance(int size) throws FormatException {
    int at = position;
    if (limit - at < size) {
      need(1, size);
    }
    position = at + size;
    return at;
  }

  /** Plain shifts: byte views of arrays are slow until the last stage of compilation. */
  private int littleEndian(int at) {
    byte[] b = bytes;
    return b[at] & 0xFF | (b[at + 1] & 0xFF) << 8 | (b[at + 2] & 0xFF) << 16 | b[at + 3] << 24;
  }

  /** Reads an unsigned byte. */
  public int u8() throws FormatException {
    return bytes[advance(1)] & 0xFF;
  }

  /** Reads a signed 16 bit integer. */
  public short i16() throws FormatException {
    int at = advance(2);
    short value = (short) (bytes[at] & 0xFF | bytes[at + 1] << 8);
    return bigEndian ? Short.reverseBytes(value) : value;
  }

  /** Reads an unsigned 16 bit integer. */
  public int u16() throws FormatException {
    return i16() & 0xFFFF;
  }

  /** Reads a signed 32 bit integer. */
  public int i32() throws FormatException {
    int at = advance(4);
    int value = littleEndian(at);
    return bigEndian ? Integer.reverseBytes(value) : value;
  }

  /** Reads a 64 bit integer. */
  public long i64() throws FormatException {
    int at = advance(8);
    long value = littleEndian(at) & 0xFFFFFFFFL | (long) littleEndian(at + 4) << 32;
    return bigEndian ? Long.reverseBytes(value) : value;
  }

  /** Reads a half precision number (IEEE 754 binary16). */
  public float f16() throws FormatException {
    return halfToFloat(i16());
  }

  /** Reads a single precision number. */
  public float f32() throws FormatException {
    return Float.intBitsToFloat(i32());
  }

  /** Reads a double precision number. */
  public double f64() throws FormatException {
    return Double.longBitsToDouble(i64());
  }

  /** Reads single precision numbers. */
  public float[] f32s(int count) throws FormatException {
    int size = need(count, 4);
    float[] values = new float[count];
    // A copy by the Java machine: calibrations come with each event in some files.
    ByteBuffer.wrap(bytes, position, size)
        .order(bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .get(values);
    position += size;
    return values;
  }

  /** Reads signed 32 bit integers. */
  public int[] i32s(int count) throws FormatException {
    need(count, 4);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i32();
    }
    return values;
  }

  /** Reads signed 16 bit integers. */
  public int[] i16s(int count) throws FormatException {
    need(count, 2);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = i16();
    }
    return values;
  }

  /** Reads bytes as text. */
  public String text(int length) throws FormatException {
    int at = position;
    position += need(length, 1);
    return new String(bytes, at, length, StandardCharsets.UTF_8);
  }

  /** Reads an unsigned integer of variable length, see {@link VarInts}. */
  public long unsignedVarInt() throws FormatException {
    need(1, 1);
    int length = VarInts.length(bytes[position]);
    need(length, 1);
    long value = VarInts.unsigned(bytes, position, length);
    position += length;
    return value;
  }

  /** Reads a signed integer of variable length, see {@link VarInts}. */
  public long varInt() throws FormatException {
    return VarInts.signed(unsignedVarInt());
  }

  /** Reads an unsigned integer of variable length that counts things of at least a byte each. */
  public int varCount() throws FormatException {
    long count = unsignedVarInt();
    need(count, 1);
    return (int) count;
  }

  /** Reads a signed integer of variable length that counts things of at least a byte each. */
  public int signedVarCount() throws FormatException {
    long count = varInt();
    need(count, 1);
    return (int) count;
  }

  /** Reads signed integers of variable length. */
  public int[] varInts(int count) throws FormatException {
    need(count, 1);
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = (int) varInt();
    }
    return values;
  }

  /** Reads {@code count} unsigned integers stored as differences, see {@link VarInts}. */
  public void differences(int[] out, int count) throws FormatException {
    position = VarInts.differences(bytes, position, limit, out, 0, count);
  }

  /** Widens a half precision number. */
  public static float halfToFloat(short half) {
    int exponent = half >> 10 & 0x1F;
    int mantissa = half & 0x3FF;
    int sign = half & 0x8000;
    if (exponent == 0x1F) {
      return Float.intBitsToFloat(sign << 16 | 0x7F800000 | mantissa << 13);
    }
    if (exponent != 0) {
      return Float.intBitsToFloat(sign << 16 | exponent + 112 << 23 | mantissa << 13);
    }
    float subnormal = mantissa * 0x1p-24f;
    return sign == 0 ? subnormal : -subnormal;
  }
}
