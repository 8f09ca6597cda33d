package io.bluewake.testkit;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.spi.Rows;
import java.util.function.IntPredicate;

/** Rows that refuse foreign rows and columns before they pass a value on. */
final class GuardedRows implements Rows {
  private final Rows delegate;
  private final Schema schema;
  private final IntPredicate allowed;
  private final Confined confined;

  GuardedRows(Rows delegate, Schema schema, IntPredicate allowed, Confined confined) {
    this.delegate = delegate;
    this.schema = schema;
    this.allowed = allowed;
    this.confined = confined;
  }

  private void check(int row, Column column, int element) {
    if (!allowed.test(row)) {
      throw confined.error("wrote row " + row + ", which is not its own");
    }
    int index = column.index();
    if (index >= schema.size() || !schema.columns().get(index).field().equals(column.field())) {
      throw confined.error("wrote column " + column.name() + ", which it does not provide");
    }
    if (element < 0 || element >= column.elements()) {
      throw confined.error("wrote element " + element + " of column " + column.name());
    }
  }

  @Override
  public void set(int row, Column column, double value) {
    check(row, column, 0);
    delegate.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, long value) {
    check(row, column, 0);
    delegate.set(row, column, value);
  }

  @Override
  public void set(int row, Column column, boolean value) {
    check(row, column, 0);
    delegate.set(row, column, value);
  }

  @Override
  public void setElement(int row, Column column, int element, double value) {
    check(row, column, element);
    delegate.setElement(row, column, element, value);
  }

  @Override
  public double get(int row, Column column) {
    return delegate.get(row, column);
  }
}
