package io.bluewake.source.eventio;

import java.util.Arrays;

/** Bytes that are appended to and reused: the array only grows. */
final class RawBytes {
  byte[] data = new byte[1 << 12];
  int size;

  /** Makes room for further bytes. */
  void ensure(long more) {
    long wanted = size + more;
    if (wanted > data.length) {
      long grown = Math.max(wanted, Math.min((long) data.length * 3 / 2, Integer.MAX_VALUE - 64));
      data = Arrays.copyOf(data, (int) grown);
    }
  }
}
