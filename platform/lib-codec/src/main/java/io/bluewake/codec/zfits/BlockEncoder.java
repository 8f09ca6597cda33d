package io.bluewake.codec.zfits;

import com.github.luben.zstd.Zstd;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.zip.Deflater;

/**
 * Makes the block of a column of a tile: what {@link BlockDecoder} undoes. Keeps its memory between
 * blocks, so one encoder serves all tables that one thread writes; not thread safe.
 */
public final class BlockEncoder {
  private static final int FIXED_HEAD = 10;
  private static final int ZSTD_SLACK = 1 << 12;

  private final HuffmanEncoder huffman = new HuffmanEncoder();
  private final Lzo1xEncoder lzo = new Lzo1xEncoder();

  /** The data are bytes or, after Huffman and the like, words. */
  private boolean inWords;

  private byte[] bytes = new byte[0];
  private int size;
  private short[] words = new short[0];
  private int count;
  private byte[] spare = new byte[0];
  private byte[] other = new byte[0];
  private short[] spareWords = new short[0];

  /** Creates an encoder. */
  public BlockEncoder() {}

  /**
   * Encodes the column of a tile.
   *
   * @param data its values as they are laid out, in whole groups of four bytes
   * @param length bytes in use
   * @param out receives the block with its head
   */
  void encode(byte[] data, int length, ZfitsScheme scheme, TileBytes out) {
    bytes = data;
    size = length;
    inWords = false;
    for (int processing : scheme.processings()) {
      apply(processing, scheme.level());
    }
    toBytes();
    int head = FIXED_HEAD + 2 * scheme.processings().size();
    ByteBuffer target = out.room(head + size);
    target.putLong(head + (long) size).put((byte) 'C').put((byte) scheme.processings().size());
    for (int processing : scheme.processings()) {
      target.putShort((short) processing);
    }
    target.put(bytes, 0, size);
    bytes = spare;
  }

  private void apply(int processing, int level) {
    switch (processing) {
      case BlockDecoder.RAW -> {}
      case BlockDecoder.SMOOTHING -> {
        toWords();
        smooth();
      }
      case BlockDecoder.DIFFERENCES -> {
        toWords();
        for (int i = count - 1; i >= 1; i--) {
          words[i] -= words[i - 1];
        }
      }
      case BlockDecoder.OFFSET -> {
        toWords();
        for (int i = 0; i < count; i++) {
          words[i] = (short) (words[i] + 128);
        }
      }
      case BlockDecoder.SPLIT_BYTES -> splitBytes();
      case BlockDecoder.SPLIT_WORDS -> splitWords();
      case BlockDecoder.HUFFMAN -> {
        toWords();
        byte[] target = target(4 + HuffmanEncoder.bound(count));
        int end = huffman.encode(words, 0, count, target, 4);
        length(target, 0, end - 4);
        gave(target, end);
      }
      case BlockDecoder.TWO_HUFFMAN -> twoHuffman();
      case BlockDecoder.ZLIB -> deflate();
      case BlockDecoder.LZO -> {
        toBytes();
        byte[] target = target(Lzo1xEncoder.bound(size));
        gave(target, lzo.encode(bytes, size, target));
      }
      case BlockDecoder.ZSTD -> {
        toBytes();
        byte[] target = target((int) Zstd.compressBound(size) + ZSTD_SLACK);
        long n = Zstd.compressByteArray(target, 0, target.length, bytes, 0, size, level);
        if (Zstd.isError(n)) {
          throw new IllegalStateException("zstd: " + Zstd.getErrorName(n));
        }
        gave(target, (int) n);
      }
      default -> throw new IllegalArgumentException("processing " + processing);
    }
  }

  /** Subtracts half the sum of the two words before, halves rounded towards zero. */
  private void smooth() {
    if (spareWords.length < count) {
      spareWords = new short[count];
    }
    short[] in = words;
    short[] out = spareWords;
    System.arraycopy(in, 0, out, 0, Math.min(2, count));
    for (int i = 2; i < count; i++) {
      out[i] = (short) (in[i] - (in[i - 1] + in[i - 2]) / 2);
    }
    words = out;
    spareWords = in;
  }

  private void splitBytes() {
    toWords();
    byte[] target = target(2 * count);
    for (int i = 0; i < count; i++) {
      target[i] = (byte) words[i];
      target[count + i] = (byte) (words[i] >> 8);
    }
    gave(target, 2 * count);
  }

  private void splitWords() {
    toWords();
    if (spareWords.length < count) {
      spareWords = new short[count];
    }
    int half = count / 2;
    for (int i = 0; i < half; i++) {
      spareWords[i] = words[2 * i];
      spareWords[half + i] = words[2 * i + 1];
    }
    short[] swap = words;
    words = spareWords;
    spareWords = swap;
  }

  private void twoHuffman() {
    toWords();
    int half = count / 2;
    byte[] target = target(8 + HuffmanEncoder.bound(half) + HuffmanEncoder.bound(count - half));
    int middle = huffman.encode(words, 0, half, target, 8);
    int end = huffman.encode(words, half, count, target, middle);
    length(target, 0, middle - 8);
    length(target, 4, end - middle);
    gave(target, end);
  }

  private void deflate() {
    toBytes();
    Deflater deflater = new Deflater();
    try {
      deflater.setInput(bytes, 0, size);
      deflater.finish();
      // What cannot be compressed grows by five bytes for every 16 kB.
      byte[] target = target(size + (size >> 11) + 64);
      int n = 0;
      while (!deflater.finished()) {
        n += deflater.deflate(target, n, target.length - n);
      }
      gave(target, n);
    } finally {
      deflater.end();
    }
  }

  private static void length(byte[] target, int at, int value) {
    ByteBuffer.wrap(target).order(ByteOrder.LITTLE_ENDIAN).putInt(at, value);
  }

  private byte[] target(int room) {
    if (bytes == spare) {
      other = other.length < room ? new byte[room] : other;
      return other;
    }
    spare = spare.length < room ? new byte[room] : spare;
    return spare;
  }

  private void gave(byte[] target, int length) {
    bytes = target;
    size = length;
    inWords = false;
  }

  private void toWords() {
    if (inWords) {
      return;
    }
    if (size % 2 != 0) {
      throw new IllegalArgumentException(size + " bytes are no words");
    }
    count = size / 2;
    if (words.length < count) {
      words = new short[count];
    }
    wordsOf(bytes, size).get(words, 0, count);
    inWords = true;
  }

  private void toBytes() {
    if (inWords) {
      byte[] target = target(2 * count);
      wordsOf(target, 2 * count).put(words, 0, count);
      gave(target, 2 * count);
    }
  }

  private static ShortBuffer wordsOf(byte[] array, int length) {
    return ByteBuffer.wrap(array, 0, length).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
