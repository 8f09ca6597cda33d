package io.bluewake.model;

/**
 * One column of a {@link Schema}: what a value is, as data. Readers, writers and documentation
 * derive from it.
 *
 * @param index position in its schema
 * @param name full name, as in files: {@code hillas_length}
 * @param field name without the schema's prefix: {@code length}
 * @param type storage type
 * @param shape extents of one value: empty for a scalar, {@code {1855}} for an image
 * @param unit unit in VOUnit text, empty if dimensionless
 * @param description what it is, one sentence
 * @param meaning how the stored value is to be understood
 * @param enumeration name of the enumeration when {@code meaning} is {@link Meaning#ENUM}
 */
public record Column(
    int index,
    String name,
    String field,
    ColumnType type,
    Shape shape,
    String unit,
    String description,
    Meaning meaning,
    String enumeration) {

  /** How a stored value is to be understood. */
  public enum Meaning {
    /** A number, truth value or text. */
    VALUE,
    /**
     * A time: UINT32 with two elements is seconds and quarter nanoseconds since 1970-01-01T00:00:00
     * TAI; FLOAT64 is a modified Julian date in TAI.
     */
    TIME,
    /** A code of an enumeration. */
    ENUM,
    /** One truth value per telescope in layout order. */
    TELESCOPES
  }

  /** Number of elements of one value. */
  public int elements() {
    return shape.elements();
  }
}
