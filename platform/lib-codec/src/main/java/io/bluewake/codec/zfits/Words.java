package io.bluewake.codec.zfits;

/** The processings of 16 bit words, undone. */
final class Words {
  /** Words of a block that is tried the quick way first. */
  private static final int BLOCK = 512;

  private Words() {}

  /**
   * Undoes smoothing: every word becomes itself plus half the sum of the two before it, halves
   * rounded towards zero, modulo 65536.
   *
   * @param in smoothed words
   * @param out receives the words; another array, or another part of it
   * @param past the two words before; becomes the last two
   */
  static void unsmooth(short[] in, int from, int count, short[] out, int to, int[] past) {
    for (int done = 0; done < count; done += BLOCK) {
      int n = Math.min(count - done, BLOCK);
      // Sums of two words that are not negative need no rounding.
      int last = quickly(in, from + done, n, out, to + done, past[0], past[1]);
      if (last >= 0) {
        past[0] = last & 0xFFFF;
        past[1] = last >>> 16;
      } else {
        carefully(in, from + done, n, out, to + done, past);
      }
    }
  }

  /**
   * Undoes smoothing as if no word could be negative.
   *
   * @return the last two words, the later one in the upper half, if none was negative; else -1
   */
  private static int quickly(
      short[] in, int from, int count, short[] out, int to, int beforeLast, int theLast) {
    int before = beforeLast;
    int last = theLast;
    int all = before | last;
    for (int i = 0; i < count; i++) {
      int next = last + (before + 2 * in[from + i]) >> 1;
      all |= next;
      out[to + i] = (short) next;
      before = last;
      last = next;
    }
    return (all & 0xFFFF8000) == 0 ? last << 16 | before : -1;
  }

  private static void carefully(short[] in, int from, int count, short[] out, int to, int[] past) {
    for (int i = 0; i < count; i++) {
      out[to + i] = next(in[from + i], past);
    }
  }

  private static short next(short smoothed, int[] past) {
    short next = (short) (smoothed + (past[0] + past[1]) / 2);
    past[0] = past[1];
    past[1] = next;
    return next;
  }

  /** Undoes smoothing in place; the first two words are as they are. */
  static void unsmooth(short[] w, int count) {
    if (count < 2) {
      return;
    }
    int[] past = {w[0], w[1]};
    short[] block = new short[BLOCK];
    for (int i = 2; i < count; i += BLOCK) {
      int n = Math.min(BLOCK, count - i);
      System.arraycopy(w, i, block, 0, n);
      unsmooth(block, 0, n, w, i, past);
    }
  }

  /**
   * Undoes smoothing of waveforms and looks each word up in a table.
   *
   * @param in smoothed words, pixel by pixel
   * @param samples words of a pixel
   * @param pixels where in {@code out} the pixels belong
   * @param count number of pixels
   * @param table value of each word, taken as unsigned
   * @param base start of the first pixel in {@code out}
   * @param past the two words before; becomes the last two
   */
  static void unsmooth(
      short[] in,
      int from,
      int samples,
      int[] pixels,
      int count,
      float[] table,
      float[] out,
      int base,
      int[] past) {
    int done = 0;
    while (done < count) {
      done =
          pixelsQuickly(
              in, from + done * samples, samples, pixels, done, count, table, out, base, past);
      if (done < count) {
        int to = base + pixels[done] * samples;
        for (int s = 0; s < samples; s++) {
          out[to + s] = table[next(in[from + done * samples + s], past) & 0xFFFF];
        }
        done++;
      }
    }
  }

  /** Does pixels that have no negative words; returns the first pixel that is still to be done. */
  private static int pixelsQuickly(
      short[] in,
      int from,
      int samples,
      int[] pixels,
      int first,
      int count,
      float[] table,
      float[] out,
      int base,
      int[] past) {
    int before = past[0];
    int last = past[1];
    int pixel = first;
    for (int at = from; pixel < count; pixel++, at += samples) {
      int to = base + pixels[pixel] * samples;
      int all = before | last;
      int a = before;
      int b = last;
      for (int s = 0; s < samples; s++) {
        int next = b + (a + 2 * in[at + s]) >> 1;
        all |= next;
        out[to + s] = table[next & table.length - 1];
        a = b;
        b = next;
      }
      if ((all & 0xFFFF8000) != 0) {
        break;
      }
      before = a;
      last = b;
    }
    past[0] = before;
    past[1] = last;
    return pixel;
  }

  /** Looks words up in a table. */
  static void lookUp(short[] in, int from, float[] out, int to, int count, float[] table) {
    for (int i = 0; i < count; i++) {
      out[to + i] = table[in[from + i] & table.length - 1];
    }
  }

  /**
   * Undoes differences.
   *
   * @param in differences
   * @param out receives the words, may be {@code in}
   * @param last the word before
   * @return the last word
   */
  static int sum(short[] in, int from, int count, short[] out, int to, int last) {
    int sum = last;
    for (int i = 0; i < count; i++) {
      sum += in[from + i];
      out[to + i] = (short) sum;
    }
    return sum;
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
