package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.util.Arrays;

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
  static final int FEWEST = 1 << 13;

  private static final int LANES = 4;

  /** Symbols at the start of a lane whose bits are noted. */
  private static final int NOTED = 64;

  private static final int ROUND_SYMBOLS = 4;

  /** Bits that a round takes at most. */
  private static final int ROUND_BITS = 56 * ROUND_SYMBOLS;

  /** Rounds at a time: a short method is called often and so compiled early as a whole. */
  private static final int BURST = 256;

  /** Bits before the end that are left to the caller. */
  private static final int MARGIN = 1024;

  /** Room for the symbols of a lane: those of all lanes stay in the second level cache. */
  private static final int LANE = 1 << 13;

  /** Symbols that are decoded at a time if there is room for more. */
  static final int MOST = LANES * LANE;

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
    double most = Math.min(0.97 * count, 0.9 * LANES * LANE);
    long span = Math.min(end - MARGIN - fromBit, (long) (most * meanBits));
    if (span < FEWEST) {
      return 0;
    }
    if (symbols.length == 0) {
      symbols = new short[LANES * LANE];
    }
    for (int lane = 0; lane < LANES; lane++) {
      bits[lane] = fromBit + lane * span / LANES;
      limits[lane] = fromBit + (lane + 1) * span / LANES;
    }
    try {
      for (int lane = 0; lane < LANES; lane++) {
        note(huffman, in, lane, end);
      }
      together(huffman, in, end);
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

  /** All lanes round by round, until one has almost reached the next or its room is full. */
  private void together(Huffman16 huffman, byte[] in, long end) throws FormatException {
    int done = NOTED;
    double likely = 1.25 * ROUND_SYMBOLS * meanBits;
    while (true) {
      double rounds = Math.min(BURST, (LANE - done) / ROUND_SYMBOLS);
      for (int lane = 0; lane < LANES; lane++) {
        rounds = Math.min(rounds, (limits[lane] - bits[lane]) / likely);
        rounds = Math.min(rounds, (double) (end - 64 - bits[lane]) / ROUND_BITS);
      }
      if (rounds < 2) {
        break;
      }
      int stop = done + ROUND_SYMBOLS * (int) rounds;
      burst(huffman, in, done, stop);
      done = stop;
    }
    Arrays.fill(counts, done);
  }

  /** Decodes a number of symbols in each lane. */
  private void burst(Huffman16 huffman, byte[] in, int from, int to) throws FormatException {
    int[] table = huffman.table();
    short[] out = symbols;
    long b0 = bits[0];
    long b1 = bits[1];
    long b2 = bits[2];
    long b3 = bits[3];
    for (int i = from; i < to; i += ROUND_SYMBOLS) {
      int n0 = four(table, in, b0, out, i);
      int n1 = four(table, in, b1, out, i + LANE);
      int n2 = four(table, in, b2, out, i + 2 * LANE);
      int n3 = four(table, in, b3, out, i + 3 * LANE);
      if (((n0 | n1 | n2 | n3) & Huffman16.ANY_LONG) != 0) {
        n0 = (n0 & Huffman16.ANY_LONG) == 0 ? n0 : oneByOne(huffman, in, b0, i);
        n1 = (n1 & Huffman16.ANY_LONG) == 0 ? n1 : oneByOne(huffman, in, b1, i + LANE);
        n2 = (n2 & Huffman16.ANY_LONG) == 0 ? n2 : oneByOne(huffman, in, b2, i + 2 * LANE);
        n3 = (n3 & Huffman16.ANY_LONG) == 0 ? n3 : oneByOne(huffman, in, b3, i + 3 * LANE);
      }
      b0 += n0 & 0xFFF;
      b1 += n1 & 0xFFF;
      b2 += n2 & 0xFFF;
      b3 += n3 & 0xFFF;
    }
    bits[0] = b0;
    bits[1] = b1;
    bits[2] = b2;
    bits[3] = b3;
  }

  /**
   * Decodes four symbols from the 57 bits that a load leaves, if none has a long code.
   *
   * @return sum of the entries: the low bits tell how many bits they took, and whether one was long
   */
  private static int four(int[] table, byte[] in, long bit, short[] out, int at) {
    long w = (long) Huffman16.LONGS.get(in, (int) (bit >>> 3)) >>> (int) (bit & 7);
    int e0 = table[(int) w & table.length - 1];
    out[at] = (short) (e0 >> 16);
    w >>>= e0;
    int e1 = table[(int) w & table.length - 1];
    out[at + 1] = (short) (e1 >> 16);
    w >>>= e1;
    int e2 = table[(int) w & table.length - 1];
    out[at + 2] = (short) (e2 >> 16);
    w >>>= e2;
    int e3 = table[(int) w & table.length - 1];
    out[at + 3] = (short) (e3 >> 16);
    return e0 + e1 + e2 + e3;
  }

  /** Decodes the symbols of a round one by one and returns how many bits they took. */
  private int oneByOne(Huffman16 huffman, byte[] in, long from, int at) throws FormatException {
    int used = huffman.four(in, from, symbols, at);
    if (used > 0) {
      return used;
    }
    long bit = from;
    for (int i = at; i < at + ROUND_SYMBOLS; i++) {
      bit = huffman.symbol(in, bit, 8L * in.length);
      symbols[i] = huffman.lastSymbol();
    }
    return (int) (bit - from);
  }

  /** Takes a lane to where the next began. */
  private void alone(Huffman16 huffman, byte[] in, int lane, long end) throws FormatException {
    long bit = bits[lane];
    int at = counts[lane];
    while (bit < limits[lane] - ROUND_BITS && at <= LANE - ROUND_SYMBOLS && bit <= end - 64) {
      bit += oneByOne(huffman, in, bit, lane * LANE + at);
      at += ROUND_SYMBOLS;
    }
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
