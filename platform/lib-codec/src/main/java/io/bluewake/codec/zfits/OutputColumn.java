package io.bluewake.codec.zfits;

import java.nio.charset.StandardCharsets;

/**
 * A column being written: a field of a protobuf message. Collects the values of a tile. Every row
 * of the table must set every column once.
 */
public final class OutputColumn {
  /** Bytes of a column in a tile. */
  private static final int MOST_BYTES = BlockDecoder.MOST_BYTES;

  private final String name;
  private final char type;
  private final boolean unsigned;
  private final boolean repeated;
  private final String field;
  private final ZfitsScheme scheme;
  private final TileBytes values = new TileBytes();
  private long most;
  private int rows;

  private OutputColumn(
      String name,
      char type,
      boolean unsigned,
      boolean repeated,
      String field,
      ZfitsScheme scheme) {
    this.name = name;
    this.type = type;
    this.unsigned = unsigned;
    this.repeated = repeated;
    this.field = field;
    this.scheme = scheme;
  }

  /**
   * A column with one number per row.
   *
   * @param type L (truth value), J, K (integers of 32 and 64 bits), E or D (reals)
   * @param field number of the field in its message
   */
  public static OutputColumn scalar(
      String name, char type, boolean unsigned, String field, ZfitsScheme scheme) {
    return new OutputColumn(name, type, unsigned, false, field, scheme);
  }

  /**
   * A column with an array per row.
   *
   * @param type A (text), B, I, K (integers of 8, 16 and 64 bits)
   * @param field number of the field in its message
   */
  public static OutputColumn array(
      String name, char type, boolean unsigned, String field, ZfitsScheme scheme) {
    return new OutputColumn(name, type, unsigned, true, field, scheme);
  }

  String name() {
    return name;
  }

  char type() {
    return type;
  }

  /** What TZERO says, empty for signed values. */
  String zero() {
    if (!unsigned) {
      return "";
    }
    return switch (type) {
      case 'B' -> "-128.";
      case 'I' -> "32768.";
      case 'J' -> "2147483648.";
      default -> "9223372036854775808.";
    };
  }

  String field() {
    return field;
  }

  ZfitsScheme scheme() {
    return scheme;
  }

  /** Largest number of values in a row so far. */
  long most() {
    return repeated ? most : 1;
  }

  int width() {
    return switch (type) {
      case 'L', 'A', 'B' -> 1;
      case 'I' -> 2;
      case 'J', 'E' -> 4;
      default -> 8;
    };
  }

  /** Bytes of the values of the tile. */
  TileBytes values() {
    return values;
  }

  /** Rows since the last {@link #clear}. */
  int rows() {
    return rows;
  }

  void clear() {
    values.clear();
    rows = 0;
  }

  /** Sets the integer or truth value of the next row. */
  public void set(long value) {
    switch (type) {
      case 'L' -> values.room(1).put((byte) value);
      case 'J' -> values.room(4).putInt((int) value);
      case 'K' -> values.room(8).putLong(value);
      default -> throw new IllegalStateException(name + " holds no integers");
    }
    rows++;
  }

  /** Sets the real number of the next row. */
  public void set(double value) {
    if (type == 'E') {
      values.room(4).putFloat((float) value);
    } else {
      values.room(8).putDouble(value);
    }
    rows++;
  }

  private void begin(int n) {
    if (!repeated || (long) values.size() + (long) n * width() + 4 > MOST_BYTES) {
      throw new IllegalStateException(name + ": an array of " + n + " values does not fit");
    }
    values.room(n * width() + 4).putInt(n * width());
    most = Math.max(most, n);
    rows++;
  }

  /** Sets the 16 bit integers of the next row. */
  public void set(short[] list, int from, int n) {
    begin(n);
    var room = values.room(2 * n);
    room.asShortBuffer().put(list, from, n);
    room.position(room.position() + 2 * n);
  }

  /** Sets the 64 bit integers of the next row. */
  public void set(long[] list, int from, int n) {
    begin(n);
    for (int i = 0; i < n; i++) {
      values.room(8).putLong(list[from + i]);
    }
  }

  /** Sets the bytes of the next row. */
  public void set(byte[] list, int from, int n) {
    begin(n);
    values.room(n).put(list, from, n);
  }

  /** Sets the text of the next row. */
  public void set(String text) {
    byte[] list = text.getBytes(StandardCharsets.UTF_8);
    set(list, 0, list.length);
  }
}
