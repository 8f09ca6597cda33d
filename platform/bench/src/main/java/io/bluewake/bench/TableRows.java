package io.bluewake.bench;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.Rows;

/** Rows that go straight into a table, without the checks of the test kit. */
final class TableRows implements Rows {
  private final Table table;

  TableRows(Schema schema, int rows) {
    table = new Table(schema);
    table.reset(rows);
  }

  @Override
  public void set(int row, Column column, double value) {
    table.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, long value) {
    table.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, boolean value) {
    table.set(row, column, value);
  }

  @Override
  public void setElement(int row, Column column, int element, double value) {
    table.setElement(row, column, element, value);
  }

  @Override
  public double get(int row, Column column) {
    return table.getDouble(row, column);
  }
}
