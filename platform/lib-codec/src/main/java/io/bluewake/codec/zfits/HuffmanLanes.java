package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;

/**
 * Decodes one stream of Huffman codes in four places at a time, which keeps a processor busy that
 * would otherwise wait for each look-up before it can begin the next.
 *
 * <p>A decoder that starts in the middle of a code soon falls into step: from some point on it sees
 * the same codes as one that came from the start. The first symbols of each place are noted with
 * their bits; the place before goes on until it meets one of those bits, and from there on the
 * results join. If they do not meet, the rest is left to the caller. The result is exact.
 */
final class HuffmanLanes {
  /** Fewer symbols, or bits, are not worth it. */
  static final int FEWEST = 1 << 14;

  private static final int LANES = 4;

  /** Symbols at the start of a lane whose bits are noted. */
  private static final int NOTED = 128;

  /** Bits and symbols that a round takes at most. */
  private static final int ROUND_BITS = 4 * 56;

  private static final int ROUND_SYMBOLS = 4;

  /** Rounds at a time: a short method is called often and so compiled early as a whole. */
  private static final int BURST = 256;

  /** Farthest bit before the end at which a whole window can be loaded. */
  private static final int MARGIN = 1024;

  /** Room for the symbols of a lane. */
  private static final int LANE = 1 << 15;

  private static final long BITS57 = (1L << 57) - 1;
  private static final long TOP = 1L << 57;

  private final long[][] noted = new long[LANES][NOTED];
  private final long[] bits = new long[LANES];
  private final long[] limits = new long[LANES];
  private final int[] counts = new int[LANES];
  private short[] symbols = new short[0];
  private long nextBit;

  /** Bits of an average symbol in what was decoded last. */
  private double meanBits = 8;

  /** Bit after the last symbol. */
  long nextBit() {
    return nextBit;
  }

  /**
   * Decodes at most {@code count} symbols.
   *
   * @return how many; may be none
   */
  int decode(
      Huffman16 huffman, byte[] in, long fromBit, int to, short[] out, int outFrom, int count)
      throws FormatException {
    nextBit = fromBit;
    long end = 8L * to;
    int most = Math.min(count, 3 * LANE);
    long span = Math.min(end - MARGIN - fromBit, (long) (0.96 * most * meanBits));
    if (span < FEWEST) {
      return 0;
    }
    if (symbols.length == 0) {
      symbols = new short[LANES * LANE + 8];
    }
    for (int lane = 0; lane < LANES; lane++) {
      bits[lane] = fromBit + lane * span / LANES;
      limits[lane] = fromBit + (lane + 1) * span / LANES;
    }
    try {
      for (int lane = 0; lane < LANES; lane++) {
        note(huffman, in, lane, end);
      }
      together(huffman, in);
      for (int lane = 0; lane < LANES; lane++) {
        alone(huffman, in, lane, end);
      }
    } catch (FormatException e) {
      return 0; // not from the start of a code: whoever does it from there will say where
    }
    int done = join(huffman, in, end, out, outFrom, count);
    if (done > 0) {
      meanBits = (double) (nextBit - fromBit) / done;
    }
    return done;
  }

  private void note(Huffman16 huffman, byte[] in, int lane, long end) throws FormatException {
    long bit = bits[lane];
    for (int i = 0; i < NOTED; i++) {
      noted[lane][i] = bit;
      bit = huffman.symbol(in, bit, end);
      symbols[lane * LANE + i] = huffman.lastSymbol();
    }
    bits[lane] = bit;
    counts[lane] = NOTED;
  }

  /** All lanes symbol by symbol, as long as none has reached the next. */
  private void together(Huffman16 huffman, byte[] in) throws FormatException {
    int done = NOTED;
    while (true) {
      long n = Math.min(BURST, (LANE - done - ROUND_SYMBOLS) / ROUND_SYMBOLS);
      for (int lane = 0; lane < LANES; lane++) {
        n = Math.min(n, (limits[lane] - bits[lane]) / ROUND_BITS);
      }
      if (n <= 4) {
        break;
      }
      int stop = done + (int) n * ROUND_SYMBOLS;
      burst(huffman, in, done, stop);
      done = stop;
    }
    java.util.Arrays.fill(counts, done);
  }

  /**
   * Decodes a number of symbols in each lane. A window is 57 bits and a 1 above them, so that the
   * place of that 1 tells how many bits are left, and that none was left when it is gone.
   */
  private void burst(Huffman16 huffman, byte[] in, int from, int to) throws FormatException {
    int[] table = huffman.table();
    short[] out = symbols;
    long b0 = bits[0];
    long b1 = bits[1];
    long b2 = bits[2];
    long b3 = bits[3];
    for (int i = from; i < to; i += ROUND_SYMBOLS) {
      long w0 = (long) Huffman16.LONGS.get(in, (int) (b0 >>> 3)) >>> (int) (b0 & 7) & BITS57 | TOP;
      long w1 = (long) Huffman16.LONGS.get(in, (int) (b1 >>> 3)) >>> (int) (b1 & 7) & BITS57 | TOP;
      long w2 = (long) Huffman16.LONGS.get(in, (int) (b2 >>> 3)) >>> (int) (b2 & 7) & BITS57 | TOP;
      long w3 = (long) Huffman16.LONGS.get(in, (int) (b3 >>> 3)) >>> (int) (b3 & 7) & BITS57 | TOP;
      int e0 = table[(int) w0 & table.length - 1];
      int e1 = table[(int) w1 & table.length - 1];
      int e2 = table[(int) w2 & table.length - 1];
      int e3 = table[(int) w3 & table.length - 1];
      if ((e0 | e1 | e2 | e3) < 0) {
        e0 = e0 >= 0 ? e0 : huffman.longCode(w0);
        e1 = e1 >= 0 ? e1 : huffman.longCode(w1);
        e2 = e2 >= 0 ? e2 : huffman.longCode(w2);
        e3 = e3 >= 0 ? e3 : huffman.longCode(w3);
      }
      out[i] = (short) e0;
      out[i + LANE] = (short) e1;
      out[i + 2 * LANE] = (short) e2;
      out[i + 3 * LANE] = (short) e3;
      w0 >>>= e0 >>> 16;
      w1 >>>= e1 >>> 16;
      w2 >>>= e2 >>> 16;
      w3 >>>= e3 >>> 16;
      e0 = table[(int) w0 & table.length - 1];
      e1 = table[(int) w1 & table.length - 1];
      e2 = table[(int) w2 & table.length - 1];
      e3 = table[(int) w3 & table.length - 1];
      if ((e0 | e1 | e2 | e3) < 0) {
        e0 = e0 >= 0 ? e0 : huffman.longCode(w0);
        e1 = e1 >= 0 ? e1 : huffman.longCode(w1);
        e2 = e2 >= 0 ? e2 : huffman.longCode(w2);
        e3 = e3 >= 0 ? e3 : huffman.longCode(w3);
      }
      out[i + 1] = (short) e0;
      out[i + LANE + 1] = (short) e1;
      out[i + 2 * LANE + 1] = (short) e2;
      out[i + 3 * LANE + 1] = (short) e3;
      w0 >>>= e0 >>> 16;
      w1 >>>= e1 >>> 16;
      w2 >>>= e2 >>> 16;
      w3 >>>= e3 >>> 16;
      e0 = table[(int) w0 & table.length - 1];
      e1 = table[(int) w1 & table.length - 1];
      e2 = table[(int) w2 & table.length - 1];
      e3 = table[(int) w3 & table.length - 1];
      if ((e0 | e1 | e2 | e3) < 0) {
        e0 = e0 >= 0 ? e0 : huffman.longCode(w0);
        e1 = e1 >= 0 ? e1 : huffman.longCode(w1);
        e2 = e2 >= 0 ? e2 : huffman.longCode(w2);
        e3 = e3 >= 0 ? e3 : huffman.longCode(w3);
      }
      out[i + 2] = (short) e0;
      out[i + LANE + 2] = (short) e1;
      out[i + 2 * LANE + 2] = (short) e2;
      out[i + 3 * LANE + 2] = (short) e3;
      w0 >>>= e0 >>> 16;
      w1 >>>= e1 >>> 16;
      w2 >>>= e2 >>> 16;
      w3 >>>= e3 >>> 16;
      e0 = table[(int) w0 & table.length - 1];
      e1 = table[(int) w1 & table.length - 1];
      e2 = table[(int) w2 & table.length - 1];
      e3 = table[(int) w3 & table.length - 1];
      if ((e0 | e1 | e2 | e3) < 0) {
        e0 = e0 >= 0 ? e0 : huffman.longCode(w0);
        e1 = e1 >= 0 ? e1 : huffman.longCode(w1);
        e2 = e2 >= 0 ? e2 : huffman.longCode(w2);
        e3 = e3 >= 0 ? e3 : huffman.longCode(w3);
      }
      out[i + 3] = (short) e0;
      out[i + LANE + 3] = (short) e1;
      out[i + 2 * LANE + 3] = (short) e2;
      out[i + 3 * LANE + 3] = (short) e3;
      w0 >>>= e0 >>> 16;
      w1 >>>= e1 >>> 16;
      w2 >>>= e2 >>> 16;
      w3 >>>= e3 >>> 16;
      if (w0 == 0 || w1 == 0 || w2 == 0 || w3 == 0) {
        slowly(huffman, in, i, b0, b1, b2, b3);
        b0 = bits[0];
        b1 = bits[1];
        b2 = bits[2];
        b3 = bits[3];
        continue;
      }
      b0 += Long.numberOfLeadingZeros(w0) - 6;
      b1 += Long.numberOfLeadingZeros(w1) - 6;
      b2 += Long.numberOfLeadingZeros(w2) - 6;
      b3 += Long.numberOfLeadingZeros(w3) - 6;
    }
    bits[0] = b0;
    bits[1] = b1;
    bits[2] = b2;
    bits[3] = b3;
  }

  /** A round in which the bits of a window were too few. */
  private void slowly(Huffman16 huffman, byte[] in, int at, long b0, long b1, long b2, long b3)
      throws FormatException {
    bits[0] = b0;
    bits[1] = b1;
    bits[2] = b2;
    bits[3] = b3;
    for (int lane = 0; lane < LANES; lane++) {
      for (int i = at; i < at + ROUND_SYMBOLS; i++) {
        bits[lane] = huffman.symbol(in, bits[lane], 8L * in.length);
        symbols[lane * LANE + i] = huffman.lastSymbol();
      }
    }
  }

  /** Takes a lane to where the next began. */
  private void alone(Huffman16 huffman, byte[] in, int lane, long end) throws FormatException {
    long bit = bits[lane];
    int at = counts[lane];
    while (bit < limits[lane] && at < LANE) {
      bit = huffman.symbol(in, bit, end);
      symbols[lane * LANE + at++] = huffman.lastSymbol();
    }
    bits[lane] = bit;
    counts[lane] = at;
  }

  private int join(Huffman16 huffman, byte[] in, long end, short[] out, int outFrom, int count)
      throws FormatException {
    int done = 0;
    int skipped = 0;
    for (int lane = 0; lane < LANES; lane++) {
      int n = counts[lane] - skipped;
      if (n > count - done) {
        break;
      }
      System.arraycopy(symbols, lane * LANE + skipped, out, outFrom + done, n);
      done += n;
      nextBit = bits[lane];
      if (lane == LANES - 1 || bits[lane] < limits[lane]) {
        break;
      }
      long[] marks = noted[lane + 1];
      int mark = 0;
      while (mark < NOTED && done < count && marks[mark] != nextBit) {
        if (marks[mark] < nextBit) {
          mark++;
        } else {
          nextBit = huffman.symbol(in, nextBit, end);
          out[outFrom + done++] = huffman.lastSymbol();
        }
      }
      if (mark == NOTED || marks[mark] != nextBit) {
        break;
      }
      skipped = mark;
    }
    return done;
  }
}
