package io.bluewake.model;

import java.util.ArrayList;
import java.util.List;

/** The columns of a table, in order. Build one with {@link #named(String)}. */
public final class Schema {
  /** A schema without columns. */
  public static final Schema EMPTY = new Schema("", List.of());

  private final String prefix;
  private final List<Column> columns;

  private Schema(String prefix, List<Column> columns) {
    this.prefix = prefix;
    this.columns = List.copyOf(columns);
  }

  /**
   * Starts a schema.
   *
   * @param prefix put before every column name with an underscore between; empty for none
   */
  public static Builder named(String prefix) {
    return new Builder(prefix);
  }

  /** Puts schemas side by side; column indices are those of the result. */
  public static Schema concat(List<Schema> parts) {
    List<Column> all = new ArrayList<>();
    for (Schema part : parts) {
      for (Column c : part.columns) {
        all.add(reindexed(c, c.name(), all.size()));
      }
    }
    return new Schema("", all);
  }

  /** The same columns with a text before every full name; field names stay. */
  public Schema withPrefix(String text) {
    List<Column> all = new ArrayList<>();
    for (Column c : columns) {
      all.add(reindexed(c, text + c.name(), c.index()));
    }
    return new Schema(text + prefix, all);
  }

  private static Column reindexed(Column c, String name, int index) {
    return new Column(
        index,
        name,
        c.field(),
        c.type(),
        c.shape(),
        c.unit(),
        c.description(),
        c.meaning(),
        c.enumeration());
  }

  /** Prefix of the column names. */
  public String prefix() {
    return prefix;
  }

  /** The columns in order. */
  public List<Column> columns() {
    return columns;
  }

  /** Number of columns. */
  public int size() {
    return columns.size();
  }

  /** Position of the column with this full name, or -1. */
  public int indexOf(String name) {
    for (Column c : columns) {
      if (c.name().equals(name)) {
        return c.index();
      }
    }
    return -1;
  }

  /**
   * The column with this full or field name.
   *
   * @throws IllegalArgumentException naming the columns there are
   */
  public Column column(String name) {
    for (Column c : columns) {
      if (c.name().equals(name)) {
        return c;
      }
    }
    for (Column c : columns) {
      if (c.field().equals(name)) {
        return c;
      }
    }
    throw new IllegalArgumentException(
        "no column '" + name + "' among " + columns.stream().map(Column::name).toList());
  }

  /** Collects the columns of a schema. */
  public static final class Builder {
    private final String prefix;
    private final List<Column> columns = new ArrayList<>();

    private Builder(String prefix) {
      this.prefix = prefix;
    }

    /** Adds a column of any kind. */
    public Builder add(
        String field,
        ColumnType type,
        Shape shape,
        String unit,
        String description,
        Column.Meaning meaning,
        String enumeration) {
      String name = prefix.isEmpty() ? field : prefix + "_" + field;
      columns.add(
          new Column(
              columns.size(), name, field, type, shape, unit, description, meaning, enumeration));
      return this;
    }

    /** Adds a scalar. */
    public Builder scalar(String field, ColumnType type, String unit, String description) {
      return add(field, type, Shape.SCALAR, unit, description, Column.Meaning.VALUE, "");
    }

    /** Adds a value of several elements. */
    public Builder array(
        String field, ColumnType type, Shape shape, String unit, String description) {
      return add(field, type, shape, unit, description, Column.Meaning.VALUE, "");
    }

    /** Adds a double precision number. */
    public Builder float64(String field, String unit, String description) {
      return scalar(field, ColumnType.FLOAT64, unit, description);
    }

    /** Adds a single precision number. */
    public Builder float32(String field, String unit, String description) {
      return scalar(field, ColumnType.FLOAT32, unit, description);
    }

    /** Adds a 64 bit integer; -1 means missing. */
    public Builder int64(String field, String description) {
      return scalar(field, ColumnType.INT64, "", description);
    }

    /** Adds a 32 bit integer; -1 means missing. */
    public Builder int32(String field, String description) {
      return scalar(field, ColumnType.INT32, "", description);
    }

    /** Adds a truth value. */
    public Builder bool(String field, String description) {
      return scalar(field, ColumnType.BOOL, "", description);
    }

    /** Adds a text. */
    public Builder text(String field, String description) {
      return scalar(field, ColumnType.STRING, "", description);
    }

    /** Adds a time of seconds and quarter nanoseconds since 1970 TAI. */
    public Builder time(String field, String description) {
      return add(field, ColumnType.UINT32, Shape.of(2), "", description, Column.Meaning.TIME, "");
    }

    /** Adds a modified Julian date, TAI. */
    public Builder mjd(String field, String description) {
      return add(field, ColumnType.FLOAT64, Shape.SCALAR, "", description, Column.Meaning.TIME, "");
    }

    /** Adds a code of an enumeration. */
    public Builder enumeration(String field, String enumeration, String description) {
      return add(
          field, ColumnType.INT64, Shape.SCALAR, "", description, Column.Meaning.ENUM, enumeration);
    }

    /** Adds one truth value per telescope of the layout. */
    public Builder telescopes(String field, int telescopes, String description) {
      return add(
          field,
          ColumnType.BOOL,
          Shape.of(telescopes),
          "",
          description,
          Column.Meaning.TELESCOPES,
          "");
    }

    /** Ends the schema. */
    public Schema build() {
      return new Schema(prefix, columns);
    }
  }
}
