package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;

/**
 * Decoder of Rice codes for 16 bit integers as in FITS images: blocks of 32 differences, bits from
 * the most significant. Each block begins with four bits that say by how many bits its values were
 * divided, plus one; 0 means that all differences are 0, 15 that they are stored plainly.
 */
final class Rice16 {
  private static final int BLOCK = 32;
  private static final int PLAIN = 14;

  private final byte[] in;
  private final int limit;
  private int at;
  private long window;
  private int bits;

  private Rice16(byte[] in, int from, int to) {
    this.in = in;
    at = from;
    limit = to;
  }

  /** Decodes {@code count} values. */
  static void decode(byte[] in, int from, int to, short[] out, int count) throws FormatException {
    Rice16 stream = new Rice16(in, from, to);
    if (count > 0) {
      stream.run(out, count);
    }
  }

  private void run(short[] out, int count) throws FormatException {
    int last = take(16);
    for (int i = 0; i < count; i += BLOCK) {
      int end = Math.min(count, i + BLOCK);
      int shift = take(4) - 1;
      for (int j = i; j < end; j++) {
        int folded = 0;
        if (shift >= PLAIN) {
          folded = take(16);
        } else if (shift >= 0) {
          folded = zeros() << shift | take(shift);
        }
        last += (folded & 1) == 0 ? folded >> 1 : ~(folded >> 1);
        out[j] = (short) last;
      }
    }
  }

  private int take(int n) throws FormatException {
    while (bits < n) {
      if (at >= limit) {
        throw new FormatException(at, "the Rice codes are cut");
      }
      window = window << 8 | in[at++] & 0xFF;
      bits += 8;
    }
    bits -= n;
    return (int) (window >>> bits) & (1 << n) - 1;
  }

  private int zeros() throws FormatException {
    int n = 0;
    while (take(1) == 0) {
      n++;
    }
    return n;
  }
}
