package io.bluewake.codec.zfits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Sum of 32 bit big endian words in ones' complement, as in the keywords DATASUM and RAWSUM. Bytes
 * may come in pieces of any length.
 */
public final class FitsChecksum {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

  private long sum;
  private int phase;

  /** Adds bytes that follow those before. */
  public void add(byte[] data, int from, int to) {
    int at = from;
    while (at < to && phase != 0) {
      addByte(data[at++]);
    }
    long high = 0;
    for (; at <= to - 4; at += 4) {
      high += (int) INTS.get(data, at) & 0xFFFFFFFFL;
    }
    sum = fold(sum + fold(high));
    while (at < to) {
      addByte(data[at++]);
    }
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
}
