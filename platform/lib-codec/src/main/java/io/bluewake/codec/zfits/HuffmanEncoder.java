package io.bluewake.codec.zfits;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Huffman coder for 16 bit symbols in the form that {@link Huffman16} reads: {@code u64 symbols,
 * u64 codes}, then per code {@code u16 symbol, u8 bits, code}, then the stream, bits from the least
 * significant. The same words always give the same bytes. Reusable, not thread safe.
 */
final class HuffmanEncoder {
  private static final int SYMBOLS = 1 << 16;

  /** Longest code; rare symbols get a little more than their due to keep to it. */
  private static final int LONGEST = 32;

  private final int[] counts = new int[SYMBOLS];
  private final int[] code = new int[SYMBOLS];
  private final byte[] length = new byte[SYMBOLS];
  private long[] ordered = new long[256];
  private long[] weight = new long[512];
  private int[] parent = new int[512];

  /** Bytes that words can take at most. */
  static int bound(int words) {
    return Math.addExact(64 + 7 * Math.min(words, SYMBOLS), Math.multiplyExact(words, 3));
  }

  /**
   * Encodes words.
   *
   * @param out receives the bytes; {@link #bound} of them must fit
   * @param at where they begin
   * @return where they end
   */
  int encode(short[] words, int from, int to, byte[] out, int at) {
    Arrays.fill(counts, 0);
    for (int i = from; i < to; i++) {
      counts[words[i] & 0xFFFF]++;
    }
    int used = order();
    ByteBuffer target = ByteBuffer.wrap(out).order(ByteOrder.LITTLE_ENDIAN).position(at);
    target.putLong(to - from).putLong(used);
    if (used == 1) {
      return target.putShort((short) ordered[0]).position();
    }
    if (used == 0) {
      return target.position();
    }
    while (lengths(used) > LONGEST) {
      flatten(used);
    }
    assign(used);
    table(target);
    return stream(words, from, to, out, target.position());
  }

  /** Lists the symbols there are, the rarest first, ties by symbol: count times 65536 + symbol. */
  private int order() {
    int used = 0;
    for (int s = 0; s < SYMBOLS; s++) {
      if (counts[s] > 0) {
        if (used == ordered.length) {
          ordered = Arrays.copyOf(ordered, 2 * used);
          weight = new long[4 * used];
          parent = new int[4 * used];
        }
        ordered[used++] = (long) counts[s] << 16 | s;
      }
    }
    Arrays.sort(ordered, 0, used);
    return used;
  }

  /** Makes counts more alike, in the same order. */
  private void flatten(int used) {
    for (int i = 0; i < used; i++) {
      long count = ordered[i] >>> 16;
      ordered[i] = (count + 1) / 2 << 16 | ordered[i] & 0xFFFF;
    }
    Arrays.sort(ordered, 0, used);
  }

  /** Joins the two lightest trees until there is one; the longest code. */
  private int lengths(int used) {
    for (int i = 0; i < used; i++) {
      weight[i] = ordered[i] >>> 16;
    }
    int leaf = 0;
    int node = used;
    int nodes = 2 * used - 1;
    for (int next = used; next < nodes; next++) {
      long sum = 0;
      for (int k = 0; k < 2; k++) {
        boolean takeLeaf = leaf < used && (node >= next || weight[leaf] <= weight[node]);
        int taken = takeLeaf ? leaf++ : node++;
        sum += weight[taken];
        parent[taken] = next;
      }
      weight[next] = sum;
    }
    // Weights are of no use any more: from the root down they become depths.
    weight[nodes - 1] = 0;
    for (int i = nodes - 2; i >= 0; i--) {
      weight[i] = weight[parent[i]] + 1;
    }
    return (int) weight[0];
  }

  /** Numbers the codes of each length; the stream begins with the first bit, so they are turned. */
  private void assign(int used) {
    long next = 0;
    int bits = (int) weight[used - 1];
    for (int i = used - 1; i >= 0; i--) {
      int now = (int) weight[i];
      next <<= now - bits;
      bits = now;
      int symbol = (int) ordered[i] & 0xFFFF;
      length[symbol] = (byte) bits;
      code[symbol] = Integer.reverse((int) next) >>> 32 - bits;
      next++;
    }
  }

  private void table(ByteBuffer target) {
    for (int s = 0; s < SYMBOLS; s++) {
      if (counts[s] > 0) {
        target.putShort((short) s).put(length[s]);
        for (int b = 0; b < length[s]; b += 8) {
          target.put((byte) (code[s] >>> b));
        }
      }
    }
  }

  private int stream(short[] words, int from, int to, byte[] out, int start) {
    long bits = 0;
    int count = 0;
    int at = start;
    for (int i = from; i < to; i++) {
      int symbol = words[i] & 0xFFFF;
      bits |= (code[symbol] & 0xFFFFFFFFL) << count;
      count += length[symbol];
      if (count >= 32) {
        INTS.set(out, at, (int) bits);
        at += 4;
        bits >>>= 32;
        count -= 32;
      }
    }
    for (; count > 0; count -= 8) {
      out[at++] = (byte) bits;
      bits >>>= 8;
    }
    return at;
  }

  private static final java.lang.invoke.VarHandle INTS =
      java.lang.invoke.MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
}
