package io.bluewake.writer.eventio;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes of EventIO objects, little endian. Objects are opened and closed; closing writes the length
 * into the header. Reused.
 */
final class EventioBuffer {
  private static final int HEADER = 12;
  private static final int ONLY_OBJECTS = 1 << 30;
  private static final int DEEPEST = 8;
  private static final byte[] MARKER = {0x37, (byte) 0x8A, 0x1F, (byte) 0xD4};

  private byte[] bytes = new byte[1 << 16];
  private int size;
  private final int[] open = new int[DEEPEST];
  private int depth;

  /** Opens an object; at the top level a marker goes in front. */
  EventioBuffer begin(int type, int version, int id, boolean onlyObjects) {
    if (depth == 0) {
      need(4);
      System.arraycopy(MARKER, 0, bytes, size, 4);
      size += 4;
    }
    open[depth++] = size;
    i32(type | version << 20);
    i32(id);
    return i32(onlyObjects ? ONLY_OBJECTS : 0);
  }

  /** Closes the object opened last. */
  EventioBuffer end() {
    int start = open[--depth];
    int length = size - start - HEADER;
    int flags = bytes[start + 11] & 0x40;
    int now = size;
    size = start + 8;
    i32(length | flags << 24);
    size = now;
    return this;
  }

  /** Writes everything out and forgets it. */
  void flush(OutputStream out) throws IOException {
    out.write(bytes, 0, size);
    size = 0;
  }

  private void need(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }

  EventioBuffer u8(int v) {
    need(1);
    bytes[size++] = (byte) v;
    return this;
  }

  EventioBuffer i16(int v) {
    need(2);
    bytes[size++] = (byte) v;
    bytes[size++] = (byte) (v >> 8);
    return this;
  }

  EventioBuffer i32(int v) {
    need(4);
    bytes[size++] = (byte) v;
    bytes[size++] = (byte) (v >> 8);
    bytes[size++] = (byte) (v >> 16);
    bytes[size++] = (byte) (v >> 24);
    return this;
  }

  EventioBuffer f32(double v) {
    return i32(Float.floatToRawIntBits((float) v));
  }

  EventioBuffer f64(double v) {
    long bits = Double.doubleToRawLongBits(v);
    return i32((int) bits).i32((int) (bits >> 32));
  }

  /** Half precision, rounded to nearest; too small becomes 0, too large the largest. */
  EventioBuffer f16(double v) {
    int bits = Float.floatToRawIntBits((float) v);
    int sign = bits >>> 16 & 0x8000;
    int value = (bits & 0x7FFFFFFF) + 0x1000;
    if (value >= 0x47800000) {
      return i16(sign | 0x7BFF);
    }
    if (value >= 0x38800000) {
      return i16(sign | value - 0x38000000 >>> 13);
    }
    // Below 2^-14 numbers are multiples of 2^-24.
    return i16(sign | (int) Math.rint(Math.abs(v) * 0x1p24));
  }

  EventioBuffer f32s(float[] values) {
    need(4 * values.length);
    for (float v : values) {
      f32(v);
    }
    return this;
  }

  EventioBuffer f32s(double[] values) {
    for (double v : values) {
      f32(v);
    }
    return this;
  }

  /** The same number some times. */
  EventioBuffer fill(int count, double value) {
    for (int i = 0; i < count; i++) {
      f32(value);
    }
    return this;
  }

  /** Text with a length of 16 bits. */
  EventioBuffer text(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    i16(utf8.length);
    return raw(utf8);
  }

  /** Text with a length of variable size. */
  EventioBuffer varText(String text) {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    unsigned(utf8.length);
    return raw(utf8);
  }

  private EventioBuffer raw(byte[] data) {
    need(data.length);
    System.arraycopy(data, 0, bytes, size, data.length);
    size += data.length;
    return this;
  }

  /**
   * Unsigned integer of variable length: leading ones of the first byte count those that follow.
   */
  EventioBuffer unsigned(long v) {
    int length = 1;
    while (length < 9 && v >>> 7 * length != 0) {
      length++;
    }
    need(9);
    if (length == 9) {
      bytes[size++] = (byte) 0xFF;
    } else {
      bytes[size++] = (byte) (0xFF << 9 - length | (int) (v >>> 8 * (length - 1)));
    }
    for (int i = length == 9 ? 7 : length - 2; i >= 0; i--) {
      bytes[size++] = (byte) (v >>> 8 * i);
    }
    return this;
  }

  /** Signed integer of variable length: the sign is in the lowest bit. */
  EventioBuffer signed(long v) {
    return unsigned(v << 1 ^ v >> 63);
  }

  /** Unsigned 16 bit numbers as differences to the one before, the first to 0. */
  EventioBuffer differences(short[] values, int from, int count) {
    need(3 * count);
    int before = 0;
    for (int i = from; i < from + count; i++) {
      int value = values[i] & 0xFFFF;
      int difference = value - before;
      before = value;
      int code = difference << 1 ^ difference >> 31;
      if (code < 0x80) {
        bytes[size++] = (byte) code;
      } else if (code < 0x4000) {
        bytes[size++] = (byte) (0x80 | code >> 8);
        bytes[size++] = (byte) code;
      } else {
        bytes[size++] = (byte) (0xC0 | code >> 16);
        bytes[size++] = (byte) (code >> 8);
        bytes[size++] = (byte) code;
      }
    }
    return this;
  }
}
