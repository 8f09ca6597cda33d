package io.bluewake.codec.hdf5;

/** Decoders of the two byte-oriented LZ77 formats of blosc: LZ4 blocks and BloscLZ (FastLZ). */
final class Lz {
  private Lz() {}

  /**
   * Decodes an LZ4 block.
   *
   * @return whether exactly {@code outLength} bytes came out
   */
  static boolean lz4(byte[] in, int at, int length, byte[] out, int to, int outLength) {
    int end = at + length;
    int o = to;
    int outEnd = to + outLength;
    int i = at;
    while (i < end) {
      int token = in[i++] & 0xFF;
      int literals = token >>> 4;
      if (literals == 15) {
        int b;
        do {
          if (i >= end || literals > outLength) {
            return false;
          }
          b = in[i++] & 0xFF;
          literals += b;
        } while (b == 255);
      }
      if (literals > end - i || literals > outEnd - o) {
        return false;
      }
      System.arraycopy(in, i, out, o, literals);
      i += literals;
      o += literals;
      if (i == end) {
        return o == outEnd;
      }
      if (end - i < 2) {
        return false;
      }
      int distance = (in[i] & 0xFF) | (in[i + 1] & 0xFF) << 8;
      i += 2;
      int match = (token & 15) + 4;
      if ((token & 15) == 15) {
        int b;
        do {
          if (i >= end || match > outLength + 4) {
            return false;
          }
          b = in[i++] & 0xFF;
          match += b;
        } while (b == 255);
      }
      if (distance == 0 || distance > o - to || match > outEnd - o) {
        return false;
      }
      copy(out, o, distance, match);
      o += match;
    }
    return o == outEnd;
  }

  /** Decodes a BloscLZ stream; true if exactly {@code outLength} bytes came out. */
  static boolean bloscLz(byte[] in, int at, int length, byte[] out, int to, int outLength) {
    if (length == 0) {
      return outLength == 0;
    }
    int end = at + length;
    int o = to;
    int outEnd = to + outLength;
    int i = at;
    int control = in[i++] & 31;
    while (true) {
      if (control >= 32) {
        int match = (control >>> 5) - 1;
        int distance = (control & 31) << 8;
        if (match == 6) {
          int b;
          do {
            if (i >= end || match > outLength) {
              return false;
            }
            b = in[i++] & 0xFF;
            match += b;
          } while (b == 255);
        }
        if (i >= end) {
          return false;
        }
        int low = in[i++] & 0xFF;
        match += 3;
        distance += low;
        if (low == 255 && distance == (31 << 8) + 255) {
          if (end - i < 2) {
            return false;
          }
          distance = ((in[i] & 0xFF) << 8 | in[i + 1] & 0xFF) + 8191;
          i += 2;
        }
        distance++;
        if (distance > o - to || match > outEnd - o) {
          return false;
        }
        copy(out, o, distance, match);
        o += match;
      } else {
        int literals = control + 1;
        if (literals > end - i || literals > outEnd - o) {
          return false;
        }
        System.arraycopy(in, i, out, o, literals);
        i += literals;
        o += literals;
      }
      if (i >= end) {
        return o == outEnd;
      }
      control = in[i++] & 0xFF;
    }
  }

  /** Copies from earlier output; source and target may overlap, which repeats the pattern. */
  private static void copy(byte[] out, int o, int distance, int n) {
    if (distance >= n) {
      System.arraycopy(out, o - distance, out, o, n);
    } else {
      for (int k = 0; k < n; k++) {
        out[o + k] = out[o - distance + k];
      }
    }
  }
}
