package io.bluewake.codec.hdf5;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Schema;
import io.bluewake.model.Shape;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The columns of a stored table as a {@link Schema}, from its type and its CTAFIELD attributes. */
public final class TableSchema {
  /** Rows that are read at once into memory, at most. */
  private static final long MAX_BYTES = 256L << 20;

  private TableSchema() {}

  /** The schema of all members that can be columns, in order. */
  public static Schema of(Hdf5Table table) {
    return of(table, 0);
  }

  /** The schema of the members from position {@code first} on. */
  public static Schema of(Hdf5Table table, int first) {
    List<Schema> parts = new ArrayList<>();
    for (int i = first; i < table.type().members().size(); i++) {
      Hdf5Type.Member m = table.type().members().get(i);
      Optional<ColumnType> type = columnType(m.type().element());
      if (type.isPresent()) {
        parts.add(column(table, i, m, type.get()));
      }
    }
    return Schema.concat(parts);
  }

  private static Schema column(Hdf5Table table, int position, Hdf5Type.Member m, ColumnType type) {
    String attribute = "CTAFIELD_" + position + "_";
    String field = table.text(attribute + "NAME");
    boolean prefixed = !field.isEmpty() && m.name().endsWith("_" + field);
    String prefix = prefixed ? m.name().substring(0, m.name().length() - field.length() - 1) : "";
    return Schema.named(prefix)
        .add(
            prefixed ? field : m.name(),
            type,
            new Shape(m.type().dims()),
            table.text(attribute + "UNIT"),
            table.text(attribute + "DESC"),
            meaning(table, attribute),
            enumeration(table.text(attribute + "ENUM")))
        .build();
  }

  private static Column.Meaning meaning(Hdf5Table table, String prefix) {
    if (table.attributes().containsKey(prefix + "ENUM")) {
      return Column.Meaning.ENUM;
    }
    if (table.attributes().containsKey(prefix + "TIME_SCALE")) {
      return Column.Meaning.TIME;
    }
    return table.text(prefix + "TRANSFORM").equals("tel_list_to_mask")
        ? Column.Meaning.TELESCOPES
        : Column.Meaning.VALUE;
  }

  /** Name of the class in a pickled reference, the second line; never unpickled. */
  private static String enumeration(String pickle) {
    String[] lines = pickle.split("\n", -1);
    return lines.length > 1 ? lines[1] : "";
  }

  /** Column type of a stored element, if there is one. */
  public static Optional<ColumnType> columnType(Hdf5Type e) {
    return switch (e.kind()) {
      case BITFIELD -> e.size() == 1 ? Optional.of(ColumnType.BOOL) : Optional.empty();
      case TEXT -> Optional.of(ColumnType.STRING);
      case FLOAT -> Optional.of(e.size() == 4 ? ColumnType.FLOAT32 : ColumnType.FLOAT64);
      case INTEGER -> integer(e);
      default -> Optional.empty();
    };
  }

  private static Optional<ColumnType> integer(Hdf5Type e) {
    return switch (e.size()) {
      case 1 -> Optional.of(e.signed() ? ColumnType.INT8 : ColumnType.UINT8);
      case 2 -> Optional.of(e.signed() ? ColumnType.INT16 : ColumnType.UINT16);
      case 4 -> Optional.of(e.signed() ? ColumnType.INT32 : ColumnType.UINT32);
      case 8 -> Optional.of(e.signed() ? ColumnType.INT64 : ColumnType.UINT64);
      default -> Optional.empty();
    };
  }

  /** Position of each column's member in the type of a row, -1 where the table has none. */
  public static int[] members(Hdf5Table table, Schema schema) {
    int[] members = new int[schema.size()];
    Arrays.fill(members, -1);
    for (Column c : schema.columns()) {
      int at = table.type().indexOf(c.name());
      if (at >= 0 && readable(table.type().members().get(at).type(), c)) {
        members[c.index()] = at;
      }
    }
    return members;
  }

  /** Whether values of a stored type can go into a column: both text or both numbers. */
  private static boolean readable(Hdf5Type stored, Column c) {
    Optional<ColumnType> type = columnType(stored.element());
    return type.isPresent() && (type.get() == ColumnType.STRING) == (c.type() == ColumnType.STRING);
  }

  /** Reads a whole table that is known to be small, with the columns of a schema. */
  public static Table readAll(Hdf5Table table, Schema schema) throws IOException {
    if (table.rows() > MAX_BYTES / table.type().size()) {
      throw table.error(table.rows() + " rows are too many for this table");
    }
    Table out = new Table(schema);
    try (RowReader reader = table.reader()) {
      // The chunk index was checked to hold that many rows before this allocates for them.
      out.reset((int) table.rows());
      reader.read(0, out.rows(), out, 0, members(table, schema));
    }
    return out;
  }

  /** Reads a whole table that is known to be small. */
  public static Table readAll(Hdf5Table table) throws IOException {
    return readAll(table, of(table));
  }
}
