package io.bluewake.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads numbers from a range of a byte array and never beyond it. Every method that needs more
 * bytes than are left throws {@link FormatException}; array lengths are checked before anything is
 * allocated. Reusable through {@link #wrap}; not thread safe.
 */
public final class ByteReader {
  private static final VarHandle SHORT_LE = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle SHORT_BE = view(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle INT_LE = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT_BE = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG_LE = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONG_BE = view(long[].class, ByteOrder.BIG_ENDIAN);

  private byte[] bytes = new byte[0];
  private int position;
  private int limit;
  private boolean bigEndian;

  private static VarHandle view(Class<?> type, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(type, order);
  }

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

  /** Reads an unsigned byte. */
  public int u8() throws FormatException {
    need(1, 1);
    return bytes[position++] & 0xFF;
  }

  /** Reads a signed 16 bit integer. */
  public short i16() throws FormatException {
    int at = position;
    position += need(1, 2);
    return (short) (bigEndian ? SHORT_BE : SHORT_LE).get(bytes, at);
  }

  /** Reads an unsigned 16 bit integer. */
  public int u16() throws FormatException {
    return i16() & 0xFFFF;
  }

  /** Reads a signed 32 bit integer. */
  public int i32() throws FormatException {
    int at = position;
    position += need(1, 4);
    return (int) (bigEndian ? INT_BE : INT_LE).get(bytes, at);
  }

  /** Reads a 64 bit integer. */
  public long i64() throws FormatException {
    int at = position;
    position += need(1, 8);
    return (long) (bigEndian ? LONG_BE : LONG_LE).get(bytes, at);
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
    need(count, 4);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = f32();
    }
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
