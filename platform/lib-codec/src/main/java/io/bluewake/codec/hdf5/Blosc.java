package io.bluewake.codec.hdf5;

import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Blosc 1 frames: 16 bytes of header, the start of each block, and blocks that are shuffled and
 * compressed on their own. Writes zstd; reads zstd, LZ4, zlib and BloscLZ. Holds native memory:
 * close it. Not thread safe.
 *
 * @see <a href="https://github.com/Blosc/c-blosc/blob/main/README_CHUNK_FORMAT.rst">format</a>
 */
public final class Blosc implements AutoCloseable {
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** Bytes of the header. */
  public static final int HEADER = 16;

  private static final int FORMAT_VERSION = 2;
  private static final int FLAG_SHUFFLE = 1;
  private static final int FLAG_COPY = 2;
  private static final int FLAG_BIT_SHUFFLE = 4;
  private static final int FLAG_NO_SPLIT = 0x10;
  private static final int BLOSCLZ = 0;
  private static final int LZ4 = 1;
  private static final int ZLIB = 3;
  private static final int ZSTD = 4;

  /** Only small elements are split into one stream per byte, and only in large enough blocks. */
  private static final int MAX_SPLITS = 16;

  private static final int MIN_SPLIT_BYTES = 128;

  /** Blocks smaller than this compress badly. */
  private static final int MIN_BLOCK = 1 << 12;

  private ZstdCompressCtx compressor;
  private ZstdDecompressCtx decompressor;
  private byte[] scratch = new byte[0];

  /** Creates a codec that compresses with this zstd level; without it only decoding works. */
  public static Blosc encoder(int level) {
    Blosc b = new Blosc();
    b.compressor = new ZstdCompressCtx();
    b.compressor.setLevel(level);
    return b;
  }

  /** Creates a codec for decoding. */
  public static Blosc decoder() {
    return new Blosc();
  }

  private Blosc() {}

  @Override
  public void close() {
    if (compressor != null) {
      compressor.close();
      compressor = null;
    }
    if (decompressor != null) {
      decompressor.close();
      decompressor = null;
    }
  }

  private byte[] scratch(int n) {
    if (scratch.length < n) {
      scratch = new byte[n];
    }
    return scratch;
  }

  /**
   * Compresses a buffer into one frame.
   *
   * @param typeSize element size for the shuffle, 1 for none
   * @param wantedBlock block size in bytes; the whole buffer if not positive
   * @return length of the frame in {@code out}, or -1 if it would not be shorter than the input
   */
  public int encode(byte[] in, int length, int typeSize, int wantedBlock, byte[] out) {
    int block = wantedBlock <= 0 ? length : Math.min(length, Math.max(wantedBlock, MIN_BLOCK));
    int blocks = (length + block - 1) / block;
    int at = HEADER + 4 * blocks;
    int limit = Math.min(out.length, length);
    byte[] source = in;
    if (typeSize > 1) {
      source = scratch(block);
    }
    for (int b = 0; b < blocks; b++) {
      int from = b * block;
      int n = Math.min(block, length - from);
      int start = from;
      if (typeSize > 1) {
        Shuffle.bytes(in, from, n, typeSize, source, 0);
        start = 0;
      }
      if (at + 4 >= limit) {
        return -1;
      }
      int stored = compressInto(source, start, n, out, at + 4, limit);
      if (stored < 0) {
        return -1;
      }
      INT.set(out, HEADER + 4 * b, at);
      INT.set(out, at, stored);
      at += 4 + stored;
    }
    out[0] = FORMAT_VERSION;
    out[1] = 1;
    out[2] = (byte) ((typeSize > 1 ? FLAG_SHUFFLE : 0) | FLAG_NO_SPLIT | ZSTD << 5);
    out[3] = (byte) typeSize;
    INT.set(out, 4, length);
    INT.set(out, 8, block);
    INT.set(out, 12, at);
    return at;
  }

  /** Compresses one block, or copies it when that is shorter; -1 if it does not fit. */
  private int compressInto(byte[] src, int from, int n, byte[] out, int at, int limit) {
    int room = Math.min(limit - at, n - 1);
    if (room > 0) {
      try {
        return compressor.compressByteArray(out, at, room, src, from, n);
      } catch (ZstdException e) {
        // The target is too small for the compressed form: store it as it is.
        return copyInto(src, from, n, out, at, limit);
      }
    }
    return copyInto(src, from, n, out, at, limit);
  }

  private static int copyInto(byte[] src, int from, int n, byte[] out, int at, int limit) {
    if (n > limit - at) {
      return -1;
    }
    System.arraycopy(src, from, out, at, n);
    return n;
  }

  /**
   * Expands a frame.
   *
   * @param expected length that must come out, exactly
   * @throws DataFormatException saying what is wrong with the frame
   */
  public void decode(byte[] in, int offset, int length, byte[] out, int expected)
      throws DataFormatException {
    if (length < HEADER || in[offset] != FORMAT_VERSION) {
      throw new DataFormatException("not a blosc frame");
    }
    int flags = in[offset + 2] & 0xFF;
    int typeSize = in[offset + 3] & 0xFF;
    int bytes = (int) INT.get(in, offset + 4);
    int block = (int) INT.get(in, offset + 8);
    int stored = (int) INT.get(in, offset + 12);
    if (bytes != expected || stored != length || typeSize == 0) {
      throw new DataFormatException(
          "blosc frame of "
              + stored
              + " bytes for "
              + bytes
              + ", expected "
              + length
              + " for "
              + expected);
    }
    if ((flags & FLAG_COPY) != 0) {
      if (length - HEADER != expected) {
        throw new DataFormatException("blosc copy of wrong length");
      }
      System.arraycopy(in, offset + HEADER, out, 0, expected);
      return;
    }
    if (block <= 0 || block > expected) {
      throw new DataFormatException("blosc block size " + block);
    }
    int blocks = (int) ((expected + (long) block - 1) / block);
    if (HEADER + 4L * blocks > length) {
      throw new DataFormatException("blosc frame too short for " + blocks + " blocks");
    }
    for (int b = 0; b < blocks; b++) {
      int at = (int) INT.get(in, offset + HEADER + 4 * b);
      if (at < HEADER + 4 * blocks || at > length) {
        throw new DataFormatException("blosc block " + b + " starts outside of its frame");
      }
      int n = Math.min(block, expected - b * block);
      decodeBlock(in, offset + at, offset + length, flags, typeSize, n == block, out, b * block, n);
    }
  }

  private void decodeBlock(
      byte[] in, int at, int end, int flags, int typeSize, boolean whole, byte[] out, int to, int n)
      throws DataFormatException {
    boolean bits = (flags & FLAG_BIT_SHUFFLE) != 0;
    boolean shuffled = (flags & FLAG_SHUFFLE) != 0 && typeSize > 1 || bits;
    byte[] target = shuffled ? scratch(n) : out;
    int base = shuffled ? 0 : to;
    boolean split =
        (flags & FLAG_NO_SPLIT) == 0
            && whole
            && typeSize <= MAX_SPLITS
            && n / typeSize >= MIN_SPLIT_BYTES;
    int streams = split ? typeSize : 1;
    int part = n / streams;
    int i = at;
    for (int s = 0; s < streams; s++) {
      if (end - i < 4) {
        throw new DataFormatException("blosc block ends early");
      }
      int stored = (int) INT.get(in, i);
      i += 4;
      if (stored <= 0 || stored > end - i) {
        throw new DataFormatException("blosc stream of " + stored + " bytes");
      }
      if (stored == part) {
        System.arraycopy(in, i, target, base + s * part, part);
      } else {
        expand(flags >>> 5, in, i, stored, target, base + s * part, part);
      }
      i += stored;
    }
    if (bits) {
      Shuffle.undoBits(target, 0, n, typeSize, out, to);
    } else if (shuffled) {
      Shuffle.undoBytes(target, 0, n, typeSize, out, to);
    }
  }

  private void expand(int codec, byte[] in, int at, int length, byte[] out, int to, int n)
      throws DataFormatException {
    boolean good =
        switch (codec) {
          case BLOSCLZ -> Lz.bloscLz(in, at, length, out, to, n);
          case LZ4 -> Lz.lz4(in, at, length, out, to, n);
          case ZLIB -> inflate(in, at, length, out, to, n);
          case ZSTD -> zstd(in, at, length, out, to, n);
          default -> throw new DataFormatException("blosc codec " + codec + " is not supported");
        };
    if (!good) {
      throw new DataFormatException("compressed data are damaged");
    }
  }

  private boolean zstd(byte[] in, int at, int length, byte[] out, int to, int n) {
    if (decompressor == null) {
      decompressor = new ZstdDecompressCtx();
    }
    try {
      return decompressor.decompressByteArray(out, to, n, in, at, length) == n;
    } catch (ZstdException e) {
      return false;
    }
  }

  /** Expands a zlib stream; true if exactly {@code n} bytes came out. */
  static boolean inflate(byte[] in, int at, int length, byte[] out, int to, int n)
      throws DataFormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(in, at, length);
      int done = 0;
      while (done < n) {
        int got = inflater.inflate(out, to + done, n - done);
        if (got == 0) {
          return false;
        }
        done += got;
      }
      return true;
    } finally {
      inflater.end();
    }
  }
}
