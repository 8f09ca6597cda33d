package io.bluewake.parameters.statistics;

import io.bluewake.math.image.Statistics;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Schema;
import io.bluewake.spi.Rows;

/** The six columns that describe a quantity over the signal pixels. */
final class StatisticsColumns {
  private StatisticsColumns() {}

  /** Columns for measured values. */
  static Schema single(String prefix, String quantity) {
    return columns(prefix, quantity, ColumnType.FLOAT32, ColumnType.FLOAT32);
  }

  /** Columns for counts. */
  static Schema counts(String prefix, String quantity) {
    return columns(prefix, quantity, ColumnType.INT32, ColumnType.FLOAT64);
  }

  private static Schema columns(
      String prefix, String quantity, ColumnType extreme, ColumnType moment) {
    return Schema.named(prefix)
        .scalar("max", extreme, "", "Largest " + quantity)
        .scalar("min", extreme, "", "Smallest " + quantity)
        .scalar("mean", moment, "", "Mean " + quantity)
        .scalar("std", moment, "", "Population standard deviation of the " + quantity)
        .float64("skewness", "", "Mean cube of the standardised values")
        .float64("kurtosis", "", "Mean fourth power of the standardised values minus 3")
        .build();
  }

  static void store(Statistics statistics, int row, Column[] columns, Rows out) {
    out.set(row, columns[0], statistics.max());
    out.set(row, columns[1], statistics.min());
    out.set(row, columns[2], statistics.mean());
    out.set(row, columns[3], statistics.std());
    out.set(row, columns[4], statistics.skewness());
    out.set(row, columns[5], statistics.kurtosis());
  }
}
