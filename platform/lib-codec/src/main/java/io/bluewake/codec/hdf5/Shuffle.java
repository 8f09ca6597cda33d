package io.bluewake.codec.hdf5;

/** Byte and bit transposition of elements, which brings similar bytes together. */
final class Shuffle {
  private Shuffle() {}

  /** First bytes of all elements, then second bytes, and so on; a rest is copied. */
  static void bytes(byte[] src, int from, int length, int typeSize, byte[] dst, int to) {
    int n = length / typeSize;
    for (int j = 0; j < typeSize; j++) {
      int out = to + j * n;
      for (int i = 0, in = from + j; i < n; i++, in += typeSize) {
        dst[out + i] = src[in];
      }
    }
    int done = n * typeSize;
    System.arraycopy(src, from + done, dst, to + done, length - done);
  }

  /** Undoes {@link #bytes}. */
  static void undoBytes(byte[] src, int from, int length, int typeSize, byte[] dst, int to) {
    int n = length / typeSize;
    for (int j = 0; j < typeSize; j++) {
      int in = from + j * n;
      for (int i = 0, out = to + j; i < n; i++, out += typeSize) {
        dst[out] = src[in + i];
      }
    }
    int done = n * typeSize;
    System.arraycopy(src, from + done, dst, to + done, length - done);
  }

  /** Undoes the transposition of bits, which acts only on whole groups of 8 elements. */
  static void undoBits(byte[] src, int from, int length, int typeSize, byte[] dst, int to) {
    int n = length / typeSize;
    if (n % 8 != 0) {
      System.arraycopy(src, from, dst, to, length);
      return;
    }
    int row = n / 8;
    for (int j = 0; j < typeSize; j++) {
      for (int i = 0; i < n; i++) {
        int v = 0;
        for (int bit = 0; bit < 8; bit++) {
          v |= (src[from + (j * 8 + bit) * row + (i >> 3)] >> (i & 7) & 1) << bit;
        }
        dst[to + i * typeSize + j] = (byte) v;
      }
    }
    int done = n * typeSize;
    System.arraycopy(src, from + done, dst, to + done, length - done);
  }
}
