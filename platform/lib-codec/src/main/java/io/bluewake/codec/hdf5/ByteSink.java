package io.bluewake.codec.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of little-endian values. */
final class ByteSink {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] array() {
    return bytes;
  }

  private int grow(int n) {
    int at = size;
    size = Math.addExact(size, n);
    if (size > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size, bytes.length * 2));
    }
    return at;
  }

  ByteSink u1(int v) {
    int at = grow(1);
    bytes[at] = (byte) v;
    return this;
  }

  ByteSink u2(int v) {
    return number(v, 2);
  }

  ByteSink u4(long v) {
    return number(v, 4);
  }

  ByteSink u8(long v) {
    return number(v, 8);
  }

  /** The lowest bytes of a number. */
  ByteSink number(long v, int width) {
    int at = grow(width);
    for (int i = 0; i < width; i++) {
      bytes[at + i] = (byte) (v >>> (8 * i));
    }
    return this;
  }

  ByteSink raw(byte[] data) {
    return raw(data, 0, data.length);
  }

  ByteSink raw(byte[] data, int offset, int length) {
    int at = grow(length);
    System.arraycopy(data, offset, bytes, at, length);
    return this;
  }

  ByteSink ascii(String text) {
    return raw(text.getBytes(StandardCharsets.US_ASCII));
  }

  ByteSink zeros(int n) {
    grow(n);
    return this;
  }

  /** Appends the lookup3 checksum of everything from {@code from}. */
  ByteSink checksum(int from) {
    return u4(Checksums.lookup3(bytes, from, size - from));
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }
}
