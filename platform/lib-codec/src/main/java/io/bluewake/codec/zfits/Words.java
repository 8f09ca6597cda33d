package io.bluewake.codec.zfits;

/** The processings of 16 bit words, undone in place. */
final class Words {
  private Words() {}

  /**
   * Undoes smoothing: every word becomes itself plus half the sum of the two before it, halves
   * rounded towards zero, modulo 65536.
   *
   * @param from first word to be changed; the two before it are right
   */
  static void unsmooth(short[] w, int from, int count) {
    int i = from;
    while (i < count) {
      // Sums of two words that are not negative need no rounding: tried for a block at a time.
      int stop = Math.min(count, i + 512);
      int good = unsmoothPositive(w, i, stop);
      i = good;
      if (good < stop) {
        int until = Math.min(count, good + 64);
        for (; i < until; i++) {
          w[i] += (short) ((w[i - 1] + w[i - 2]) / 2);
        }
      }
    }
  }

  /**
   * Undoes smoothing as long as all words are from 0 to 32767.
   *
   * @return the first word that is still to be done
   */
  private static int unsmoothPositive(short[] w, int from, int to) {
    int before = w[from - 2];
    int last = w[from - 1];
    if ((before | last) < 0) {
      return from;
    }
    for (int i = from; i < to; i++) {
      int next = last + (before + 2 * w[i]) >> 1;
      if ((next & 0xFFFF8000) != 0) {
        return i;
      }
      w[i] = (short) next;
      before = last;
      last = next;
    }
    return to;
  }

  /**
   * Undoes differences.
   *
   * @param from first word to be changed; the one before it is right
   */
  static void sum(short[] w, int from, int count) {
    short last = from == 0 ? 0 : w[from - 1];
    for (int i = from; i < count; i++) {
      last += w[i];
      w[i] = last;
    }
  }

  /** Subtracts 128 of all words. */
  static void subtract128(short[] w, int count) {
    for (int i = 0; i < count; i++) {
      w[i] = (short) (w[i] - 128);
    }
  }

  /** Joins low bytes, which come first, and high bytes. */
  static void joinBytes(byte[] in, int from, short[] out, int count) {
    for (int i = 0; i < count; i++) {
      out[i] = (short) (in[from + i] & 0xFF | in[from + count + i] << 8);
    }
  }

  /** Interleaves low words, which come first, and high words. */
  static void joinWords(short[] in, short[] out, int count) {
    int half = count / 2;
    for (int i = 0; i < half; i++) {
      out[2 * i] = in[i];
      out[2 * i + 1] = in[half + i];
    }
  }
}
