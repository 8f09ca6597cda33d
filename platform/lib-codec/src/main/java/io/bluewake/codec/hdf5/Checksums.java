package io.bluewake.codec.hdf5;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The two checksums of HDF5: Jenkins' lookup3 for metadata, Fletcher's for chunks. */
final class Checksums {
  private static final VarHandle BIG_SHORT =
      MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LITTLE_INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Words after which the sums are folded so that they do not overflow 32 bits. */
  private static final int FLETCHER_RUN = 360;

  private Checksums() {}

  /** Fletcher-32 over big-endian 16 bit words; an odd last byte counts as the high one. */
  static int fletcher32(byte[] data, int offset, int length) {
    int sum1 = 0;
    int sum2 = 0;
    int at = offset;
    int words = length >> 1;
    while (words > 0) {
      int run = Math.min(words, FLETCHER_RUN);
      words -= run;
      for (int end = at + 2 * run; at < end; at += 2) {
        sum1 += (short) BIG_SHORT.get(data, at) & 0xFFFF;
        sum2 += sum1;
      }
      sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
      sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    }
    if ((length & 1) != 0) {
      sum1 += (data[at] & 0xFF) << 8;
      sum2 += sum1;
      sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
      sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    }
    sum1 = (sum1 & 0xFFFF) + (sum1 >>> 16);
    sum2 = (sum2 & 0xFFFF) + (sum2 >>> 16);
    return sum2 << 16 | sum1;
  }

  /** Bob Jenkins' hashlittle (lookup3, public domain) with initial value 0. */
  static int lookup3(byte[] k, int offset, int length) {
    int a = 0xdeadbeef + length;
    int b = a;
    int c = a;
    int at = offset;
    int left = length;
    while (left > 12) {
      a += (int) LITTLE_INT.get(k, at);
      b += (int) LITTLE_INT.get(k, at + 4);
      c += (int) LITTLE_INT.get(k, at + 8);
      a -= c;
      a ^= Integer.rotateLeft(c, 4);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 6);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 8);
      b += a;
      a -= c;
      a ^= Integer.rotateLeft(c, 16);
      c += b;
      b -= a;
      b ^= Integer.rotateLeft(a, 19);
      a += c;
      c -= b;
      c ^= Integer.rotateLeft(b, 4);
      b += a;
      at += 12;
      left -= 12;
    }
    if (left == 0) {
      return c;
    }
    a += tail(k, at, left);
    b += tail(k, at + 4, left - 4);
    c += tail(k, at + 8, left - 8);
    c ^= b;
    c -= Integer.rotateLeft(b, 14);
    a ^= c;
    a -= Integer.rotateLeft(c, 11);
    b ^= a;
    b -= Integer.rotateLeft(a, 25);
    c ^= b;
    c -= Integer.rotateLeft(b, 16);
    a ^= c;
    a -= Integer.rotateLeft(c, 4);
    b ^= a;
    b -= Integer.rotateLeft(a, 14);
    c ^= b;
    c -= Integer.rotateLeft(b, 24);
    return c;
  }

  private static int tail(byte[] k, int at, int left) {
    int v = 0;
    for (int i = 0; i < Math.min(left, 4); i++) {
      v |= (k[at + i] & 0xFF) << (8 * i);
    }
    return v;
  }
}
