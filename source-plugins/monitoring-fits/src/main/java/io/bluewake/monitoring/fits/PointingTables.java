package io.bluewake.monitoring.fits;

import io.bluewake.codec.CompressedInput;
import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.FitsHeader;
import io.bluewake.codec.zfits.FitsTable;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads tables of pointing. A table has a column {@code timestamp} or {@code time} and the angles
 * of its {@linkplain PointingKind kind}, with units; {@code AE_ID} of the table or of the file says
 * which telescope it is about.
 */
final class PointingTables {
  private static final int MOST_BYTES = 1 << 29;
  private static final int MOST_TELESCOPES = 65535;

  private final int telescope;
  private final TableTimes times;
  private final long maxGapNs;

  PointingTables(int telescope, TableTimes times, long maxGapNs) {
    this.telescope = telescope;
    this.times = times;
    this.maxGapNs = maxGapNs;
  }

  /** Rows of one kind of table of one telescope; tables of the same kind follow each other. */
  private record Rows(long[] timeNs, double[] first, double[] second) {
    Rows plus(Rows more) {
      int n = timeNs.length;
      int all = Math.addExact(n, more.timeNs.length);
      long[] t = Arrays.copyOf(timeNs, all);
      double[] a = Arrays.copyOf(first, all);
      double[] b = Arrays.copyOf(second, all);
      System.arraycopy(more.timeNs, 0, t, n, all - n);
      System.arraycopy(more.first, 0, a, n, all - n);
      System.arraycopy(more.second, 0, b, n, all - n);
      return new Rows(t, a, b);
    }
  }

  /** What a file has, read as a whole. */
  private record Content(Map<Integer, TelescopeMonitoring> telescopes, Map<String, Long> notices)
      implements MonitoringSource {
    @Override
    public TelescopeMonitoring telescope(Telescope which) {
      return telescopes.getOrDefault(which.id(), TelescopeMonitoring.NONE);
    }

    @Override
    public void close() {
      // The file is closed since it was read.
    }
  }

  /** Whether a file has a table of pointing. */
  boolean anyIn(Path path) throws IOException {
    try (ZfitsFile file = open(path)) {
      for (FitsTable table : file.plainTables()) {
        if (PointingKind.of(table) != null) {
          return true;
        }
      }
    }
    return false;
  }

  /** Reads a file. */
  MonitoringSource read(Path path) throws IOException {
    Map<Integer, Map<PointingKind, Rows>> all = new TreeMap<>();
    Map<String, Long> notices = new LinkedHashMap<>();
    try (ZfitsFile file = open(path)) {
      for (FitsTable table : file.plainTables()) {
        PointingKind kind = PointingKind.of(table);
        if (kind == null) {
          notices.merge("FITS tables that are not about pointing", 1L, Long::sum);
          continue;
        }
        Rows rows = rows(table, kind, notices);
        if (rows.timeNs().length > 0) {
          all.computeIfAbsent(
                  telescope(table, file.primary()), t -> new EnumMap<>(PointingKind.class))
              .merge(kind, rows, Rows::plus);
        }
      }
    } catch (NoSuchFileException e) {
      throw new InputException(path + ": there is no such file", e);
    }
    Map<Integer, TelescopeMonitoring> telescopes = new LinkedHashMap<>();
    all.forEach((id, kinds) -> telescopes.put(id, monitoring(kinds)));
    return new Content(telescopes, notices);
  }

  private static ZfitsFile open(Path path) throws IOException {
    byte[] head;
    try (InputStream raw = Files.newInputStream(path)) {
      head = raw.readNBytes(4);
    }
    if (CompressedInput.compression(head, head.length) == CompressedInput.Compression.NONE) {
      return ZfitsFile.open(path);
    }
    try (InputStream in = CompressedInput.open(path)) {
      byte[] content = in.readNBytes(MOST_BYTES);
      if (in.read() >= 0) {
        throw new FormatException(-1, "more than " + MOST_BYTES + " bytes; decompress it first");
      }
      return ZfitsFile.of(path, content);
    }
  }

  private int telescope(FitsTable table, FitsHeader primary) throws FormatException {
    for (FitsHeader header : new FitsHeader[] {table.header(), primary}) {
      if (!header.text("AE_ID").isEmpty()) {
        try {
          return (int) header.count("AE_ID", MOST_TELESCOPES);
        } catch (FormatException e) {
          throw error(table, e.getMessage());
        }
      }
    }
    if (telescope > 0) {
      return telescope;
    }
    throw error(
        table, "no keyword AE_ID says its telescope; name it by monitoring.fits.telescope=NUMBER");
  }

  private Rows rows(FitsTable table, PointingKind kind, Map<String, Long> notices)
      throws IOException {
    int time = table.indexOf("timestamp") >= 0 ? table.indexOf("timestamp") : table.indexOf("time");
    if (time < 0) {
      throw error(table, "no column 'timestamp' or 'time'");
    }
    double[] first = degrees(table, kind.columns().get(0));
    double[] second = degrees(table, kind.columns().get(1));
    long[] timeNs = times.of(table, time);
    int n = 0;
    for (int r = 0; r < timeNs.length; r++) {
      if (Double.isFinite(first[r]) && Double.isFinite(second[r])) {
        timeNs[n] = timeNs[r];
        first[n] = first[r];
        second[n++] = second[r];
      }
    }
    if (n < timeNs.length) {
      notices.merge("rows of FITS tables without a value", (long) timeNs.length - n, Long::sum);
    }
    return new Rows(Arrays.copyOf(timeNs, n), Arrays.copyOf(first, n), Arrays.copyOf(second, n));
  }

  private static double[] degrees(FitsTable table, String name) throws IOException {
    int column = table.indexOf(name);
    if (column < 0) {
      throw error(table, "no column '" + name + "'");
    }
    if (table.elements(column) != 1) {
      throw error(table, "column '" + name + "' has no single number in a row");
    }
    String unit = table.text("TUNIT", column);
    double factor =
        switch (unit) {
          case "deg" -> 1;
          case "rad" -> Math.toDegrees(1);
          case "arcmin" -> 1.0 / 60;
          case "arcsec" -> 1.0 / 3600;
          default ->
              throw error(
                  table,
                  "column '"
                      + name
                      + "' has the unit '"
                      + unit
                      + "'; known are deg, rad, arcmin, arcsec");
        };
    double[] values = table.doubles(column);
    for (int r = 0; r < values.length; r++) {
      values[r] *= factor;
    }
    return values;
  }

  private static FormatException error(FitsTable table, String problem) {
    return new FormatException(-1, "HDU '" + table.name() + "': " + problem);
  }

  private TelescopeMonitoring monitoring(Map<PointingKind, Rows> kinds) {
    Map<String, TimeSeries> numbers = new LinkedHashMap<>();
    kinds.forEach((kind, rows) -> numbers.put(kind.series(), series(kind, rows)));
    return TelescopeMonitoring.of(Map.of(), numbers);
  }

  private TimeSeries series(PointingKind kind, Rows rows) {
    int n = rows.timeNs().length;
    Integer[] order = new Integer[n];
    Arrays.setAll(order, i -> i);
    Arrays.sort(order, (a, b) -> Long.compare(rows.timeNs()[a], rows.timeNs()[b]));
    long[] time = new long[n];
    double[] first = new double[n];
    double[] second = new double[n];
    for (int i = 0; i < n; i++) {
      time[i] = rows.timeNs()[order[i]];
      first[i] = rows.first()[order[i]];
      second[i] = rows.second()[order[i]];
    }
    String a = kind.columns().get(0);
    String b = kind.columns().get(1);
    return new TimeSeries(
        time, time, Map.of(a, first, b, second), Map.of(a, "deg", b, "deg"), maxGapNs);
  }
}
