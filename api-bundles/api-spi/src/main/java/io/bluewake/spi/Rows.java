package io.bluewake.spi;

import io.bluewake.model.Column;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Where a stage puts its values: rows are those of the stage's input, columns those of the stage's
 * own schema. Setting a value is an array store.
 */
@ProviderType
public interface Rows {
  /** Takes everything and keeps nothing. */
  Rows NONE =
      new Rows() {
        @Override
        public void set(int row, Column column, double value) {}

        @Override
        public void set(int row, Column column, long value) {}

        @Override
        public void set(int row, Column column, boolean value) {}

        @Override
        public void setElement(int row, Column column, int element, double value) {}

        @Override
        public double get(int row, Column column) {
          return Double.NaN;
        }
      };

  /** Stores a number in a scalar column. */
  void set(int row, Column column, double value);

  /** Stores an integer in a scalar column. */
  void set(int row, Column column, long value);

  /** Stores an integer in a scalar column. */
  default void set(int row, Column column, int value) {
    set(row, column, (long) value);
  }

  /** Stores a truth value. */
  void set(int row, Column column, boolean value);

  /** Stores one element of an array column. */
  void setElement(int row, Column column, int element, double value);

  /** Reads a number back. */
  double get(int row, Column column);
}
