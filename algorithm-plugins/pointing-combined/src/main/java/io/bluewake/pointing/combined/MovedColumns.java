package io.bluewake.pointing.combined;

import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;

/** Numbers of a table that a transformation changes; nothing happens to those it does not have. */
final class MovedColumns {
  private MovedColumns() {}

  /** Position of a column of single numbers, -1 if the table has none. */
  static int find(Schema schema, String name) {
    int at = schema.indexOf(name);
    if (at < 0) {
      return -1;
    }
    Column c = schema.columns().get(at);
    boolean real = c.type() == ColumnType.FLOAT64 || c.type() == ColumnType.FLOAT32;
    return real && c.elements() == 1 ? at : -1;
  }

  static double get(Table table, int row, int column) {
    return table.getDouble(row, table.schema().columns().get(column));
  }

  static void set(Table table, int row, int column, double value) {
    if (column >= 0) {
      table.set(row, table.schema().columns().get(column), value);
    }
  }

  static void add(Table table, int row, int column, double value) {
    if (column >= 0) {
      set(table, row, column, get(table, row, column) + value);
    }
  }

  static void scale(Table table, int row, int column, double factor) {
    if (column >= 0) {
      set(table, row, column, get(table, row, column) * factor);
    }
  }
}
