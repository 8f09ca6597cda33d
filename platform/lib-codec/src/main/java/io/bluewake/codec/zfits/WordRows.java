package io.bluewake.codec.zfits;

import com.github.luben.zstd.ZstdInputStream;
import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * The rows of a column of 16 bit integers of a tile, one after the other, without the tile in
 * memory as a whole: for Huffman codes, zstd, zlib and plain data, also when smoothed or as
 * differences. Other processings need the whole column. Each row is given once, as words or as what
 * a table says of each word; rows that nobody asks for are skipped. Not thread safe.
 */
public final class WordRows implements Closeable {
  private static final int SMOOTHING = 1;
  private static final int DIFFERENCES = 3;

  /** Words beyond the row that there is room for, as Huffman codes are decoded in large pieces. */
  private static final int AHEAD = HuffmanLanes.MOST;

  private final ZfitsTable table;
  private final int tile;
  private final ZfitsColumn column;
  private final WordSource source;
  private int filter;
  private short[] buffer = new short[0];
  private short[] skipped = new short[0];
  private final short[] head = new short[2];

  /** The words before {@link #position}, for smoothing and differences. */
  private final int[] past = new int[2];

  private int limit;
  private int position;
  private int row;

  /** Words of the current row, which start at {@link #position}; 0 when they were given. */
  private int waiting;

  private WordRows(ZfitsTable table, int tile, ZfitsColumn column) throws IOException {
    this.table = table;
    this.tile = tile;
    this.column = column;
    source = open();
  }

  /**
   * Opens a column.
   *
   * @throws FormatException with the position in the file
   */
  public static WordRows open(ZfitsTable table, int tile, ZfitsColumn column) throws IOException {
    try {
      return new WordRows(table, tile, column);
    } catch (FormatException e) {
      throw at(table, tile, column, e);
    }
  }

  private static FormatException at(
      ZfitsTable table, int tile, ZfitsColumn column, FormatException e) {
    return new FormatException(
        table.offset(tile, column),
        "column " + column.name() + " of tile " + tile + ": " + e.getMessage());
  }

  private WordSource open() throws IOException {
    if (column.type() != 'I') {
      throw new FormatException(-1, "no column of arrays of 16 bit integers");
    }
    long offset = table.offset(tile, column);
    long size = table.size(tile, column);
    if (size == 0) {
      return new WordSource.Whole(new short[0], 0);
    }
    byte[] head = new byte[(int) Math.min(size, 10 + 2 * 255)];
    table.file().readFully(offset, head, 0, head.length);
    ByteReader reader = new ByteReader().wrap(head, 0, head.length, false);
    long declared = reader.i64();
    reader.u8();
    int[] chain = new int[reader.u8()];
    for (int i = 0; i < chain.length; i++) {
      chain[i] = reader.u16();
    }
    if (declared < reader.position() || declared > size) {
      throw new FormatException(-1, "a block of " + declared + " bytes where there are " + size);
    }
    if (column.fact()) {
      return whole();
    }
    int n = chain.length;
    boolean filtered = n == 2 && (chain[0] == SMOOTHING || chain[0] == DIFFERENCES);
    filter = filtered ? chain[0] : 0;
    long from = offset + reader.position();
    long end = offset + declared;
    if (filtered || n == 1) {
      WordSource streamed = streamed(chain[n - 1], from, end);
      if (streamed != null) {
        return streamed;
      }
    }
    filter = 0;
    return whole();
  }

  private WordSource streamed(int processing, long from, long end) throws IOException {
    return switch (processing) {
      case 0 -> new WordSource.Bytes(bytes(from, end));
      case 2 ->
          new WordSource.Huffman(
              table.file(), from, end, table.rows(tile) * (column.most() + 2) + 32);
      case 7 -> WordSource.zlib(bytes(from, end));
      case 0x17 -> new WordSource.Bytes(new ZstdInputStream(bytes(from, end)));
      default -> null;
    };
  }

  private InputStream bytes(long from, long end) {
    return new FileRange(table.file(), from, end);
  }

  private WordSource whole() throws IOException {
    ColumnValues values = new ColumnValues();
    BlockDecoder decoder = new BlockDecoder();
    table.read(tile, column, decoder, values);
    return new WordSource.Whole(values.words(), values.wordCount());
  }

  /**
   * Goes to the next row.
   *
   * @return number of values
   */
  public int next() throws IOException {
    try {
      skip();
      if (column.fact()) {
        need((int) column.most());
        waiting = (int) column.most();
        row++;
        return waiting;
      }
      need(2);
      boolean first = row == 0;
      if (first && filter == SMOOTHING) {
        past[0] = buffer[position];
        past[1] = buffer[position + 1];
        head[0] = (short) past[0];
        head[1] = (short) past[1];
        position += 2;
      } else {
        waiting = 2;
        copy(head, 0);
      }
      int length = head[0] & 0xFFFF | head[1] << 16;
      if (length < 0 || length % 2 != 0 || length / 2 > column.most()) {
        throw new FormatException(-1, "row " + row + " has a length of " + length);
      }
      need(length / 2);
      waiting = length / 2;
      row++;
      return waiting;
    } catch (FormatException e) {
      throw at(table, tile, column, e);
    } catch (IOException e) {
      throw at(table, tile, column, new FormatException(-1, e.getMessage()));
    }
  }

  /** Number of rows that were gone to. */
  public int row() {
    return row;
  }

  private void skip() {
    if (waiting > 0) {
      if (skipped.length < waiting) {
        skipped = new short[waiting];
      }
      copy(skipped, 0);
    }
  }

  /** Number of values of the row that were not given yet: all or none. */
  public int values() {
    return waiting;
  }

  /** Gives the values of the row. */
  public void copy(short[] to, int at) {
    int n = waiting;
    switch (filter) {
      case SMOOTHING -> Words.unsmooth(buffer, position, n, to, at, past);
      case DIFFERENCES -> past[0] = Words.sum(buffer, position, n, to, at, past[0]);
      default -> System.arraycopy(buffer, position, to, at, n);
    }
    position += n;
    waiting = 0;
  }

  /**
   * Gives what a table says of each value of the row, which has {@code pixels * samples} of them.
   *
   * @param pixels where in {@code to} the samples of each pixel belong, in units of pixels
   * @param count number of pixels
   * @param values of each value, taken as unsigned: 65536 entries
   * @param base start in {@code to}
   */
  public void lookUp(int[] pixels, int count, int samples, float[] values, float[] to, int base) {
    if (count * samples != waiting) {
      throw new IllegalArgumentException(waiting + " values are not " + count + " x " + samples);
    }
    if (filter == SMOOTHING) {
      Words.unsmooth(buffer, position, samples, pixels, count, values, to, base, past);
      position += waiting;
      waiting = 0;
      return;
    }
    int from = position;
    copy(buffer, from);
    for (int p = 0; p < count; p++) {
      Words.lookUp(buffer, from + p * samples, to, base + pixels[p] * samples, samples, values);
    }
  }

  /** Has a number of words from the position on in the buffer, and the length of the next row. */
  private void need(int words) throws IOException {
    int available = limit - position;
    if (available >= words) {
      return;
    }
    int wanted = words + (row < table.rows(tile) - 1 ? 2 : 0);
    short[] target = buffer.length < wanted + AHEAD ? new short[wanted + AHEAD] : buffer;
    System.arraycopy(buffer, position, target, 0, available);
    buffer = target;
    position = 0;
    limit =
        available + source.read(buffer, available, wanted - available, wanted + AHEAD - available);
    if (limit < words) {
      throw new FormatException(-1, "the data end before row " + row);
    }
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
