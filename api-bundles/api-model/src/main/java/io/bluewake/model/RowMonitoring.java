package io.bluewake.model;

import java.util.Arrays;

/** What is known from monitoring about each row of a batch, with the time of its event. */
final class RowMonitoring {
  private TelescopeMonitoring[] values = new TelescopeMonitoring[0];
  private long[] times = new long[0];

  void reset(int rows) {
    if (values.length < rows) {
      values = new TelescopeMonitoring[rows];
      times = new long[rows];
    }
    Arrays.fill(values, 0, rows, TelescopeMonitoring.NONE);
    Arrays.fill(times, 0, rows, 0);
  }

  TelescopeMonitoring of(int row) {
    return values[row];
  }

  long timeNs(int row) {
    return times[row];
  }

  void set(int row, TelescopeMonitoring value, long timeNs) {
    values[row] = value;
    times[row] = timeNs;
  }
}
