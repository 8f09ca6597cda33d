package io.bluewake.codec.zfits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sum of 32 bit big endian words in ones' complement, as in the keywords DATASUM and RAWSUM. Bytes
 * may come in pieces of any length.
 */
public final class FitsChecksum {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private long sum;
  private int phase;

  /** Adds bytes that follow those before. */
  public void add(byte[] data, int from, int to) {
    int at = from;
    while (at < to && phase != 0) {
      addByte(data[at++]);
    }
    int pairs = Math.max(0, to - at) / 8;
    sum = fold(sum + pairs(data, at, pairs));
    at += 8 * pairs;
    while (at < to) {
      addByte(data[at++]);
    }
  }

  /** Sum of the words of a number of pairs. */
  private static long pairs(byte[] data, int from, int count) {
    long first = 0;
    long second = 0;
    for (int i = 0; i < count; i++) {
      long pair = (long) LONGS.get(data, from + 8 * i);
      first += pair >>> 32;
      second += pair & 0xFFFFFFFFL;
    }
    return fold(fold(first) + fold(second));
  }

  private void addByte(byte value) {
    sum += (value & 0xFFL) << 24 - 8 * phase;
    phase = phase + 1 & 3;
  }

  private static long fold(long value) {
    long v = value;
    while (v >>> 32 != 0) {
      v = (v & 0xFFFFFFFFL) + (v >>> 32);
    }
    return v;
  }

  /** The sum so far, unsigned 32 bit; missing bytes of the last word count as 0. */
  public long value() {
    return fold(sum);
  }

  /** Adds the sum of other bytes, which begin at a multiple of four bytes. */
  void add(long otherSum) {
    sum = fold(sum + otherSum);
  }

  /**
   * Sixteen letters and digits whose sum is a value, as the keyword CHECKSUM has it (FITS standard
   * 4.0, appendix J).
   */
  static String encode(long value) {
    char[] out = new char[16];
    for (int b = 0; b < 4; b++) {
      int part = (int) (value >>> 24 - 8 * b) & 0xFF;
      int[] letters = new int[4];
      java.util.Arrays.fill(letters, part / 4 + '0');
      letters[0] += part % 4;
      for (boolean again = true; again; ) {
        again = false;
        for (int k = 0; k < 4; k += 2) {
          if (isPunctuation(letters[k]) || isPunctuation(letters[k + 1])) {
            letters[k]++;
            letters[k + 1]--;
            again = true;
          }
        }
      }
      for (int k = 0; k < 4; k++) {
        // Turned by one, since the value of the keyword begins after a quote.
        out[(4 * k + b + 1) % 16] = (char) letters[k];
      }
    }
    return new String(out);
  }

  private static boolean isPunctuation(int letter) {
    return letter > '9' && letter < 'A' || letter > 'Z' && letter < 'a';
  }
}
