package io.bluewake.codec.zfits;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Compressor for LZO1X streams: at each place the last one with the same four bytes is tried.
 * Reusable, not thread safe.
 */
final class Lzo1xEncoder {
  private static final VarHandle INTS =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private static final int HASH_BITS = 14;
  private static final int NEAR = 1 << 11;
  private static final int MIDDLE = 1 << 14;
  private static final int FAR = 0xBFFF;
  private static final int LEAST = 4;

  private final int[] last = new int[1 << HASH_BITS];
  private byte[] in = new byte[0];
  private byte[] out = new byte[0];
  private int at;
  private boolean any;

  /** Bytes that the stream can take at most. */
  static int bound(int size) {
    return size + size / 16 + 80;
  }

  /**
   * Compresses.
   *
   * @return bytes written to {@code target}, from its start
   */
  int encode(byte[] data, int size, byte[] target) {
    in = data;
    out = target;
    at = 0;
    any = false;
    Arrays.fill(last, -1);
    int pending = 0;
    int i = 0;
    while (i + LEAST <= size) {
      int word = (int) INTS.get(in, i);
      int slot = word * 0x9E3779B1 >>> 32 - HASH_BITS;
      int before = last[slot];
      last[slot] = i;
      if (before < 0 || i - before > FAR || (int) INTS.get(in, before) != word) {
        i++;
        continue;
      }
      int length = LEAST;
      while (i + length < size && in[before + length] == in[i + length]) {
        length++;
      }
      literals(pending, i - pending);
      match(i - before, length);
      i += length;
      pending = i;
    }
    literals(pending, size - pending);
    out[at++] = 17;
    out[at++] = 0;
    out[at++] = 0;
    return at;
  }

  private void literals(int from, int n) {
    if (n == 0) {
      return;
    }
    if (any && n < 4) {
      out[at - 2] |= (byte) n;
    } else if (n < 4) {
      out[at++] = (byte) (17 + n);
    } else if (n <= 18) {
      out[at++] = (byte) (n - 3);
    } else {
      out[at++] = 0;
      longer(n - 18);
    }
    System.arraycopy(in, from, out, at, n);
    at += n;
  }

  private void longer(int rest) {
    int left = rest;
    for (; left > 255; left -= 255) {
      out[at++] = 0;
    }
    out[at++] = (byte) left;
  }

  private void match(int distance, int length) {
    any = true;
    if (length <= 8 && distance <= NEAR) {
      int d = distance - 1;
      int code = length <= 4 ? 0x40 | length - 3 << 5 : 0x80 | length - 5 << 5;
      out[at++] = (byte) (code | (d & 7) << 2);
      out[at++] = (byte) (d >> 3);
      return;
    }
    int code;
    int most;
    int d;
    if (distance <= MIDDLE) {
      code = 32;
      most = 33;
      d = distance - 1;
    } else {
      int over = distance - MIDDLE;
      code = 16 | (over & MIDDLE) >> 11;
      most = 9;
      d = over & MIDDLE - 1;
    }
    if (length <= most) {
      out[at++] = (byte) (code | length - 2);
    } else {
      out[at++] = (byte) code;
      longer(length - most);
    }
    out[at++] = (byte) (d << 2);
    out[at++] = (byte) (d >> 6);
  }
}
