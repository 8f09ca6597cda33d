package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Schema;
import io.bluewake.model.Shape;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A file of monitoring tables, as ctapipe's HDF5MonitoringSource reads them. */
final class MonitoringProduct {
  private static final long SECOND = 1_000_000_000L;

  private final Path target;
  private final MonitoringSource.Product content;

  MonitoringProduct(Path target, MonitoringSource.Product content) {
    this.target = target;
    this.content = content;
  }

  void write() throws IOException {
    Compression compression = new Compression(Compression.Codec.BLOSC_ZSTD, 5);
    try (PartFile file = PartFile.create(target, content.overwrite(), compression)) {
      try {
        ReferenceMetadata metadata = new ReferenceMetadata();
        metadata.describe(
            DataModelVersion.V7_6_0, content.simulation(), Set.of(), content.observations());
        // Readers know a fixed list of levels, none of which is monitoring.
        metadata.put("PRODUCT DATA LEVELS", "DL1");
        metadata.put("PRODUCT DESCRIPTION", "Bluewake monitoring data");
        metadata.put("INSTRUMENT ID", content.subarray().name());
        metadata.merge(content.activity());
        String software = metadata.get("ACTIVITY SOFTWARE VERSION");
        ProductTables tables = new ProductTables(file.writer(), software);
        new InstrumentTables(tables, DataModelVersion.V7_6_0, software).write(content.subarray());
        for (int t = 0; t < content.subarray().size(); t++) {
          write(tables, content.subarray().telescope(t).id(), content.telescopes().get(t));
        }
        metadata.stop();
        metadata.write(file.writer());
        file.commit();
      } catch (IOException e) {
        throw PartFile.named(target, e);
      }
    }
  }

  private static void write(ProductTables tables, int telescope, TelescopeMonitoring m)
      throws IOException {
    String name = "/" + MonitoringTables.table(telescope);
    for (String kind : m.pixelNames()) {
      boolean coefficients = kind.equals(TelescopeMonitoring.COEFFICIENTS);
      String group =
          coefficients
              ? MonitoringTables.COEFFICIENTS
              : MonitoringTables.PIXEL_STATISTICS + "/" + kind;
      Table table = coefficients ? coefficients(m.pixels(kind)) : statistics(m.pixels(kind));
      tables.write(group + name, table, true, Map.of());
    }
    for (String kind : m.seriesNames()) {
      String group = MonitoringTables.numbers().get(kind);
      List<TimeSeries> series = m.all(kind);
      if (group != null && !series.isEmpty()) {
        tables.write(group + name, numbers(series.get(0)), true, Map.of());
      }
    }
  }

  private static Table coefficients(PixelSeries series) {
    PixelChunk model = series.chunk(0);
    Shape shape = Shape.of(model.channels(), model.pixels());
    Schema schema =
        Schema.named("")
            .time("time", "Time from which on the coefficients hold")
            .array(
                "pedestal_offset",
                ColumnType.FLOAT64,
                shape,
                "",
                "Pedestal per sample that is left in the waveforms")
            .array("factor", ColumnType.FLOAT64, shape, "", "Factor from extracted charges to p.e.")
            .array(
                "time_shift", ColumnType.FLOAT64, shape, "", "Peak time against that of the camera")
            .array("outlier_mask", ColumnType.BOOL, shape, "", "Pixels that must not be used")
            .bool("is_valid", "Whether few pixels are outliers")
            .build();
    Table t = new Table(schema);
    for (int i = 0; i < series.size(); i++) {
      PixelChunk c = series.chunk(i);
      int row = t.append();
      time(t, row, schema.column("time"), c.startNs());
      for (String column : List.of("pedestal_offset", "factor", "time_shift")) {
        fill(t, row, schema.column(column), c.values(column));
      }
      fill(t, row, schema.column("outlier_mask"), c.outlier());
      t.set(row, schema.column("is_valid"), all(c.valid()));
    }
    return t;
  }

  private static Table statistics(PixelSeries series) {
    PixelChunk model = series.chunk(0);
    Shape shape = Shape.of(model.channels(), model.pixels());
    Schema.Builder builder =
        Schema.named("")
            .time("time_start", "Time of the first event")
            .time("time_end", "Time of the last event")
            .int64("event_id_start", "Number of the first event")
            .int64("event_id_end", "Number of the last event")
            .array("n_events", ColumnType.INT64, shape, "", "Events that entered");
    List<String> columns = MonitoringTables.columns(model.has(TelescopeMonitoring.NSB_RATE));
    for (String column : columns) {
      describe(builder, column, shape);
    }
    Schema schema =
        builder
            .array("outlier_mask", ColumnType.BOOL, shape, "", "Pixels that must not be used")
            .bool("is_valid", "Whether few pixels are outliers")
            .build();
    Table t = new Table(schema);
    for (int i = 0; i < series.size(); i++) {
      PixelChunk c = series.chunk(i);
      int row = t.append();
      time(t, row, schema.column("time_start"), c.startNs());
      time(t, row, schema.column("time_end"), c.endNs());
      t.set(row, schema.column("event_id_start"), c.firstEvent());
      t.set(row, schema.column("event_id_end"), c.lastEvent());
      Column events = schema.column("n_events");
      for (int k = 0; k < c.events().length; k++) {
        t.setElement(row, events, k, (double) c.events()[k]);
      }
      for (String column : columns) {
        fill(t, row, schema.column(column), c.values(column));
      }
      fill(t, row, schema.column("outlier_mask"), c.outlier());
      t.set(row, schema.column("is_valid"), all(c.valid()));
    }
    return t;
  }

  private static void describe(Schema.Builder builder, String column, Shape shape) {
    switch (column) {
      case "mean" -> builder.array(column, ColumnType.FLOAT64, shape, "", "Mean");
      case "median" -> builder.array(column, ColumnType.FLOAT64, shape, "", "Median");
      case TelescopeMonitoring.NSB_RATE ->
          builder.array(
              column,
              ColumnType.FLOAT64,
              shape,
              "GHz",
              "Rate of night sky photo-electrons, NaN if unknown");
      case TelescopeMonitoring.STAR_MASK ->
          builder.array(
              column, ColumnType.BOOL, shape, "", "Pixels that are much brighter than the median");
      default -> builder.array(column, ColumnType.FLOAT64, shape, "", "Standard deviation");
    }
  }

  private static Table numbers(TimeSeries series) {
    boolean intervals = false;
    for (int i = 0; i < series.size(); i++) {
      intervals |= series.endNs(i) != series.timeNs(i);
    }
    Schema.Builder builder = Schema.named("");
    if (intervals) {
      builder.time("time_start", "Start").time("time_end", "End");
    } else {
      builder.time("time", "Time");
    }
    for (String column : series.columns()) {
      if (column.equals("is_valid")) {
        builder.bool(column, "Whether the entry is good");
      } else if (column.startsWith("n_") || column.startsWith("event_id")) {
        builder.int64(column, "");
      } else {
        builder.float64(column, series.unit(column), "");
      }
    }
    Schema schema = builder.build();
    Table t = new Table(schema);
    for (int i = 0; i < series.size(); i++) {
      int row = t.append();
      time(t, row, schema.columns().get(0), series.timeNs(i));
      if (intervals) {
        time(t, row, schema.columns().get(1), series.endNs(i));
      }
      for (String name : series.columns()) {
        t.setElement(row, schema.column(name), 0, series.values(name)[i]);
      }
    }
    return t;
  }

  private static void time(Table t, int row, Column c, long ns) {
    long time = Math.max(0, ns);
    t.setElement(row, c, 0, (double) Math.min(0xFFFFFFFFL, time / SECOND));
    t.setElement(row, c, 1, (double) (time % SECOND * 4));
  }

  private static void fill(Table t, int row, Column c, double[] values) {
    for (int k = 0; k < values.length; k++) {
      t.setElement(row, c, k, values[k]);
    }
  }

  private static void fill(Table t, int row, Column c, boolean[] values) {
    for (int k = 0; k < values.length; k++) {
      t.setElement(row, c, k, values[k] ? 1 : 0);
    }
  }

  private static boolean all(boolean[] values) {
    for (boolean v : values) {
      if (!v) {
        return false;
      }
    }
    return true;
  }
}
