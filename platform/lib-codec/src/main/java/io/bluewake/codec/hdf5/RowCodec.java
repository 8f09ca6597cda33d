package io.bluewake.codec.hdf5;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Table;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Moves values between the columns of a {@link Table} and stored rows. */
public final class RowCodec {
  private static final VarHandle SHORT = handle(short[].class);
  private static final VarHandle INT = handle(int[].class);
  private static final VarHandle LONG = handle(long[].class);
  private static final VarHandle FLOAT = handle(float[].class);
  private static final VarHandle DOUBLE = handle(double[].class);

  /** Below this many elements a loop is faster than a bulk copy. */
  private static final int BULK = 16;

  private RowCodec() {}

  private static VarHandle handle(Class<?> type) {
    return MethodHandles.byteArrayViewVarHandle(type, ByteOrder.LITTLE_ENDIAN);
  }

  /** Stores a 16 bit integer. */
  public static void putShort(byte[] b, int at, int v) {
    SHORT.set(b, at, (short) v);
  }

  /** Stores a 32 bit integer. */
  public static void putInt(byte[] b, int at, int v) {
    INT.set(b, at, v);
  }

  /** Stores a 64 bit integer. */
  public static void putLong(byte[] b, int at, long v) {
    LONG.set(b, at, v);
  }

  /** Stores a single precision number. */
  public static void putFloat(byte[] b, int at, float v) {
    FLOAT.set(b, at, v);
  }

  /** Stores a double precision number. */
  public static void putDouble(byte[] b, int at, double v) {
    DOUBLE.set(b, at, v);
  }

  /** Stores single precision numbers. */
  public static void putFloats(byte[] b, int at, float[] v, int from, int n) {
    ByteBuffer.wrap(b)
        .order(ByteOrder.LITTLE_ENDIAN)
        .slice(at, n * 4)
        .order(ByteOrder.LITTLE_ENDIAN)
        .asFloatBuffer()
        .put(v, from, n);
  }

  /** Reads a 16 bit integer. */
  public static short getShort(byte[] b, int at) {
    return (short) SHORT.get(b, at);
  }

  /** Reads a 32 bit integer. */
  public static int getInt(byte[] b, int at) {
    return (int) INT.get(b, at);
  }

  /** Reads a 64 bit integer. */
  public static long getLong(byte[] b, int at) {
    return (long) LONG.get(b, at);
  }

  /** Reads a single precision number. */
  public static float getFloat(byte[] b, int at) {
    return (float) FLOAT.get(b, at);
  }

  /** Reads a double precision number. */
  public static double getDouble(byte[] b, int at) {
    return (double) DOUBLE.get(b, at);
  }

  /**
   * Type of a column in files.
   *
   * @param width bytes of a text
   */
  public static Hdf5Type typeOf(Column c, int width) {
    Hdf5Type element =
        switch (c.type()) {
          case BOOL -> Hdf5Type.bool();
          case INT8 -> Hdf5Type.integer(1, true);
          case UINT8 -> Hdf5Type.integer(1, false);
          case INT16 -> Hdf5Type.integer(2, true);
          case UINT16 -> Hdf5Type.integer(2, false);
          case INT32 -> Hdf5Type.integer(4, true);
          case UINT32 -> Hdf5Type.integer(4, false);
          case INT64 -> Hdf5Type.integer(8, true);
          case UINT64 -> Hdf5Type.integer(8, false);
          case FLOAT32 -> Hdf5Type.real(4);
          case FLOAT64 -> Hdf5Type.real(8);
          case STRING -> Hdf5Type.text(Math.max(1, width), false);
        };
    return c.shape().extents().isEmpty() ? element : Hdf5Type.array(element, c.shape().extents());
  }

  /** Bytes of the longest text of a column, at least 1. */
  public static int widthOf(Table t, Column c) {
    int width = 1;
    if (c.type() == ColumnType.STRING) {
      for (int i = 0; i < t.rows() * c.elements(); i++) {
        width = Math.max(width, t.strings(c)[i].getBytes(StandardCharsets.UTF_8).length);
      }
    }
    return width;
  }

  /**
   * Stores a value.
   *
   * @param at its first byte
   * @param width bytes of a text; longer texts are cut
   */
  public static void put(byte[] b, int at, Table t, Column c, int row, int width) {
    int n = c.elements();
    int from = row * n;
    ColumnType type = c.type();
    switch (type) {
      case BOOL, INT8, UINT8 -> System.arraycopy(t.bytes(c), from, b, at, n);
      case STRING -> putTexts(b, at, t.strings(c), from, n, width);
      default -> {
        if (n < BULK) {
          putFew(b, at, t, c, from, n);
        } else {
          putMany(b, at, t, c, from, n);
        }
      }
    }
  }

  private static void putTexts(byte[] b, int at, String[] texts, int from, int n, int width) {
    for (int i = 0; i < n; i++) {
      byte[] text = texts[from + i].getBytes(StandardCharsets.UTF_8);
      System.arraycopy(text, 0, b, at + i * width, Math.min(text.length, width));
    }
  }

  private static void putFew(byte[] b, int at, Table t, Column c, int from, int n) {
    for (int i = 0; i < n; i++) {
      switch (c.type()) {
        case INT16, UINT16 -> SHORT.set(b, at + 2 * i, t.shorts(c)[from + i]);
        case INT32, UINT32 -> INT.set(b, at + 4 * i, t.ints(c)[from + i]);
        case INT64, UINT64 -> LONG.set(b, at + 8 * i, t.longs(c)[from + i]);
        case FLOAT32 -> FLOAT.set(b, at + 4 * i, t.floats(c)[from + i]);
        default -> DOUBLE.set(b, at + 8 * i, t.doubles(c)[from + i]);
      }
    }
  }

  private static void putMany(byte[] b, int at, Table t, Column c, int from, int n) {
    ByteBuffer to = at(b, at, n * c.type().bytes());
    switch (c.type()) {
      case INT16, UINT16 -> to.asShortBuffer().put(t.shorts(c), from, n);
      case INT32, UINT32 -> to.asIntBuffer().put(t.ints(c), from, n);
      case INT64, UINT64 -> to.asLongBuffer().put(t.longs(c), from, n);
      case FLOAT32 -> to.asFloatBuffer().put(t.floats(c), from, n);
      default -> to.asDoubleBuffer().put(t.doubles(c), from, n);
    }
  }

  private static ByteBuffer at(byte[] b, int at, int length) {
    return ByteBuffer.wrap(b, at, length).slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads a value into a row of a table. The stored elements may be of another width than the
   * column, as schemas differ in that between versions.
   */
  public static void get(byte[] b, int at, Hdf5Type stored, Table t, Column c, int row) {
    Hdf5Type e = stored.element();
    int n = Math.min(c.elements(), stored.size() / e.size());
    int to = row * c.elements();
    if (e.kind() == Hdf5Type.Kind.TEXT) {
      for (int i = 0; i < n; i++) {
        t.strings(c)[to + i] = text(b, at + i * e.size(), e.size());
      }
      return;
    }
    if (e.bigEndian() || e.size() != c.type().bytes() || isReal(e) != isReal(c.type())) {
      for (int i = 0; i < n; i++) {
        convert(b, at + i * e.size(), e, t, c, to + i);
      }
      return;
    }
    if (n < BULK) {
      getFew(b, at, t, c, to, n);
      return;
    }
    ByteBuffer in = at(b, at, n * e.size());
    switch (c.type()) {
      case BOOL, INT8, UINT8 -> in.get(t.bytes(c), to, n);
      case INT16, UINT16 -> in.asShortBuffer().get(t.shorts(c), to, n);
      case INT32, UINT32 -> in.asIntBuffer().get(t.ints(c), to, n);
      case INT64, UINT64 -> in.asLongBuffer().get(t.longs(c), to, n);
      case FLOAT32 -> in.asFloatBuffer().get(t.floats(c), to, n);
      default -> in.asDoubleBuffer().get(t.doubles(c), to, n);
    }
  }

  private static void getFew(byte[] b, int at, Table t, Column c, int to, int n) {
    for (int i = 0; i < n; i++) {
      switch (c.type()) {
        case BOOL, INT8, UINT8 -> t.bytes(c)[to + i] = b[at + i];
        case INT16, UINT16 -> t.shorts(c)[to + i] = (short) SHORT.get(b, at + 2 * i);
        case INT32, UINT32 -> t.ints(c)[to + i] = (int) INT.get(b, at + 4 * i);
        case INT64, UINT64 -> t.longs(c)[to + i] = (long) LONG.get(b, at + 8 * i);
        case FLOAT32 -> t.floats(c)[to + i] = (float) FLOAT.get(b, at + 4 * i);
        default -> t.doubles(c)[to + i] = (double) DOUBLE.get(b, at + 8 * i);
      }
    }
  }

  private static boolean isReal(Hdf5Type e) {
    return e.kind() == Hdf5Type.Kind.FLOAT;
  }

  private static boolean isReal(ColumnType type) {
    return type == ColumnType.FLOAT32 || type == ColumnType.FLOAT64;
  }

  private static void convert(byte[] b, int at, Hdf5Type e, Table t, Column c, int to) {
    if (isReal(e)) {
      double v = number(b, at, e);
      switch (c.type()) {
        case FLOAT32 -> t.floats(c)[to] = (float) v;
        case FLOAT64 -> t.doubles(c)[to] = v;
        default -> storeInteger(t, c, to, (long) v);
      }
    } else {
      long v = integer(b, at, e);
      switch (c.type()) {
        case FLOAT32 -> t.floats(c)[to] = v;
        case FLOAT64 -> t.doubles(c)[to] = v;
        default -> storeInteger(t, c, to, v);
      }
    }
  }

  private static void storeInteger(Table t, Column c, int to, long v) {
    switch (c.type()) {
      case BOOL, INT8, UINT8 -> t.bytes(c)[to] = (byte) v;
      case INT16, UINT16 -> t.shorts(c)[to] = (short) v;
      case INT32, UINT32 -> t.ints(c)[to] = (int) v;
      case INT64, UINT64 -> t.longs(c)[to] = v;
      default -> throw new IllegalArgumentException(c.name() + " is not an integer column");
    }
  }

  /** A stored integer or truth value. */
  public static long integer(byte[] b, int at, Hdf5Type e) {
    long v = 0;
    for (int i = 0; i < e.size(); i++) {
      int shift = e.bigEndian() ? e.size() - 1 - i : i;
      v |= (b[at + i] & 0xFFL) << (8 * shift);
    }
    int unused = 64 - 8 * e.size();
    return e.signed() ? v << unused >> unused : v;
  }

  /** A stored number of any kind. */
  public static double number(byte[] b, int at, Hdf5Type e) {
    if (!isReal(e)) {
      return integer(b, at, e);
    }
    long bits = integer(b, at, e);
    return e.size() == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
  }

  /** A stored text without the zeros after it. */
  public static String text(byte[] b, int at, int width) {
    int n = 0;
    while (n < width && b[at + n] != 0) {
      n++;
    }
    return new String(b, at, n, StandardCharsets.UTF_8);
  }
}
