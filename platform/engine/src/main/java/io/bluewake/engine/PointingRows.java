package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;

/** What is known about rows whose image parameters may have been corrected by an earlier run. */
final class PointingRows {
  private static final Column CORRECTED =
      PointingCorrector.TELESCOPE.column(PointingCorrector.CORRECTED);

  private PointingRows() {}

  /** How many rows are corrected. */
  static long corrected(Table pointing) {
    long n = 0;
    for (int row = 0; row < pointing.rows(); row++) {
      n += pointing.getLong(row, CORRECTED) != 0 ? 1 : 0;
    }
    return n;
  }

  /**
   * Copies the rows that were corrected before: a product must say by what.
   *
   * @return how many there are
   */
  static long keep(Table read, Table to) {
    if (read == to) {
      return 0;
    }
    long n = 0;
    for (int row = 0; row < read.rows(); row++) {
      if (read.getLong(row, CORRECTED) != 0) {
        n++;
        for (Column c : PointingCorrector.TELESCOPE.columns()) {
          to.set(row, c, read.getDouble(row, c));
        }
      }
    }
    return n;
  }
}
