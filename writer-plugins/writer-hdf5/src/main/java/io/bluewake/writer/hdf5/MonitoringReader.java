package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Group;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An open file with monitoring tables. */
final class MonitoringReader implements MonitoringSource {
  private static final List<String> COEFFICIENTS =
      List.of("pedestal_offset", "factor", "time_shift");

  private final Hdf5File file;
  private final Times times;
  private final Validity validity;
  private final Map<String, Long> notices = new LinkedHashMap<>();

  /**
   * How times are understood.
   *
   * @param mode auto, use or ignore
   * @param tolerance how far beyond its times an entry holds, ns
   * @param lastValid how long the last coefficients hold, ns
   * @param maxGap longest time without an entry of numbers, ns
   */
  record Times(String mode, long tolerance, long lastValid, long maxGap) {}

  /** When entries of pixel values hold. */
  private enum Validity {
    /** Each in its time. */
    TIMED,
    /** The first one always. */
    FIRST,
    /** Each in its time, and the first one for events whose time the file does not cover. */
    TIMED_OR_FIRST
  }

  MonitoringReader(Hdf5File file, Times times) {
    this.file = file;
    this.times = times;
    if (times.mode().equals("ignore")) {
      validity = Validity.FIRST;
    } else if (times.mode().equals("auto") && isSimulation(file)) {
      validity = Validity.TIMED_OR_FIRST;
    } else {
      validity = Validity.TIMED;
    }
  }

  /** As ctapipe decides it. */
  private static boolean isSimulation(Hdf5File file) {
    Hdf5Attribute category = file.root().attributes().get("CTA PRODUCT DATA CATEGORY");
    return file.group("/simulation").isPresent()
        || category != null && category.asText().orElse("").equals("Sim");
  }

  static InputException named(String file, IOException e) {
    String text = String.valueOf(e.getMessage());
    String where = text.contains(file) ? text : file + ": " + text;
    return new InputException(where.replaceAll("\\s+", " "), e);
  }

  @Override
  public TelescopeMonitoring telescope(Telescope telescope) throws IOException {
    try {
      return read(telescope);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw named(file.name(), e);
    } catch (RuntimeException e) {
      // What a damaged file can still get wrong: sizes that overflow, types that do not fit.
      throw new InputException(
          file.name() + ": telescope " + telescope.id() + ": monitoring tables are damaged", e);
    }
  }

  private TelescopeMonitoring read(Telescope telescope) throws IOException {
    String name = MonitoringTables.table(telescope.id());
    Map<String, PixelSeries> pixels = new LinkedHashMap<>();
    Hdf5Table coefficients =
        file.group(MonitoringTables.COEFFICIENTS).map(g -> g.tables().get(name)).orElse(null);
    Map<String, PixelSeries> statistics = new LinkedHashMap<>();
    Hdf5Group kinds = file.group(MonitoringTables.PIXEL_STATISTICS).orElse(null);
    if (kinds != null) {
      for (Map.Entry<String, Hdf5Group> kind : kinds.groups().entrySet()) {
        Hdf5Table table = kind.getValue().tables().get(name);
        if (table != null) {
          List<String> columns =
              MonitoringTables.columns(kind.getKey().equals(TelescopeMonitoring.NIGHT_SKY));
          statistics.put(
              kind.getKey(), entries(first -> statistics(table, telescope, columns, first)));
        }
      }
    }
    if (coefficients != null) {
      pixels.put(
          TelescopeMonitoring.COEFFICIENTS,
          entries(first -> coefficients(coefficients, telescope, first, statistics.values())));
    }
    pixels.putAll(statistics);
    pixels.values().removeIf(PixelSeries::isEmpty);
    Map<String, TimeSeries> numbers = new LinkedHashMap<>();
    for (Map.Entry<String, String> group : MonitoringTables.numbers().entrySet()) {
      Hdf5Table table = file.group(group.getValue()).map(g -> g.tables().get(name)).orElse(null);
      if (table != null && table.rows() > 0) {
        numbers.put(group.getKey(), numbers(table));
      }
    }
    return TelescopeMonitoring.of(pixels, numbers);
  }

  /** Reads a table. */
  private interface Entries {
    /**
     * Reads it.
     *
     * @param first whether to take the first entry alone, which always holds
     */
    PixelSeries read(boolean first) throws IOException;
  }

  private PixelSeries entries(Entries table) throws IOException {
    return switch (validity) {
      case TIMED -> table.read(false);
      case FIRST -> table.read(true);
      case TIMED_OR_FIRST -> {
        PixelSeries first = table.read(true);
        PixelSeries timed = table.read(false);
        yield timed.size() > 1 ? PixelSeries.merged(List.of(timed, first)) : first;
      }
    };
  }

  private PixelSeries coefficients(
      Hdf5Table table, Telescope telescope, boolean timeless, Collection<PixelSeries> statistics)
      throws IOException {
    Table t = TableSchema.readAll(table);
    Column time = column(table, t.schema(), "time");
    int rows = timeless ? Math.min(1, t.rows()) : t.rows();
    Integer[] order = new Integer[rows];
    Arrays.setAll(order, i -> i);
    long[] start = new long[rows];
    for (int r = 0; r < rows; r++) {
      start[r] = MonitoringTimes.nanoseconds(table, t, r, time);
    }
    Arrays.sort(order, (a, b) -> Long.compare(start[a], start[b]));
    List<PixelChunk> chunks = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      int r = order[i];
      boolean last = i + 1 == rows;
      long end = last ? end(start[r], statistics) : Math.max(start[r], start[order[i + 1]] - 1);
      long begin = i == 0 ? start[r] - times.tolerance() : start[r];
      chunks.add(chunk(table, t, r, telescope, COEFFICIENTS, interval(timeless, begin, end)));
    }
    return PixelSeries.of(chunks);
  }

  /**
   * How long the last coefficients hold: in a file that may have nothing to do with the events no
   * longer than the events last that they were made of.
   */
  private long end(long start, Collection<PixelSeries> statistics) {
    long end = saturated(start, times.lastValid());
    if (validity != Validity.TIMED_OR_FIRST) {
      return end;
    }
    long latest = saturated(start, times.tolerance());
    for (PixelSeries series : statistics) {
      for (int i = 0; i < series.size(); i++) {
        long its = series.chunk(i).endNs();
        latest = its == Long.MAX_VALUE ? latest : Math.max(latest, its);
      }
    }
    return Math.min(end, latest);
  }

  private static long[] interval(boolean timeless, long begin, long end) {
    return timeless ? new long[] {Long.MIN_VALUE, Long.MAX_VALUE} : new long[] {begin, end};
  }

  private PixelSeries statistics(
      Hdf5Table table, Telescope telescope, List<String> columns, boolean timeless)
      throws IOException {
    Table t = TableSchema.readAll(table);
    Column start = column(table, t.schema(), "time_start");
    Column end = column(table, t.schema(), "time_end");
    List<PixelChunk> chunks = new ArrayList<>();
    for (int r = 0; r < (timeless ? Math.min(1, t.rows()) : t.rows()); r++) {
      long from = MonitoringTimes.nanoseconds(table, t, r, start) - times.tolerance();
      long to = saturated(MonitoringTimes.nanoseconds(table, t, r, end), times.tolerance());
      if (to < from) {
        throw table.error("row " + r + " ends before it starts");
      }
      chunks.add(chunk(table, t, r, telescope, columns, interval(timeless, from, to)));
    }
    return PixelSeries.of(chunks);
  }

  private static long saturated(long time, long more) {
    long sum = time + more;
    return sum < time ? Long.MAX_VALUE : sum;
  }

  private PixelChunk chunk(
      Hdf5Table table, Table t, int row, Telescope telescope, List<String> names, long[] interval)
      throws IOException {
    Column first = column(table, t.schema(), names.get(0));
    List<Integer> extents = first.shape().extents();
    int pixels = telescope.camera().pixels();
    if (extents.size() != 2 || extents.get(1) != pixels || extents.get(0) < 1) {
      throw table.error(
          "column '"
              + first.name()
              + "' has the shape "
              + extents
              + ", the camera "
              + pixels
              + " pixels");
    }
    int channels = extents.get(0);
    int n = channels * pixels;
    Map<String, double[]> values = new LinkedHashMap<>();
    for (String name : names) {
      values.put(name, doubles(table, t, row, name, first));
    }
    long[] events = new long[n];
    Arrays.fill(events, -1);
    int c = t.schema().indexOf("n_events");
    if (c >= 0) {
      Column column = t.schema().columns().get(c);
      for (int k = 0; k < n; k++) {
        events[k] = (long) t.getElement(row, column, column.elements() == n ? k : 0);
      }
    }
    boolean[] outlier = flags(t, row, "outlier_mask", n, false);
    boolean[] valid = flags(t, row, "is_valid", channels, true);
    for (boolean v : valid) {
      if (!v) {
        notices.merge("monitoring entries that are not valid", 1L, Long::sum);
        break;
      }
    }
    return new PixelChunk(
        interval[0],
        interval[1],
        number(t, row, "event_id_start"),
        number(t, row, "event_id_end"),
        channels,
        pixels,
        values,
        events,
        outlier,
        valid);
  }

  private static long number(Table t, int row, String name) {
    int c = t.schema().indexOf(name);
    return c < 0 ? -1 : t.getLong(row, t.schema().columns().get(c));
  }

  private static double[] doubles(Hdf5Table table, Table t, int row, String name, Column model)
      throws IOException {
    Column c = column(table, t.schema(), name);
    if (!c.shape().equals(model.shape()) || c.type() == ColumnType.STRING) {
      throw table.error("column '" + name + "' has another shape than '" + model.name() + "'");
    }
    double[] values = new double[c.elements()];
    for (int k = 0; k < values.length; k++) {
      values[k] = t.getElement(row, c, k);
    }
    return values;
  }

  /** Truth values, one for each element or one for all; the fallback without such a column. */
  private static boolean[] flags(Table t, int row, String name, int n, boolean fallback) {
    boolean[] flags = new boolean[n];
    Arrays.fill(flags, fallback);
    int at = t.schema().indexOf(name);
    if (at >= 0) {
      Column c = t.schema().columns().get(at);
      for (int k = 0; k < n; k++) {
        flags[k] = t.getElement(row, c, c.elements() == n ? k : 0) != 0;
      }
    }
    return flags;
  }

  private TimeSeries numbers(Hdf5Table table) throws IOException {
    Table t = TableSchema.readAll(table);
    boolean intervals = t.schema().indexOf("time_start") >= 0;
    Column start = column(table, t.schema(), intervals ? "time_start" : "time");
    Column end = intervals ? column(table, t.schema(), "time_end") : start;
    Integer[] order = new Integer[t.rows()];
    Arrays.setAll(order, i -> i);
    long[] from = new long[t.rows()];
    long[] to = new long[t.rows()];
    for (int r = 0; r < t.rows(); r++) {
      from[r] = MonitoringTimes.nanoseconds(table, t, r, start);
      to[r] = MonitoringTimes.nanoseconds(table, t, r, end);
    }
    Arrays.sort(order, (a, b) -> Long.compare(from[a], from[b]));
    Map<String, double[]> values = new LinkedHashMap<>();
    Map<String, String> units = new LinkedHashMap<>();
    for (Column c : t.schema().columns()) {
      if (c.elements() == 1
          && c.meaning() == Column.Meaning.VALUE
          && c.type() != ColumnType.STRING) {
        double[] column = new double[t.rows()];
        for (int r = 0; r < column.length; r++) {
          column[r] = t.getElement(order[r], c, 0);
        }
        values.put(c.name(), column);
        units.put(c.name(), c.unit());
      }
    }
    long[] sortedFrom = new long[t.rows()];
    long[] sortedTo = new long[t.rows()];
    for (int r = 0; r < t.rows(); r++) {
      sortedFrom[r] = from[order[r]];
      sortedTo[r] = to[order[r]];
    }
    return new TimeSeries(sortedFrom, sortedTo, values, units, times.maxGap());
  }

  private static Column column(Hdf5Table table, Schema schema, String name) throws IOException {
    int at = schema.indexOf(name);
    if (at < 0) {
      throw table.error("has no column '" + name + "'");
    }
    return schema.columns().get(at);
  }

  @Override
  public Map<String, Long> notices() {
    return notices;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
