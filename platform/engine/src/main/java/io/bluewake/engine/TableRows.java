package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.Table;
import io.bluewake.spi.Rows;

/**
 * Some columns of a table as the table of a stage: rows go through a map, columns through another.
 * A column that is mapped to nothing swallows what is stored. One per worker.
 */
public final class TableRows implements Rows {
  private Table table;
  private Column[] columns;
  private int[] rows;

  TableRows() {}

  /** All of a table, for a stage whose schema is that of the table. */
  public static Rows whole(Table table) {
    return new TableRows().over(table, table.schema().columns().toArray(new Column[0]), null);
  }

  /**
   * Says where values go.
   *
   * @param target the table
   * @param columnMap column of the table for each column of the stage, null to swallow
   * @param rowMap row of the table for each row of the stage, or null if they are the same
   */
  TableRows over(Table target, Column[] columnMap, int[] rowMap) {
    table = target;
    columns = columnMap;
    rows = rowMap;
    return this;
  }

  private int row(int stageRow) {
    return rows == null ? stageRow : rows[stageRow];
  }

  @Override
  public void set(int row, Column column, double value) {
    Column c = columns[column.index()];
    if (c != null) {
      table.set(row(row), c, value);
    }
  }

  @Override
  public void set(int row, Column column, long value) {
    Column c = columns[column.index()];
    if (c != null) {
      table.set(row(row), c, value);
    }
  }

  @Override
  public void set(int row, Column column, boolean value) {
    Column c = columns[column.index()];
    if (c != null) {
      table.set(row(row), c, value);
    }
  }

  @Override
  public void setElement(int row, Column column, int element, double value) {
    Column c = columns[column.index()];
    if (c != null) {
      table.setElement(row(row), c, element, value);
    }
  }

  @Override
  public double get(int row, Column column) {
    Column c = columns[column.index()];
    return c == null ? Double.NaN : table.getDouble(row(row), c);
  }
}
