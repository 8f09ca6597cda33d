package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Huffman decoder for 16 bit symbols with explicit codes, bits read from the least significant. A
 * table look-up yields a symbol; codes longer than the table go through a tree. Reusable, not
 * thread safe.
 */
final class Huffman16 {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bits that one look-up sees. */
  private static final int BITS = 12;

  private static final int SIZE = 1 << BITS;

  /** Entry of codes that are longer than the table sees. */
  private static final int LONG = -1;

  /** Entry: symbol in bits 0-15, number of bits from bit 16 on; {@link #LONG} for longer codes. */
  private final int[] table = new int[SIZE];

  /** Children of the nodes of the tree for long codes: positive node, negative -1-symbol. */
  private int[] tree = new int[1 << 12];

  private int nodes;
  private int single;
  private int position;
  private long nextBit;
  private short symbol;
  private final HuffmanLanes lanes = new HuffmanLanes();

  /** Where the header of the last {@link #readTable} ended. */
  int position() {
    return position;
  }

  /**
   * Reads the table of codes.
   *
   * @param entries number of codes
   */
  void readTable(byte[] in, int from, int to, long entries) throws FormatException {
    single = -1;
    int at = from;
    if (entries < 1 || entries > 1 << 16 || entries > (to - from) / 2) {
      throw new FormatException(from, "a Huffman table of " + entries + " codes");
    }
    if (entries == 1) {
      single = u16(in, at);
      position = at + 2;
      return;
    }
    java.util.Arrays.fill(table, LONG);
    nodes = 2;
    tree[0] = 0;
    tree[1] = 0;
    double kraft = 0;
    for (int i = 0; i < entries; i++) {
      if (to - at < 4) {
        throw new FormatException(at, "the Huffman table is cut");
      }
      int symbol = u16(in, at);
      int bits = in[at + 2] & 0xFF;
      int bytes = bits + 7 >> 3;
      at += 3;
      if (bits == 0 || bits > 56 || bytes > to - at) {
        throw new FormatException(at - 1, "a Huffman code of " + bits + " bits");
      }
      long code = 0;
      for (int b = 0; b < bytes; b++) {
        code |= (in[at + b] & 0xFFL) << 8 * b;
      }
      at += bytes;
      add(symbol, code, bits, at);
      kraft += Math.scalb(1.0, -bits);
    }
    if (kraft > 1) {
      throw new FormatException(at, "Huffman codes that contradict each other");
    }
    position = at;
  }

  private void add(int symbol, long code, int bits, int at) throws FormatException {
    if (bits <= BITS) {
      int entry = bits << 16 | symbol;
      int step = 1 << bits;
      for (int i = (int) code & step - 1; i < SIZE; i += step) {
        table[i] = entry;
      }
      return;
    }
    int node = 0;
    for (int b = 0; b < bits; b++) {
      int slot = node + (int) (code >>> b & 1);
      if (b == bits - 1) {
        tree[slot] = -1 - symbol;
      } else {
        if (tree[slot] < 0) {
          throw new FormatException(at, "Huffman codes that contradict each other");
        }
        if (tree[slot] == 0) {
          if (nodes + 2 > tree.length) {
            tree = java.util.Arrays.copyOf(tree, tree.length * 2);
          }
          tree[nodes] = 0;
          tree[nodes + 1] = 0;
          tree[slot] = nodes;
          nodes += 2;
        }
        node = tree[slot];
      }
    }
  }

  /** The symbol if there is only one, which then takes no bits; -1 otherwise. */
  int single() {
    return single;
  }

  /**
   * Decodes symbols.
   *
   * @param from first byte of the codes
   * @param to end of the codes
   * @param out receives the symbols
   */
  void decode(byte[] in, int from, int to, short[] out, int outFrom, int count)
      throws FormatException {
    decode(in, 8L * from, to, out, outFrom, count);
  }

  /**
   * Decodes symbols that start at a bit.
   *
   * @param fromBit bit of {@code in}
   * @param to end of the bytes
   * @return bit after the last code
   */
  long decode(byte[] in, long fromBit, int to, short[] out, int outFrom, int count)
      throws FormatException {
    int done = decodeSome(in, fromBit, to, out, outFrom, count);
    long bit = nextBit;
    for (int o = outFrom + done; o < outFrom + count; o++) {
      bit = slow(in, bit, 8L * to, out, o);
    }
    return bit;
  }

  /**
   * Decodes as many symbols as begin well before the end of the bytes; {@link #nextBit} tells where
   * the next one begins.
   *
   * @return how many
   */
  int decodeSome(byte[] in, long fromBit, int to, short[] out, int outFrom, int count)
      throws FormatException {
    nextBit = fromBit;
    if (single >= 0) {
      java.util.Arrays.fill(out, outFrom, outFrom + count, (short) single);
      return count;
    }
    int done = 0;
    if (count >= HuffmanLanes.FEWEST && 8L * to - fromBit >= HuffmanLanes.FEWEST) {
      done = lanes.decode(this, in, fromBit, to, out, outFrom, count);
      nextBit = lanes.nextBit();
    }
    return done + one(in, to, out, outFrom + done, count - done);
  }

  private int one(byte[] in, int to, short[] out, int outFrom, int count) throws FormatException {
    long end = 8L * to;
    long bit = nextBit;
    int o = outFrom;
    int stop = outFrom + count;
    int[] lookup = table;
    // Four look-ups of at most 12 bits from the 57 bits that a load leaves.
    int fastStop = stop - 4;
    long fastEnd = end - 64;
    while (o < fastStop && bit <= fastEnd) {
      long window = (long) LONGS.get(in, (int) (bit >>> 3)) >>> (int) (bit & 7);
      for (int k = 0; k < 4; k++) {
        int e = lookup[(int) window & lookup.length - 1];
        if (e < 0) {
          bit = slow(in, bit, end, out, o++);
          break;
        }
        out[o++] = (short) e;
        window >>>= e >>> 16;
        bit += e >>> 16;
      }
    }
    while (o < stop && bit <= fastEnd) {
      bit = slow(in, bit, end, out, o++);
    }
    nextBit = bit;
    return o - outFrom;
  }

  /** Bit after the last symbol of {@link #decodeSome}. */
  long nextBit() {
    return nextBit;
  }

  /**
   * A code that the table does not have.
   *
   * @param window bits from the code on, and a single 1 above the last of them
   * @return symbol in bits 0-15, number of bits from bit 16 on, 63 bits if it does not end there
   */
  int longCode(long window) throws FormatException {
    int node = 0;
    int left = 63 - Long.numberOfLeadingZeros(window);
    for (int b = 0; b < left; b++) {
      node = tree[node + (int) (window >>> b & 1)];
      if (node < 0) {
        return b + 1 << 16 | -1 - node;
      }
      if (node == 0) {
        throw new FormatException(-1, "bits that are no Huffman code");
      }
    }
    return 63 << 16;
  }

  int[] table() {
    return table;
  }

  /** Decodes one symbol carefully; returns the position of the next. */
  private long slow(byte[] in, long from, long end, short[] out, int at) throws FormatException {
    long next = symbol(in, from, end);
    out[at] = symbol;
    return next;
  }

  /** Decodes one symbol to {@link #lastSymbol()}; returns the position of the next. */
  long symbol(byte[] in, long from, long end) throws FormatException {
    boolean inside = from <= end - 64;
    long window =
        inside
            ? (long) LONGS.get(in, (int) (from >>> 3)) >>> (int) (from & 7)
            : window(in, from, end);
    int left = (int) Math.min(57, end - from);
    int e = table[(int) window & SIZE - 1];
    int bits = e >>> 16;
    if (e >= 0) {
      if (bits > left) {
        throw new FormatException(from >>> 3, "the Huffman codes are cut");
      }
      symbol = (short) e;
      return from + bits;
    }
    int node = 0;
    for (int b = 0; b < left; b++) {
      node = tree[node + (int) (window >>> b & 1)];
      if (node < 0) {
        symbol = (short) (-1 - node);
        return from + b + 1;
      }
      if (node == 0) {
        throw new FormatException(from >>> 3, "bits that are no Huffman code");
      }
    }
    throw new FormatException(from >>> 3, "the Huffman codes are cut");
  }

  short lastSymbol() {
    return symbol;
  }

  private static long window(byte[] in, long bit, long end) {
    int at = (int) (bit >>> 3);
    int stop = (int) Math.min(at + 8L, end >>> 3);
    long value = 0;
    for (int i = at; i < stop; i++) {
      value |= (in[i] & 0xFFL) << 8 * (i - at);
    }
    return value >>> (int) (bit & 7);
  }

  private static int u16(byte[] in, int at) {
    return in[at] & 0xFF | (in[at + 1] & 0xFF) << 8;
  }
}
