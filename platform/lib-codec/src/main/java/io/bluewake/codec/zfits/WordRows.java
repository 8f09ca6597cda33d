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
 * differences. Other processings need the whole column. Not thread safe.
 */
public final class WordRows implements Closeable {
  /** Words that are decoded at a time. */
  private static final int PIECE = 1 << 17;

  private static final int SMOOTHING = 1;
  private static final int DIFFERENCES = 3;

  private final ZfitsTable table;
  private final int tile;
  private final ZfitsColumn column;
  private final WordSource source;
  private int filter;
  private short[] buffer = new short[0];
  private int start;
  private int limit;
  private int position;
  private int row;
  private boolean first = true;

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
    if (column.type() != 'I' || column.fact()) {
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
      need(2);
      int length = buffer[position] & 0xFFFF | buffer[position + 1] << 16;
      if (length < 0 || length % 2 != 0 || length / 2 > column.most()) {
        throw new FormatException(-1, "row " + row + " has a length of " + length);
      }
      need(2 + length / 2);
      start = position + 2;
      position = start + length / 2;
      row++;
      return length / 2;
    } catch (FormatException e) {
      throw at(table, tile, column, e);
    } catch (IOException e) {
      throw at(table, tile, column, new FormatException(-1, e.getMessage()));
    }
  }

  /** Number of rows that were given. */
  public int row() {
    return row;
  }

  /** Holds the values of the row from {@link #start} on, until the next row. */
  public short[] buffer() {
    return buffer;
  }

  /** Position of the first value of the row. */
  public int start() {
    return start;
  }

  /** Has a number of words from the position on in the buffer. */
  private void need(int words) throws IOException {
    int available = limit - position;
    if (available >= words) {
      return;
    }
    // Two words of the past stay in front, smoothing needs them.
    int keep = Math.min(2, position);
    long left = (column.most() + 2) * (table.rows(tile) - row) + 16;
    int piece = (int) Math.max(words, Math.min(PIECE, left));
    int wanted = piece + keep + 16;
    short[] target = buffer.length < wanted ? new short[wanted] : buffer;
    System.arraycopy(buffer, position - keep, target, 0, keep + available);
    buffer = target;
    position = keep;
    int from = keep + available;
    int n = source.read(buffer, from, piece - available);
    limit = from + n;
    undo(from, limit);
    if (n < words - available) {
      throw new FormatException(-1, "the data end before row " + row);
    }
  }

  private void undo(int from, int to) {
    if (filter == SMOOTHING) {
      Words.unsmooth(buffer, first ? from + 2 : from, to);
    } else if (filter == DIFFERENCES) {
      Words.sum(buffer, first ? from + 1 : from, to);
    }
    first = false;
  }

  @Override
  public void close() throws IOException {
    source.close();
  }
}
