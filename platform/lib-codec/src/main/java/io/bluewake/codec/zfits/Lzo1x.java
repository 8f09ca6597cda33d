package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;

/** Decompressor of LZO1X streams, written from the description of the format. */
final class Lzo1x {
  private final byte[] in;
  private final int limit;
  private final byte[] out;
  private int at;
  private int size;

  private Lzo1x(byte[] in, int from, int to, byte[] out) {
    this.in = in;
    this.limit = to;
    this.out = out;
    at = from;
  }

  /**
   * Decompresses.
   *
   * @param out receives the bytes, large enough for all that may come
   * @return how many they are
   */
  static int decode(byte[] in, int from, int to, byte[] out) throws FormatException {
    Lzo1x stream = new Lzo1x(in, from, to, out);
    stream.run();
    return stream.size;
  }

  private void run() throws FormatException {
    // What a short instruction means depends on how many literals came before: 0 to 3, or 4 for
    // more.
    int literals = 0;
    if (at < limit && (in[at] & 0xFF) > 17) {
      int count = next() - 17;
      literals(count);
      literals = Math.min(count, 4);
    }
    while (true) {
      int code = next();
      int length;
      int distance;
      int tail;
      if (code < 16) {
        if (literals == 0) {
          literals(3 + (code == 0 ? 15 + longLength() : code));
          literals = 4;
          continue;
        }
        length = literals == 4 ? 3 : 2;
        distance = (next() << 2) + (code >> 2) + (literals == 4 ? 2049 : 1);
        tail = code & 3;
      } else if (code >= 64) {
        length = (code >> 5) + 1;
        distance = (next() << 3) + (code >> 2 & 7) + 1;
        tail = code & 3;
      } else {
        boolean near = code >= 32;
        int mask = near ? 31 : 7;
        length = 2 + ((code & mask) == 0 ? mask + longLength() : code & mask);
        int word = next() | next() << 8;
        tail = word & 3;
        distance = (word >> 2) + 1;
        if (!near) {
          distance += ((code & 8) << 11) - 1;
          if (distance == 0) {
            return;
          }
          distance += 16384;
        }
      }
      copy(distance, length);
      literals(tail);
      literals = tail;
    }
  }

  private int next() throws FormatException {
    if (at >= limit) {
      throw new FormatException(at, "the LZO data are cut");
    }
    return in[at++] & 0xFF;
  }

  private int longLength() throws FormatException {
    int length = 0;
    int value = next();
    while (value == 0) {
      length += 255;
      value = next();
    }
    return length + value;
  }

  private void room(int count) throws FormatException {
    if (count > out.length - size) {
      throw new FormatException(at, "the LZO data are longer than the column can be");
    }
  }

  private void literals(int count) throws FormatException {
    room(count);
    if (count > limit - at) {
      throw new FormatException(at, "the LZO data are cut");
    }
    System.arraycopy(in, at, out, size, count);
    at += count;
    size += count;
  }

  private void copy(int distance, int length) throws FormatException {
    room(length);
    if (distance > size) {
      throw new FormatException(at, "the LZO data refer to what was before their start");
    }
    for (int i = 0; i < length; i++) {
      out[size] = out[size - distance];
      size++;
    }
  }
}
