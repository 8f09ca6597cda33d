package io.bluewake.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.DataLevel;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.writer.hdf5.Hdf5WriterPlugin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a product says about the pointing of an observation comes back. */
class PointingRowsTest {
  private static final int EVENTS = 7;
  private static final Schema PARAMETERS =
      Schema.named("hillas").float64("fov_lon", "deg", "Longitude").build();
  private static final Column CORRECTED =
      PointingCorrector.TELESCOPE.column(PointingCorrector.CORRECTED);

  @TempDir Path directory;

  private final Subarray subarray = ToyArray.square(2, 100, ToyCamera.hexagonal(5));

  private interface Filler {
    void fill(Table pointing, int row, long event);
  }

  private Path write(Schema pointing, Filler filler) throws IOException {
    Path file = directory.resolve("p.h5");
    MemoryEventSource source = new MemoryEventSource(subarray, EVENTS, 3);
    RunInfo observation =
        new RunInfo(
            false,
            new Table(DataModel.SCHEDULING_BLOCK),
            new Table(DataModel.OBSERVATION_BLOCK),
            Optional.empty(),
            Optional.empty());
    ProductWriter.Header header =
        new ProductWriter.Header(
            subarray,
            observation,
            EnumSet.of(DataLevel.DL1_PARAMETERS),
            false,
            PARAMETERS,
            Schema.EMPTY,
            Schema.EMPTY,
            "{}",
            Map.of(),
            false);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    ProductWriter.Provider provider =
        new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class));
    try (ProductWriter w = provider.open(file, header)) {
      while (source.next(batch, 4)) {
        MemoryEventSource.finish(batch);
        Table parameters = new Table(PARAMETERS);
        parameters.reset(batch.telescopeRows());
        batch.setParameters(parameters);
        Table table = new Table(pointing);
        table.reset(batch.telescopeRows());
        for (int row = 0; row < table.rows(); row++) {
          filler.fill(table, row, batch.eventId()[batch.eventOfRow()[row]]);
        }
        batch.setPointing(table);
        w.write(batch);
      }
      w.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
    }
    return file;
  }

  private interface Check {
    void check(EventBatch batch, int row, long event);
  }

  private static void read(Path file, Check check) throws IOException {
    int seen = 0;
    try (EventSource s = Rewrite.source().open(file, EventSource.Request.ALL)) {
      EventBatch batch = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      batch.clear();
      while (s.read(batch, new EventSource.Limits(3, 1L << 30))) {
        s.decode(batch, List.of());
        assertEquals(batch.telescopeRows(), batch.pointing().rows());
        for (int row = 0; row < batch.telescopeRows(); row++) {
          check.check(batch, row, batch.eventId()[batch.eventOfRow()[row]]);
          seen++;
        }
        batch.clear();
      }
    }
    assertTrue(seen > EVENTS, seen + " rows");
  }

  @Test
  void correctionsAndReportedPointingComeBack() throws IOException {
    Schema all = PointingCorrector.TELESCOPE;
    Path file =
        write(
            all,
            (table, row, event) -> {
              table.set(row, all.column("offset_lon"), 0.01 * event);
              table.set(row, CORRECTED, event % 2 == 0);
              table.set(row, all.column("reported_azimuth"), 10.0 * event);
              table.set(row, all.column("reported_altitude"), 60.0 + event);
            });
    read(
        file,
        (batch, row, event) -> {
          assertEquals(0.01 * event, batch.pointing().getDouble(row, all.column("offset_lon")));
          assertEquals(event % 2 == 0 ? 1 : 0, batch.pointing().getLong(row, CORRECTED));
          assertEquals((float) Math.toRadians(10.0 * event), batch.azimuth()[row]);
          assertEquals((float) Math.toRadians(60.0 + event), batch.altitude()[row]);
          int e = batch.eventOfRow()[row];
          assertEquals(Math.toRadians(60.0 + event), batch.arrayAltitude()[e], 1e-6);
        });
  }

  @Test
  void tablesThatDoNotSayWhetherTheyCorrectedDid() throws IOException {
    Schema old =
        Schema.named("pointing").float64("offset_lon", "deg", "").int64("quality", "").build();
    Path file = write(old, (table, row, event) -> table.set(row, old.column("offset_lon"), 0.5));
    read(
        file,
        (batch, row, event) -> {
          assertEquals(1, batch.pointing().getLong(row, CORRECTED));
          assertTrue(Float.isNaN(batch.azimuth()[row]), "nobody reported it");
        });
  }

  @Test
  void tablesOfOthersUnderThatNameSayNothing() throws IOException {
    Schema other = Schema.named("").float64("dew_point", "deg_C", "").build();
    Path file = write(other, (table, row, event) -> table.set(row, other.columns().get(0), 3.0));
    read(file, (batch, row, event) -> assertEquals(0, batch.pointing().getLong(row, CORRECTED)));
  }
}
