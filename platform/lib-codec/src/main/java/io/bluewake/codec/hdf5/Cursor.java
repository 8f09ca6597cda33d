package io.bluewake.codec.hdf5;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads little-endian values from a piece of a file; every step is checked against its end. */
final class Cursor {
  private final FileBytes file;
  private final String object;
  private final long base;
  private final byte[] data;
  private final int limit;
  private int at;

  Cursor(FileBytes file, String object, long base, byte[] data) {
    this(file, object, base, data, 0, data.length);
  }

  private Cursor(FileBytes file, String object, long base, byte[] data, int at, int limit) {
    this.file = file;
    this.object = object;
    this.base = base;
    this.data = data;
    this.at = at;
    this.limit = limit;
  }

  int remaining() {
    return limit - at;
  }

  int position() {
    return at;
  }

  byte[] array() {
    return data;
  }

  Hdf5Exception error(String problem) {
    return file.error(base + at, object, problem);
  }

  private int step(long n) throws Hdf5Exception {
    if (n < 0 || n > limit - at) {
      throw error("needs " + n + " bytes, has " + (limit - at));
    }
    int from = at;
    at += (int) n;
    return from;
  }

  Cursor skip(long n) throws Hdf5Exception {
    step(n);
    return this;
  }

  int u1() throws Hdf5Exception {
    return data[step(1)] & 0xFF;
  }

  int u2() throws Hdf5Exception {
    int p = step(2);
    return data[p] & 0xFF | (data[p + 1] & 0xFF) << 8;
  }

  long u4() throws Hdf5Exception {
    return number(4);
  }

  long u8() throws Hdf5Exception {
    return number(8);
  }

  long number(int width) throws Hdf5Exception {
    int p = step(width);
    long v = 0;
    for (int i = 0; i < width; i++) {
      v |= (data[p + i] & 0xFFL) << (8 * i);
    }
    return v;
  }

  byte[] bytes(long n) throws Hdf5Exception {
    int p = step(n);
    return Arrays.copyOfRange(data, p, at);
  }

  /** The next bytes as a cursor of their own. */
  Cursor slice(long n) throws Hdf5Exception {
    int p = step(n);
    return new Cursor(file, object, base, data, p, at);
  }

  /** A text of fixed width without the zeros after it. */
  String text(long width) throws Hdf5Exception {
    int p = step(width);
    return RowCodec.text(data, p, (int) width);
  }

  /** A text up to the next zero, which is skipped. */
  String zeroTerminated() throws Hdf5Exception {
    int p = at;
    while (u1() != 0) {
      // Advances to the end of the text.
    }
    return new String(data, p, at - 1 - p, StandardCharsets.UTF_8);
  }

  void expect(String signature) throws Hdf5Exception {
    String found = new String(bytes(signature.length()), StandardCharsets.ISO_8859_1);
    if (!found.equals(signature)) {
      throw error("expected '" + signature + "'");
    }
  }

  void version(int found, int lowest, int highest, String what) throws Hdf5Exception {
    if (found < lowest || found > highest) {
      throw error(what + " of version " + found + " is not supported");
    }
  }
}
