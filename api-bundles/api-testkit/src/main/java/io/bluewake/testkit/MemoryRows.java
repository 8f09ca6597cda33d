package io.bluewake.testkit;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.Rows;
import java.util.Arrays;

/**
 * Rows in memory that remember what was written: a stage that writes a row or column which is not
 * its own fails at that place.
 */
public final class MemoryRows implements Rows {
  private final Schema schema;
  private final Table table;
  private final boolean[] written;

  /** Creates rows of missing values. */
  public MemoryRows(Schema schema, int rows) {
    this.schema = schema;
    table = new Table(schema);
    table.reset(rows);
    written = new boolean[Math.multiplyExact(rows, Math.max(1, schema.size()))];
  }

  /** Makes all values missing again. */
  public void reset() {
    table.reset(table.rows());
    Arrays.fill(written, false);
  }

  /** The values. */
  public Table table() {
    return table;
  }

  /** Whether a value was set since the last reset. */
  public boolean isWritten(int row, Column column) {
    return written[row * schema.size() + column.index()];
  }

  /** Whether any value of a row was set since the last reset. */
  public boolean isWritten(int row) {
    for (int c = 0; c < schema.size(); c++) {
      if (written[row * schema.size() + c]) {
        return true;
      }
    }
    return false;
  }

  private void note(int row, Column column, int element) {
    if (row < 0 || row >= table.rows()) {
      throw new AssertionError(
          "row " + row + " of " + table.rows() + " written, column " + column.name());
    }
    int index = column.index();
    if (index >= schema.size()
        || !schema.columns().get(index).field().equals(column.field())
        || schema.columns().get(index).type() != column.type()) {
      throw new AssertionError(
          "column " + column.name() + " is not in this schema: " + schema.columns());
    }
    if (element < 0 || element >= column.elements()) {
      throw new AssertionError("element " + element + " of column " + column.name() + " written");
    }
    written[row * schema.size() + index] = true;
  }

  @Override
  public void set(int row, Column column, double value) {
    note(row, column, 0);
    table.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, long value) {
    note(row, column, 0);
    table.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, boolean value) {
    note(row, column, 0);
    table.set(row, column, value);
  }

  @Override
  public void setElement(int row, Column column, int element, double value) {
    note(row, column, element);
    table.setElement(row, column, element, value);
  }

  @Override
  public double get(int row, Column column) {
    return table.getDouble(row, column);
  }
}
