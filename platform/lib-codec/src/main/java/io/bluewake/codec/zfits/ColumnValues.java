package io.bluewake.codec.zfits;

import io.bluewake.codec.FormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The values of a column in a tile, decoded. Columns of 16 bit integers are held as words, all
 * others as bytes, little endian. A row is a scalar or an array; arrays are preceded by their
 * length in bytes and may differ in length. Reusable; reading is thread safe.
 */
public final class ColumnValues {
  private static final short[] NO_WORDS = new short[0];

  private ZfitsColumn column;
  private int rows;
  private short[] words = NO_WORDS;
  private int wordCount;
  private byte[] bytes = new byte[0];
  private ByteBuffer view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);

  /** First value of each row, counted in bytes or words. */
  private int[] starts = new int[0];

  /** Number of values of each row. */
  private int[] counts = new int[0];

  /** Bytes of a FACT column in a tile: no prefixes, all rows alike. */
  static int factSize(ZfitsColumn column, int rows) throws FormatException {
    long size = rows * column.most() * column.width();
    if (size > BlockDecoder.MOST_BYTES) {
      throw new FormatException(
          -1, "column " + column.name() + " takes " + size + " bytes in a tile");
    }
    return (int) size;
  }

  short[] takeWords() {
    short[] taken = words;
    words = NO_WORDS;
    return taken;
  }

  void setWords(ZfitsColumn c, int rowCount, short[] values, int count, long at)
      throws FormatException {
    words = values;
    wordCount = count;
    reset(c, rowCount);
    if (c.fact()) {
      uniform(2L * count, at);
      return;
    }
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if (count - next < 2) {
        throw cut(row, at);
      }
      int length = words[next] & 0xFFFF | words[next + 1] << 16;
      next += 2;
      if (length < 0 || length % 2 != 0 || length / 2 > count - next) {
        throw lengthError(row, length, at);
      }
      starts[row] = next;
      counts[row] = length / 2;
      next += length / 2;
    }
  }

  void setBytes(ZfitsColumn c, int rowCount, byte[] from, int start, int end, long at)
      throws FormatException {
    int size = end - start;
    if (bytes.length < size) {
      bytes = new byte[size];
      view = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
    System.arraycopy(from, start, bytes, 0, size);
    reset(c, rowCount);
    int width = c.width();
    long scalars = (long) rows * width;
    boolean scalar = c.most() == 1 && c.type() != 'A' && size >= scalars && size < scalars + 4;
    if (c.fact() || scalar) {
      uniform(c.fact() ? size : scalars, at);
      return;
    }
    if (width == 1 || !prefixed(size, 1)) {
      // Repeated fields of a message are preceded by their number of values, not of bytes.
      int unit = width == 1 ? 1 : width;
      if (!prefixed(size, unit)) {
        throw new FormatException(
            at,
            "column " + c.name() + ": the lengths of its rows do not fit its " + size + " bytes");
      }
    }
  }

  /** Finds the rows if their lengths count units of bytes and fit exactly, up to padding. */
  private boolean prefixed(int size, int unit) {
    int width = column.width();
    int next = 0;
    for (int row = 0; row < rows; row++) {
      if (size - next < 4) {
        return false;
      }
      long length = (long) view.getInt(next) * unit;
      next += 4;
      if (length < 0 || length % width != 0 || length > size - next) {
        return false;
      }
      starts[row] = next;
      counts[row] = (int) length / width;
      next += (int) length;
    }
    return size - next < 4;
  }

  private void reset(ZfitsColumn c, int rowCount) {
    column = c;
    rows = rowCount;
    if (starts.length < rows) {
      starts = new int[rows];
      counts = new int[rows];
    }
  }

  private void uniform(long size, long at) throws FormatException {
    int values = (int) column.most();
    if (size < (long) rows * values * column.width()) {
      throw new FormatException(
          at, "column " + column.name() + " has " + size + " bytes for " + rows + " rows");
    }
    int stride = column.type() == 'I' ? values : values * column.width();
    for (int row = 0; row < rows; row++) {
      starts[row] = row * stride;
      counts[row] = values;
    }
  }

  private FormatException cut(int row, long at) {
    return new FormatException(at, "column " + column.name() + " ends before row " + row);
  }

  private FormatException lengthError(int row, int length, long at) {
    return new FormatException(
        at, "row " + row + " of column " + column.name() + " has a length of " + length);
  }

  /** Turns a FACT column in which the first values of all rows come first into rows. */
  void transpose() {
    int values = (int) column.most();
    if (rows < 2 || values < 2) {
      return;
    }
    if (column.type() == 'I') {
      short[] out = new short[rows * values];
      for (int v = 0; v < values; v++) {
        for (int r = 0; r < rows; r++) {
          out[r * values + v] = words[v * rows + r];
        }
      }
      words = out;
      return;
    }
    int width = column.width();
    byte[] out = new byte[rows * values * width];
    for (int v = 0; v < values; v++) {
      for (int r = 0; r < rows; r++) {
        System.arraycopy(bytes, (v * rows + r) * width, out, (r * values + v) * width, width);
      }
    }
    System.arraycopy(out, 0, bytes, 0, out.length);
  }

  /** The column. */
  public ZfitsColumn column() {
    return column;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Number of values in a row. */
  public int count(int row) {
    return counts[row];
  }

  /** Position in {@link #words()} of the first value of a row of 16 bit integers. */
  public int start(int row) {
    return starts[row];
  }

  /** All values of a column of 16 bit integers. Shared, read only. */
  public short[] words() {
    return words;
  }

  /** Number of words in use, lengths included. */
  int wordCount() {
    return wordCount;
  }

  /** All values of a column of other types, as bytes. Shared, read only. */
  public byte[] bytes() {
    return bytes;
  }

  /** An integer or truth value, widened as its sign demands; unsigned 64 bit ones wrap. */
  public long integer(int row, int i) {
    return switch (column.type()) {
      case 'I' -> {
        short value = words[starts[row] + i];
        yield column.unsigned() ? value & 0xFFFF : value;
      }
      case 'J' -> {
        int value = view.getInt(starts[row] + 4 * i);
        yield column.unsigned() ? value & 0xFFFFFFFFL : value;
      }
      case 'K' -> view.getLong(starts[row] + 8 * i);
      case 'E' -> (long) view.getFloat(starts[row] + 4 * i);
      case 'D' -> (long) view.getDouble(starts[row] + 8 * i);
      default -> {
        byte value = bytes[starts[row] + i];
        yield column.unsigned() ? value & 0xFF : value;
      }
    };
  }

  /** A number. */
  public double number(int row, int i) {
    return switch (column.type()) {
      case 'E' -> view.getFloat(starts[row] + 4 * i);
      case 'D' -> view.getDouble(starts[row] + 8 * i);
      default -> integer(row, i);
    };
  }

  /** A row of characters. */
  public String text(int row) {
    return new String(bytes, starts[row], counts[row], java.nio.charset.StandardCharsets.UTF_8);
  }

  /** Whether a row of a column of bytes has these values. */
  public boolean rowEquals(int row, byte[] values) {
    int start = starts[row];
    return column.width() == 1
        && counts[row] == values.length
        && Arrays.equals(bytes, start, start + values.length, values, 0, values.length);
  }

  /** The bytes of a row as they were before compression, without the length. */
  public byte[] rowBytes(int row) {
    if (column.type() != 'I') {
      return Arrays.copyOfRange(bytes, starts[row], starts[row] + counts[row] * column.width());
    }
    byte[] out = new byte[2 * counts[row]];
    ByteBuffer.wrap(out)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asShortBuffer()
        .put(words, starts[row], counts[row]);
    return out;
  }
}
