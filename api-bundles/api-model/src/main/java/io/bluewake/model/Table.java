package io.bluewake.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Rows of values in columns. Each column is one flat array {@code [row][element]} of the primitive
 * type of its {@link ColumnType}: {@code byte[]} for BOOL and 8 bit, {@code short[]} for 16 bit,
 * {@code int[]} for 32 bit, {@code long[]} for 64 bit, {@code float[]}, {@code double[]}, {@code
 * String[]}.
 *
 * <p>Arrays only grow, so a table that is reused for batches of similar size allocates nothing. New
 * rows hold missing values: NaN, -1 for signed integers, 0 for unsigned ones, false, empty text.
 * Not thread safe.
 */
public final class Table {
  private final Schema schema;
  private final Object[] data;
  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private int rows;
  private int capacity;

  /** Creates an empty table. */
  public Table(Schema schema) {
    this.schema = schema;
    data = new Object[schema.size()];
    for (Column c : schema.columns()) {
      data[c.index()] = allocate(c, 0);
    }
  }

  /** The columns. */
  public Schema schema() {
    return schema;
  }

  /** Number of rows. */
  public int rows() {
    return rows;
  }

  /** Further facts about the table, written as attributes: String, Long or Double. */
  public Map<String, Object> attributes() {
    return attributes;
  }

  /** Sets the number of rows and fills all of them with missing values. */
  public void reset(int newRows) {
    ensureCapacity(newRows);
    rows = newRows;
    for (Column c : schema.columns()) {
      fillMissing(c, 0, newRows);
    }
  }

  /** Appends a row of missing values and returns its index. */
  public int append() {
    ensureCapacity(rows + 1);
    for (Column c : schema.columns()) {
      fillMissing(c, rows, rows + 1);
    }
    return rows++;
  }

  /** Fills one row with missing values. */
  public void clearRow(int row) {
    for (Column c : schema.columns()) {
      fillMissing(c, row, row + 1);
    }
  }

  private void ensureCapacity(int wanted) {
    if (wanted <= capacity) {
      return;
    }
    capacity = Math.max(wanted, capacity + (capacity >> 1) + 8);
    for (Column c : schema.columns()) {
      Object grown = allocate(c, capacity);
      System.arraycopy(data[c.index()], 0, grown, 0, rows * c.elements());
      data[c.index()] = grown;
    }
  }

  private static Object allocate(Column c, int rows) {
    int n = Math.multiplyExact(rows, c.elements());
    return switch (c.type()) {
      case BOOL, INT8, UINT8 -> new byte[n];
      case INT16, UINT16 -> new short[n];
      case INT32, UINT32 -> new int[n];
      case INT64, UINT64 -> new long[n];
      case FLOAT32 -> new float[n];
      case FLOAT64 -> new double[n];
      case STRING -> new String[n];
    };
  }

  private void fillMissing(Column c, int from, int to) {
    int n = c.elements();
    int a = from * n;
    int b = to * n;
    Object array = data[c.index()];
    switch (c.type()) {
      case BOOL, UINT8 -> Arrays.fill((byte[]) array, a, b, (byte) 0);
      case INT8 -> Arrays.fill((byte[]) array, a, b, (byte) -1);
      case INT16 -> Arrays.fill((short[]) array, a, b, (short) -1);
      case UINT16 -> Arrays.fill((short[]) array, a, b, (short) 0);
      case INT32 -> Arrays.fill((int[]) array, a, b, -1);
      case UINT32 -> Arrays.fill((int[]) array, a, b, 0);
      case INT64 -> Arrays.fill((long[]) array, a, b, -1L);
      case UINT64 -> Arrays.fill((long[]) array, a, b, 0L);
      case FLOAT32 -> Arrays.fill((float[]) array, a, b, Float.NaN);
      case FLOAT64 -> Arrays.fill((double[]) array, a, b, Double.NaN);
      case STRING -> Arrays.fill((String[]) array, a, b, "");
    }
  }

  /** Flat array of a BOOL or 8 bit column. Valid until the table grows. */
  public byte[] bytes(Column c) {
    return (byte[]) data[c.index()];
  }

  /** Flat array of a 16 bit column. Valid until the table grows. */
  public short[] shorts(Column c) {
    return (short[]) data[c.index()];
  }

  /** Flat array of a 32 bit integer column. Valid until the table grows. */
  public int[] ints(Column c) {
    return (int[]) data[c.index()];
  }

  /** Flat array of a 64 bit integer column. Valid until the table grows. */
  public long[] longs(Column c) {
    return (long[]) data[c.index()];
  }

  /** Flat array of a single precision column. Valid until the table grows. */
  public float[] floats(Column c) {
    return (float[]) data[c.index()];
  }

  /** Flat array of a double precision column. Valid until the table grows. */
  public double[] doubles(Column c) {
    return (double[]) data[c.index()];
  }

  /** Flat array of a text column. Valid until the table grows. */
  public String[] strings(Column c) {
    return (String[]) data[c.index()];
  }

  /** Stores a number in a scalar column of any numeric type. */
  public void set(int row, Column c, double value) {
    setElement(row, c, 0, value);
  }

  /** Stores an integer in a scalar column of any numeric type, exactly for integer columns. */
  public void set(int row, Column c, long value) {
    Object array = data[c.index()];
    int at = row * c.elements();
    switch (c.type()) {
      case BOOL, INT8, UINT8 -> ((byte[]) array)[at] = (byte) value;
      case INT16, UINT16 -> ((short[]) array)[at] = (short) value;
      case INT32, UINT32 -> ((int[]) array)[at] = (int) value;
      case INT64, UINT64 -> ((long[]) array)[at] = value;
      case FLOAT32 -> ((float[]) array)[at] = value;
      case FLOAT64 -> ((double[]) array)[at] = value;
      case STRING -> throw new IllegalArgumentException(c.name() + " holds text");
    }
  }

  /** Stores an integer in a scalar column of any numeric type. */
  public void set(int row, Column c, int value) {
    set(row, c, (long) value);
  }

  /** Stores a truth value. */
  public void set(int row, Column c, boolean value) {
    ((byte[]) data[c.index()])[row * c.elements()] = (byte) (value ? 1 : 0);
  }

  /** Stores a text. */
  public void set(int row, Column c, String value) {
    ((String[]) data[c.index()])[row * c.elements()] = value;
  }

  /** Stores one element of an array column of any numeric type. */
  public void setElement(int row, Column c, int element, double value) {
    Object array = data[c.index()];
    int at = row * c.elements() + element;
    switch (c.type()) {
      case BOOL, INT8, UINT8 -> ((byte[]) array)[at] = (byte) value;
      case INT16, UINT16 -> ((short[]) array)[at] = (short) value;
      case INT32, UINT32 -> ((int[]) array)[at] = (int) (long) value;
      case INT64, UINT64 -> ((long[]) array)[at] = (long) value;
      case FLOAT32 -> ((float[]) array)[at] = (float) value;
      case FLOAT64 -> ((double[]) array)[at] = value;
      case STRING -> throw new IllegalArgumentException(c.name() + " holds text");
    }
  }

  /** Reads the first element of a value of any numeric type; unsigned types come out positive. */
  public double getDouble(int row, Column c) {
    return getElement(row, c, 0);
  }

  /** Reads the first element of an integer or truth value. */
  public long getLong(int row, Column c) {
    Object array = data[c.index()];
    int at = row * c.elements();
    return switch (c.type()) {
      case BOOL, INT8 -> ((byte[]) array)[at];
      case UINT8 -> ((byte[]) array)[at] & 0xFF;
      case INT16 -> ((short[]) array)[at];
      case UINT16 -> ((short[]) array)[at] & 0xFFFF;
      case INT32 -> ((int[]) array)[at];
      case UINT32 -> ((int[]) array)[at] & 0xFFFFFFFFL;
      case INT64, UINT64 -> ((long[]) array)[at];
      case FLOAT32 -> (long) ((float[]) array)[at];
      case FLOAT64 -> (long) ((double[]) array)[at];
      case STRING -> throw new IllegalArgumentException(c.name() + " holds text");
    };
  }

  /** Reads one element of any numeric type. */
  public double getElement(int row, Column c, int element) {
    Object array = data[c.index()];
    int at = row * c.elements() + element;
    return switch (c.type()) {
      case BOOL, INT8 -> ((byte[]) array)[at];
      case UINT8 -> ((byte[]) array)[at] & 0xFF;
      case INT16 -> ((short[]) array)[at];
      case UINT16 -> ((short[]) array)[at] & 0xFFFF;
      case INT32 -> ((int[]) array)[at];
      case UINT32 -> ((int[]) array)[at] & 0xFFFFFFFFL;
      case INT64, UINT64 -> ((long[]) array)[at];
      case FLOAT32 -> ((float[]) array)[at];
      case FLOAT64 -> ((double[]) array)[at];
      case STRING -> throw new IllegalArgumentException(c.name() + " holds text");
    };
  }

  /** Reads a text. */
  public String getString(int row, Column c) {
    return ((String[]) data[c.index()])[row * c.elements()];
  }
}
