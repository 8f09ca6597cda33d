package io.bluewake.source.hdf5;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.TableSchema;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ProductWriter;
import io.bluewake.spi.ProvenanceSegment;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyArray;
import io.bluewake.writer.hdf5.Hdf5WriterPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a product and writes it again, with nothing computed between. */
final class Rewrite {
  private Rewrite() {}

  static EventSource.Provider source() {
    return new Hdf5SourcePlugin(
        Configs.of(Hdf5SourcePlugin.Config.class, Map.of("focalLength", "equivalent")));
  }

  static ProductWriter.Provider writer(String dataModel) {
    return new Hdf5WriterPlugin(
        Configs.of(Hdf5WriterPlugin.Config.class, Map.of("dataModel", dataModel)));
  }

  /** Returns the number of events. */
  static int run(Path from, Path to, String dataModel) throws IOException {
    int events = 0;
    try (EventSource s = source().open(from, EventSource.Request.ALL)) {
      ProductWriter.Header header =
          new ProductWriter.Header(
              s.subarray(),
              s.run(),
              s.levels(),
              s.levels().contains(DataLevel.DL1_IMAGES),
              Schema.EMPTY,
              Schema.EMPTY,
              Schema.EMPTY,
              "pipeline: rewrite\nsource: hdf5\n",
              Map.of("ACTIVITY NAME", "rewrite", "version", "1.2.3"),
              false);
      EventBatch batch = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      try (ProductWriter w = writer(dataModel).open(to, header)) {
        batch.clear();
        while (s.read(batch, new EventSource.Limits(7, 1L << 30))) {
          s.decode(batch, List.of());
          w.write(batch);
          events += batch.events();
          batch.clear();
        }
        Map<String, Table> tables = new LinkedHashMap<>();
        if (s.showerDistribution().isPresent()) {
          tables.put("/simulation/service/shower_distribution", s.showerDistribution().get());
        }
        cutFlows(from, tables);
        ProvenanceSegment segment =
            new ProvenanceSegment("clean/LST", "tailcuts", "b", "1", "h", "c", 0, events - 1L);
        w.commit(new ProductWriter.Ending(tables, List.of(segment), Map.of("oddities", 3L)));
      }
    }
    return events;
  }

  private static void cutFlows(Path from, Map<String, Table> out) throws IOException {
    try (Hdf5File f = Hdf5File.open(from)) {
      for (Hdf5Table t : f.tables().values()) {
        if (t.path().matches("/dl[12]/service/.*")) {
          out.put(t.path(), TableSchema.readAll(t));
        }
      }
    }
  }
}
