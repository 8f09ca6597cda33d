package io.bluewake.codec.zfits;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdException;
import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.ShortBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Undoes the processings of a block: the column of a tile. A block is {@code u64 size, char
 * ordering, u8 n, u16 processing[n], data}; the processings are undone from the last to the first.
 * Keeps its memory between blocks; not thread safe.
 */
public final class BlockDecoder {
  /** Bytes of the largest column of a tile. */
  public static final int MOST_BYTES = 1 << 29;

  /** Largest ratios of unpacked to packed bytes. */
  private static final int ZLIB_RATIO = 1100;

  private static final int LZO_RATIO = 260;

  static final int RAW = 0;
  static final int SMOOTHING = 1;
  static final int HUFFMAN = 2;
  static final int DIFFERENCES = 3;
  static final int SPLIT_BYTES = 5;
  static final int ZLIB = 7;
  static final int LZO = 9;
  private static final int RICE = 0xA;
  static final int TWO_HUFFMAN = 0xC;
  static final int SPLIT_WORDS = 0xE;
  static final int OFFSET = 0x10;
  private static final int SAME_VALUES = 0x11;
  static final int ZSTD = 0x17;

  private final Huffman16 huffman = new Huffman16();
  private final ByteReader reader = new ByteReader();

  /** The data are bytes or, after Huffman and the like, words. */
  private boolean inWords;

  private byte[] bytes;
  private int from;
  private int to;
  private short[] words = new short[0];
  private int count;

  /** Memory for the next step: two arrays of each kind take turns. */
  private byte[] spareBytes = new byte[0];

  private byte[] otherBytes = new byte[0];
  private short[] spareWords = new short[0];

  /** Memory for the words of columns that are not held as words. */
  private short[] ownWords = new short[0];

  private int most;

  /**
   * Decodes a block.
   *
   * @param data holds the block
   * @param start first byte of the block
   * @param end end of the block
   * @param rows rows of the tile
   * @param column what it holds
   * @param out receives the values; gives away its memory
   */
  public void decode(
      byte[] data, int start, int end, int rows, ZfitsColumn column, ColumnValues out)
      throws FormatException {
    reader.wrap(data, start, end, false);
    long size = reader.i64();
    int ordering = reader.u8();
    int[] processings = new int[reader.u8()];
    for (int i = 0; i < processings.length; i++) {
      processings[i] = reader.u16();
    }
    if (size < reader.position() - start || size > end - start) {
      throw new FormatException(
          start, "a block of " + size + " bytes where there are " + (end - start));
    }
    if (ordering != 'C' && ordering != 'R') {
      throw new FormatException(start + 8L, "a block in the order " + ordering);
    }
    most = column.fact() ? ColumnValues.factSize(column, rows) : mostBytes(column, rows);
    bytes = data;
    from = reader.position();
    to = start + (int) size;
    inWords = false;
    words = column.type() == 'I' ? out.takeWords() : ownWords;
    if (column.fact()) {
      factRows(processings, rows);
    } else {
      for (int i = processings.length - 1; i >= 0; i--) {
        undo(processings[i]);
      }
    }
    if (column.type() == 'I') {
      toWords();
      out.setWords(column, rows, words, count, start);
      words = new short[0];
    } else {
      toBytes();
      ownWords = words;
      out.setBytes(column, rows, bytes, from, to, start);
    }
    if (column.fact() && ordering == 'C') {
      out.transpose();
    }
    bytes = spareBytes;
  }

  private static int mostBytes(ZfitsColumn column, int rows) throws FormatException {
    long bytes = rows * (column.most() * column.width() + 4) + 64;
    if (bytes > MOST_BYTES) {
      throw new FormatException(
          -1, "column " + column.name() + " takes " + bytes + " bytes in a tile");
    }
    return (int) bytes;
  }

  private void undo(int processing) throws FormatException {
    switch (processing) {
      case RAW -> {}
      case SMOOTHING -> {
        toWords();
        Words.unsmooth(words, count);
      }
      case HUFFMAN -> {
        toBytes();
        int length = length(from);
        needWords(symbols(from + 4, from + 4 + length));
        huffman(from + 4, from + 4 + length, 0);
        inWords = true;
      }
      case DIFFERENCES -> {
        toWords();
        Words.sum(words, 0, count, words, 0, 0);
      }
      case SPLIT_BYTES -> {
        toBytes();
        needWords((to - from) / 2);
        Words.joinBytes(bytes, from, words, count);
        inWords = true;
      }
      case ZLIB -> {
        toBytes();
        inflate();
      }
      case LZO -> {
        toBytes();
        byte[] target = target(bound(LZO_RATIO));
        gave(target, Lzo1x.decode(bytes, from, to, target));
      }
      case RICE -> {
        toBytes();
        needWords(length(from) / 2);
        Rice16.decode(bytes, from + 4, to, words, count);
        inWords = true;
      }
      case TWO_HUFFMAN -> {
        toBytes();
        twoHuffman();
      }
      case SPLIT_WORDS -> {
        toWords();
        if (spareWords.length < count) {
          spareWords = new short[count];
        }
        Words.joinWords(words, spareWords, count);
        short[] swap = words;
        words = spareWords;
        spareWords = swap;
      }
      case OFFSET -> {
        toWords();
        Words.subtract128(words, count);
      }
      case SAME_VALUES -> {
        toBytes();
        sameValues();
      }
      case ZSTD -> {
        toBytes();
        unpackZstd();
      }
      default ->
          throw new FormatException(from, "processing " + processing + " of a block is unknown");
    }
  }

  /** Reads a length that counts bytes that follow, or will come out. */
  private int length(int at) throws FormatException {
    reader.wrap(bytes, at, to, false);
    long length = reader.i32() & 0xFFFFFFFFL;
    if (length > most && length > to - at) {
      throw new FormatException(at, "a length of " + length);
    }
    return (int) length;
  }

  private int symbols(int start, int end) throws FormatException {
    if (end > to || end - start < 16) {
      throw new FormatException(start, "Huffman codes of " + (end - start) + " bytes");
    }
    reader.wrap(bytes, start, end, false);
    long symbols = reader.i64();
    long entries = reader.i64();
    reader.seek(start + 8);
    if (symbols < 0 || symbols > most / 2 || entries != 1 && symbols > 8L * (end - start)) {
      throw new FormatException(start, symbols + " symbols are more than the column can be");
    }
    return (int) symbols;
  }

  private void huffman(int start, int end, int offset) throws FormatException {
    int symbols = symbols(start, end);
    if (symbols == 0) {
      return;
    }
    huffman.readTable(bytes, start + 16, end, reader.i64());
    huffman.decode(bytes, huffman.position(), end, words, offset, symbols);
  }

  private void twoHuffman() throws FormatException {
    int first = length(from);
    int second = length(from + 4);
    int middle = from + 8 + first;
    int n = symbols(from + 8, middle);
    int m = symbols(middle, middle + second);
    needWords(n + m);
    huffman(from + 8, middle, 0);
    huffman(middle, middle + second, n);
    inWords = true;
  }

  private void unpackZstd() throws FormatException {
    long announced = Zstd.getFrameContentSize(bytes, from, to - from);
    int room = announced > 0 ? (int) Math.min(most, announced) : most;
    byte[] target = target(room);
    try {
      long n = Zstd.decompressByteArray(target, 0, room, bytes, from, to - from);
      if (Zstd.isError(n)) {
        throw new FormatException(from, "zstd: " + Zstd.getErrorName(n));
      }
      gave(target, (int) n);
    } catch (ZstdException e) {
      throw new FormatException(from, "zstd: " + e.getMessage());
    }
  }

  private void inflate() throws FormatException {
    Inflater inflater = new Inflater();
    try {
      inflater.setInput(bytes, from, to - from);
      int room = bound(ZLIB_RATIO);
      byte[] target = target(room);
      int size = 0;
      while (!inflater.finished() && size < room) {
        int n = inflater.inflate(target, size, room - size);
        if (n == 0 && !inflater.finished()) {
          throw new FormatException(from, "the zlib data are cut");
        }
        size += n;
      }
      if (!inflater.finished() && inflater.inflate(new byte[1], 0, 1) > 0) {
        throw new FormatException(from, "the zlib data are longer than the column can be");
      }
      gave(target, size);
    } catch (DataFormatException e) {
      throw new FormatException(from, "zlib: " + e.getMessage());
    } finally {
      inflater.end();
    }
  }

  private void sameValues() throws FormatException {
    reader.wrap(bytes, from, to, false);
    long runs = reader.i32() & 0xFFFFFFFFL;
    reader.need(runs, 8);
    ByteBuffer target = ByteBuffer.wrap(target(most)).order(ByteOrder.LITTLE_ENDIAN);
    for (long run = 0; run < runs; run++) {
      long times = reader.i32() & 0xFFFFFFFFL;
      int value = reader.i32();
      if (times > (most - target.position()) / 4) {
        throw new FormatException(reader.position(), times + " values are too many");
      }
      for (long i = 0; i < times; i++) {
        target.putInt(value);
      }
    }
    gave(target.array(), target.position());
  }

  /** FACT compresses each row by itself, and does nothing to the column but that and smoothing. */
  private void factRows(int[] processings, int rows) throws FormatException {
    List<Integer> chain = new ArrayList<>();
    Arrays.stream(processings).forEach(chain::add);
    if (!chain.contains(HUFFMAN)) {
      for (int i = chain.size() - 1; i >= 0; i--) {
        undo(chain.get(i));
      }
      return;
    }
    if (chain.get(chain.size() - 1) != HUFFMAN) {
      throw new FormatException(from, "processings in the order " + chain);
    }
    needWords(most / 2);
    int total = 0;
    int at = from;
    for (int row = 0; row < rows; row++) {
      int end = at + 4 + length(at);
      int n = symbols(at + 4, end);
      if (n > count - total) {
        throw new FormatException(at, "more symbols than the column has");
      }
      huffman(at + 4, end, total);
      total += n;
      at = end;
    }
    count = total;
    inWords = true;
    for (int i = chain.size() - 2; i >= 0; i--) {
      undo(chain.get(i));
    }
  }

  private void needWords(int n) {
    if (words.length < n) {
      words = new short[n];
    }
    count = n;
  }

  /** Bytes that the data can be unpacked to at most. */
  private int bound(int ratio) {
    return (int) Math.min(most, (long) (to - from) * ratio + 64);
  }

  private byte[] target(int size) {
    byte[] target = bytes == spareBytes ? otherBytes : spareBytes;
    if (target.length < size) {
      target = new byte[size];
      if (bytes == spareBytes) {
        otherBytes = target;
      } else {
        spareBytes = target;
      }
    }
    return target;
  }

  private void gave(byte[] target, int size) {
    bytes = target;
    from = 0;
    to = size;
  }

  private void toWords() throws FormatException {
    if (inWords) {
      return;
    }
    if ((to - from) % 2 != 0) {
      throw new FormatException(from, (to - from) + " bytes are no words of 16 bits");
    }
    needWords((to - from) / 2);
    wordsOf(bytes, from, to).get(words, 0, count);
    inWords = true;
  }

  private void toBytes() {
    if (!inWords) {
      return;
    }
    byte[] target = target(2 * count);
    wordsOf(target, 0, 2 * count).put(words, 0, count);
    gave(target, 2 * count);
    inWords = false;
  }

  private static ShortBuffer wordsOf(byte[] bytes, int from, int to) {
    return ByteBuffer.wrap(bytes, from, to - from).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer();
  }
}
