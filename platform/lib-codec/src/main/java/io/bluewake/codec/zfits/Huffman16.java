package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Huffman decoder for 16 bit symbols with explicit codes, bits read from the least significant. A
 * look-up in a table yields a symbol, for longer codes a second one in a table of their beginning;
 * codes that are longer still go through a tree. Reusable, not thread safe.
 */
final class Huffman16 {
  static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bits that one look-up sees, each of the two. */
  private static final int BITS = 12;

  /** Mark of the entry of codes that are longer than the table sees. */
  static final int LONG = 1 << 12;

  /** What is left of {@link #LONG} in a sum of up to 15 entries. */
  static final int ANY_LONG = 0xF000;

  /** Entries of all second tables; codes for which there is no room are in the tree. */
  private static final int MOST_SECOND = 1 << 16;

  /** Tables for codes of up to so many bits: those of small columns are quickly made. */
  private final int[][] tables = new int[BITS + 1][];

  /**
   * Entry: number of bits in bits 0-5, symbol from bit 16 on; for longer codes {@link #LONG} and
   * from bit 16 on the number of the second table.
   */
  private int[] table = new int[0];

  /**
   * The second tables, one after the other, and where each starts and its last index. Number 0 has
   * one entry, which is {@link #LONG}, as codes have that are in the tree.
   */
  private int[] second = new int[0];

  private int[] starts = new int[64];
  private int[] masks = new int[64];
  private int seconds;

  /** Longest code of each beginning of {@link #BITS} bits, if longer than that. */
  private final byte[] longestOf = new byte[1 << BITS];

  /** Children of the nodes of the tree: positive node, negative -1-symbol. */
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
    makeTables(measure(in, from, to, entries));
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

  /** Notes the longest codes of all beginnings; returns the longest of all, at most a table's. */
  private int measure(byte[] in, int from, int to, long entries) {
    Arrays.fill(longestOf, (byte) 0);
    int longest = 1;
    int at = from;
    for (int i = 0; i < entries && to - at >= 5; i++) {
      int bits = in[at + 2] & 0xFF;
      longest = Math.max(longest, bits);
      if (bits > BITS) {
        int beginning = u16(in, at + 3) & longestOf.length - 1;
        longestOf[beginning] = (byte) Math.max(longestOf[beginning], Math.min(bits, 2 * BITS));
      }
      at += 3 + (bits + 7 >> 3);
    }
    return Math.min(longest, BITS);
  }

  private void makeTables(int bits) {
    if (tables[bits] == null) {
      tables[bits] = new int[1 << bits];
    }
    table = tables[bits];
    Arrays.fill(table, LONG);
    seconds = 1;
    int used = 1;
    for (int i = 0; i < table.length; i++) {
      int size = longestOf[i] == 0 ? 0 : 1 << longestOf[i] - BITS;
      if (size > 0 && used + size <= MOST_SECOND) {
        if (seconds == starts.length) {
          starts = Arrays.copyOf(starts, 2 * seconds);
          masks = Arrays.copyOf(masks, 2 * seconds);
        }
        starts[seconds] = used;
        masks[seconds] = size - 1;
        table[i] = LONG | seconds++ << 16;
        used += size;
      }
    }
    if (second.length < used) {
      second = new int[used];
    }
    Arrays.fill(second, 0, used, LONG);
  }

  private void add(int symbol, long code, int bits, int at) throws FormatException {
    int entry = symbol << 16 | bits;
    if (bits <= BITS && 1 << bits <= table.length) {
      spread(table, 0, (int) code & (1 << bits) - 1, 1 << bits, table.length, entry);
      return;
    }
    int beginning = table[(int) code & table.length - 1];
    if (bits <= 2 * BITS && beginning > LONG && (beginning & LONG) != 0) {
      int rest = bits - BITS;
      int from = (int) (code >>> BITS) & (1 << rest) - 1;
      int number = beginning >>> 16;
      spread(second, starts[number], from, 1 << rest, masks[number] + 1, entry);
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
            tree = Arrays.copyOf(tree, tree.length * 2);
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

  private static void spread(int[] table, int base, int from, int step, int size, int entry) {
    for (int i = base + from, end = base + size; i < end; i += step) {
      table[i] = entry;
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
    int done = decodeSome(in, fromBit, to, out, outFrom, count, count);
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
   * @param least symbols that are wanted
   * @param most symbols that there is room for
   * @return how many, fewer than wanted only at the end of the bytes
   */
  int decodeSome(byte[] in, long fromBit, int to, short[] out, int outFrom, int least, int most)
      throws FormatException {
    nextBit = fromBit;
    if (single >= 0) {
      Arrays.fill(out, outFrom, outFrom + least, (short) single);
      return least;
    }
    int done = 0;
    while (done < least
        && most - done >= HuffmanLanes.FEWEST
        && 8L * to - nextBit >= HuffmanLanes.FEWEST) {
      int n = lanes.decode(this, in, nextBit, to, out, outFrom + done, most - done);
      if (n == 0) {
        break;
      }
      done += n;
      nextBit = lanes.nextBit();
    }
    return done < least ? done + one(in, to, out, outFrom + done, least - done) : done;
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
        if ((e & LONG) != 0) {
          bit = slow(in, bit, end, out, o++);
          break;
        }
        out[o++] = (short) (e >> 16);
        window >>>= e;
        bit += e & 63;
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

  int[] table() {
    return table;
  }

  /** Decodes one symbol carefully; returns the position of the next. */
  private long slow(byte[] in, long from, long end, short[] out, int at) throws FormatException {
    long next = symbol(in, from, end);
    out[at] = symbol;
    return next;
  }

  /**
   * Decodes four symbols.
   *
   * @return bits that they took, 0 if they need more care: longer than a load, or no codes
   */
  int four(byte[] in, long from, short[] out, int at) {
    long window = (long) LONGS.get(in, (int) (from >>> 3)) >>> (int) (from & 7);
    int used = 0;
    for (int k = at; k < at + 4; k++) {
      int e = table[(int) window & table.length - 1];
      if ((e & LONG) != 0) {
        e = second[starts[e >>> 16] + ((int) (window >>> BITS) & masks[e >>> 16])];
      }
      out[k] = (short) (e >> 16);
      window >>>= e;
      used += e & (LONG | 63);
    }
    return used <= 57 ? used : 0;
  }

  /**
   * The entry of the code that begins a window of at least 24 bits; {@link #LONG} if neither table
   * has it.
   */
  int entry(long window) {
    int e = table[(int) window & table.length - 1];
    if ((e & LONG) == 0) {
      return e;
    }
    int number = e >>> 16;
    return second[starts[number] + ((int) (window >>> BITS) & masks[number])];
  }

  /** Decodes one symbol to {@link #lastSymbol()}; returns the position of the next. */
  long symbol(byte[] in, long from, long end) throws FormatException {
    boolean inside = from <= end - 64;
    long window =
        inside
            ? (long) LONGS.get(in, (int) (from >>> 3)) >>> (int) (from & 7)
            : window(in, from, end);
    int left = (int) Math.min(57, end - from);
    int e = entry(window);
    if ((e & LONG) == 0) {
      int bits = e & 63;
      if (bits > left) {
        throw new FormatException(from >>> 3, "the Huffman codes are cut");
      }
      symbol = (short) (e >> 16);
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
