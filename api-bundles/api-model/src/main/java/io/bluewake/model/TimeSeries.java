package io.bluewake.model;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Named numbers over time of one telescope, for example where it pointed: plain arrays, one entry
 * per instant, in order of time. Angles that jump by a turn are kept without the jump. Immutable
 * and thread safe; look-ups do not allocate.
 */
public final class TimeSeries {
  /** No entries and no columns. */
  public static final TimeSeries EMPTY =
      new TimeSeries(new long[0], new long[0], Map.of(), Map.of(), 0);

  private final long[] timeNs;
  private final long[] endNs;
  private final Map<String, double[]> values = new LinkedHashMap<>();
  private final Map<String, String> units;
  private final long maxGapNs;

  /**
   * Creates a series.
   *
   * @param timeNs instants, ns since 1970 TAI, in order
   * @param endNs end of the interval that each entry summarizes; the instants themselves if the
   *     entries are instants
   * @param values columns; those with unit {@code rad} or {@code deg} are unwrapped here
   * @param units unit of each column, empty text for none
   * @param maxGapNs longest time between two entries over which interpolation is trusted, and
   *     longest time beyond the first and last
   */
  public TimeSeries(
      long[] timeNs,
      long[] endNs,
      Map<String, double[]> values,
      Map<String, String> units,
      long maxGapNs) {
    for (int i = 1; i < timeNs.length; i++) {
      if (timeNs[i] < timeNs[i - 1]) {
        throw new IllegalArgumentException("times are not in order");
      }
    }
    this.timeNs = timeNs.clone();
    this.endNs = endNs.clone();
    this.units = Map.copyOf(units);
    this.maxGapNs = maxGapNs;
    for (Map.Entry<String, double[]> column : values.entrySet()) {
      double[] copy = column.getValue().clone();
      if (copy.length != timeNs.length || endNs.length != timeNs.length) {
        throw new IllegalArgumentException("column '" + column.getKey() + "' has another length");
      }
      String unit = units.getOrDefault(column.getKey(), "");
      if (unit.equals("rad") || unit.equals("deg")) {
        unwrap(copy, unit.equals("rad") ? 2 * Math.PI : 360);
      }
      this.values.put(column.getKey(), copy);
    }
  }

  private static void unwrap(double[] angle, double turn) {
    for (int i = 1; i < angle.length; i++) {
      double step = angle[i] - angle[i - 1];
      if (!Double.isNaN(step)) {
        angle[i] -= turn * Math.rint(step / turn);
      }
    }
  }

  /** Number of entries. */
  public int size() {
    return timeNs.length;
  }

  /** Instant or start of an entry, ns since 1970 TAI. */
  public long timeNs(int index) {
    return timeNs[index];
  }

  /** End of the interval that an entry summarizes, or its instant, ns since 1970 TAI. */
  public long endNs(int index) {
    return endNs[index];
  }

  /** Names of the columns. */
  public Set<String> columns() {
    return java.util.Collections.unmodifiableSet(values.keySet());
  }

  /** Whether there is a column. */
  public boolean has(String column) {
    return values.containsKey(column);
  }

  /** Unit of a column, empty if it has none. */
  public String unit(String column) {
    return units.getOrDefault(column, "");
  }

  /**
   * Values of a column, one per entry. Shared, read only.
   *
   * @throws IllegalArgumentException when there is no such column
   */
  public double[] values(String column) {
    double[] found = values.get(column);
    if (found == null) {
      throw new IllegalArgumentException("no column '" + column + "' among " + values.keySet());
    }
    return found;
  }

  /** Last entry at or before a time, -1 if all are later. */
  public int before(long time) {
    int i = Arrays.binarySearch(timeNs, time);
    if (i < 0) {
      return -i - 2;
    }
    while (i + 1 < timeNs.length && timeNs[i + 1] == time) {
      i++;
    }
    return i;
  }

  /** Whether a time is too far from the entries to be trusted. Nothing is stale at its entries. */
  public boolean isStale(long time) {
    int i = before(time);
    if (timeNs.length == 0) {
      return true;
    }
    if (i < 0) {
      return (double) timeNs[0] - time > maxGapNs;
    }
    if (i == timeNs.length - 1) {
      return (double) time - endNs[i] > maxGapNs;
    }
    return time > endNs[i] && (double) timeNs[i + 1] - endNs[i] > maxGapNs;
  }

  /**
   * Value of a column at a time, linear between the entries on both sides and constant beyond the
   * first and last; NaN when the series is empty. Angles may come out beyond one turn.
   */
  public double at(long time, String column) {
    double[] y = values(column);
    if (y.length == 0) {
      return Double.NaN;
    }
    int i = before(time);
    if (i < 0) {
      return y[0];
    }
    if (i == y.length - 1 || timeNs[i] == time) {
      return y[i];
    }
    double weight = ((double) time - timeNs[i]) / ((double) timeNs[i + 1] - timeNs[i]);
    return y[i] + weight * (y[i + 1] - y[i]);
  }
}
