package io.bluewake.source.zfits;

import java.util.HashMap;
import java.util.Map;

/** A set of event numbers; takes a bit or two for each where they are dense, as they are. */
final class EventNumbers {
  private static final int BITS = 9;

  private final Map<Long, long[]> blocks = new HashMap<>();
  private long key = -1;
  private long[] block;

  /** Adds a number; false if it was there. */
  boolean add(long number) {
    if (contains(number)) {
      return false;
    }
    if (block == null) {
      block = new long[1 << BITS - 6];
      blocks.put(key, block);
    }
    block[word(number)] |= 1L << number;
    return true;
  }

  /** Whether a number is there. */
  boolean contains(long number) {
    if (key != number >>> BITS) {
      key = number >>> BITS;
      block = blocks.get(key);
    }
    return block != null && (block[word(number)] >>> number & 1) != 0;
  }

  private static int word(long number) {
    return (int) (number >>> 6 & (1 << BITS - 6) - 1);
  }
}
