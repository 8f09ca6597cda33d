package io.bluewake.model;

/** Storage type of a column: how values are kept in a {@link Table} and written to files. */
public enum ColumnType {
  /** Truth value, one byte. */
  BOOL(1),
  /** Signed byte. */
  INT8(1),
  /** Unsigned byte. */
  UINT8(1),
  /** Signed 16 bit. */
  INT16(2),
  /** Unsigned 16 bit. */
  UINT16(2),
  /** Signed 32 bit. */
  INT32(4),
  /** Unsigned 32 bit. */
  UINT32(4),
  /** Signed 64 bit. */
  INT64(8),
  /** Unsigned 64 bit. */
  UINT64(8),
  /** Single precision. */
  FLOAT32(4),
  /** Double precision. */
  FLOAT64(8),
  /** Text; the width in files is that of the longest value. */
  STRING(0);

  private final int bytes;

  ColumnType(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes of one element, 0 for text. */
  public int bytes() {
    return bytes;
  }
}
