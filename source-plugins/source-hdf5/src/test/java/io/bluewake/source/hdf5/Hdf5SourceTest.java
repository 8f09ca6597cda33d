package io.bluewake.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.codec.hdf5.InstrumentTables;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableOutput;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.EventSourceContract;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Hdf5SourceTest extends EventSourceContract {
  private static final EventSource.Limits LIMITS = new EventSource.Limits(5, 1L << 30);

  private final Subarray subarray =
      ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61), ToyCamera.square(5)));

  @Override
  protected EventSource.Provider provider() {
    return Rewrite.source();
  }

  @Override
  protected Path input() throws IOException {
    return input("toy.h5", 1);
  }

  private Path input(String name, int seed) throws IOException {
    Path file = directory.resolve(name);
    if (Files.exists(file)) {
      return file;
    }
    MemoryEventSource source = new MemoryEventSource(subarray, 12, seed);
    ProductWriter.Header header =
        new ProductWriter.Header(
            subarray,
            source.run(),
            EnumSet.of(DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS),
            true,
            MemoryEventSource.PARAMETERS,
            Schema.EMPTY,
            Schema.EMPTY,
            "{}",
            Map.of(),
            false);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    try (ProductWriter w = Rewrite.writer("7.6.0").open(file, header)) {
      while (source.next(batch, 5)) {
        MemoryEventSource.finish(batch);
        w.write(batch);
      }
      w.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
    }
    return file;
  }

  /** Copies a file with the rows of some tables in another order. */
  private static void shuffle(Path from, Path to, String tables) throws IOException {
    Random random = new Random(7);
    try (Hdf5File f = Hdf5File.open(from);
        Hdf5Writer w = Hdf5Writer.create(to, Compression.DEFAULT)) {
      f.root().attributes().values().forEach(a -> w.attribute("/", a));
      for (Hdf5Table t : f.tables().values()) {
        TableOutput out = w.table(t.path(), t.type());
        t.attributes().values().forEach(out::attribute);
        List<Long> order = new ArrayList<>();
        for (long r = 0; r < t.rows(); r++) {
          order.add(r);
        }
        if (t.path().matches(tables)) {
          Collections.shuffle(order, random);
        }
        try (RowReader reader = t.reader()) {
          for (long r : order) {
            int at = reader.seek(r);
            out.append(reader.bytes(), at, 1);
          }
        }
      }
      w.finish();
    }
  }

  private static List<String> sums(Path file) throws IOException {
    List<String> all = new ArrayList<>();
    try (EventSource s = Rewrite.source().open(file, EventSource.Request.ALL)) {
      EventBatch b = new EventBatch(s.subarray(), ToyArray.groups(s.subarray()));
      b.clear();
      while (s.read(b, LIMITS)) {
        s.decode(b, List.of());
        for (int r = 0; r < b.telescopeRows(); r++) {
          var group = b.cameras().get(b.groupOf(b.telescope()[r]));
          double sum = 0;
          for (int p = 0; p < group.camera().pixels(); p++) {
            sum += group.images().charge(b.groupRow()[r], p) * (p + 1);
          }
          long event = b.eventId()[b.eventOfRow()[r]];
          double energy =
              b.showers().getDouble(b.eventOfRow()[r], b.showers().schema().column("energy"));
          double first = b.parameters().getDouble(r, b.parameters().schema().columns().get(0));
          all.add(event + " " + b.telescope()[r] + " " + sum + " " + energy + " " + first);
        }
        b.clear();
      }
    }
    return all;
  }

  @Test
  void rowsAreMatchedByIdsAndNotByPosition() throws IOException {
    Path good = input();
    Path mixed = directory.resolve("mixed.h5");
    shuffle(good, mixed, "/dl1/event/telescope/.*|/simulation/event/.*");

    assertEquals(sums(good), sums(mixed));
    assertTrue(sums(good).size() > 12);
  }

  @Test
  void whatWasWrittenIsWhatIsRead() throws IOException {
    Path again = directory.resolve("again.h5");
    assertEquals(12, Rewrite.run(input(), again, "7.6.0"));
    assertEquals(sums(input()), sums(again));
    Products.assertSame(input(), again, "/configuration/bluewake/.*");
  }

  @Test
  void missingImageIsNamed() throws IOException {
    Path cut = directory.resolve("cut.h5");
    try (Hdf5File f = Hdf5File.open(input());
        Hdf5Writer w = Hdf5Writer.create(cut, Compression.DEFAULT)) {
      f.root().attributes().values().forEach(a -> w.attribute("/", a));
      for (Hdf5Table t : f.tables().values()) {
        TableOutput out = w.table(t.path(), t.type());
        t.attributes().values().forEach(out::attribute);
        long rows = t.path().contains("telescope/images") ? t.rows() - 1 : t.rows();
        try (RowReader reader = t.reader()) {
          for (long r = 0; r < rows; r++) {
            int at = reader.seek(r);
            out.append(reader.bytes(), at, 1);
          }
        }
      }
      w.finish();
    }
    InputException e = assertThrows(InputException.class, () -> sums(cut));
    assertTrue(e.getMessage().matches(".*cut.h5.*event \\d+: telescope \\d+ has no image"));
  }

  @Test
  void placesOnEarthAreInvertedExactly() {
    for (double lat = -90; lat <= 90; lat += 15) {
      GeodeticLocation place = new GeodeticLocation(lat, -17.9, 2150);
      double e2 = 0.0066943799901413165;
      double sin = Math.sin(Math.toRadians(lat));
      double n = 6378137.0 / Math.sqrt(1 - e2 * sin * sin);
      double rho = (n + 2150) * Math.cos(Math.toRadians(lat));
      double lon = Math.toRadians(-17.9);
      GeodeticLocation back =
          InstrumentTables.geodetic(
              rho * Math.cos(lon), rho * Math.sin(lon), (n * (1 - e2) + 2150) * sin);
      assertEquals(place.latitudeDeg(), back.latitudeDeg(), 1e-12);
      assertEquals(place.height(), back.height(), 1e-6);
    }
  }

  @Test
  void mergedProductHoldsTheRowsOfBoth() throws IOException {
    Path one = input();
    Path two = directory.resolve("two.h5");
    Products.renumber(one, two, 100);
    Path merged = directory.resolve("merged.h5");
    Map<String, Long> rows =
        Rewrite.writer("7.6.0").merge(List.of(one, two), merged, Map.of(), false);

    assertEquals(24L, rows.get("/dl1/event/subarray/trigger"));
    List<String> both = new ArrayList<>(sums(one));
    both.addAll(sums(two));
    assertEquals(both, sums(merged));
    IOException same =
        assertThrows(
            IOException.class,
            () ->
                Rewrite.writer("7.6.0")
                    .merge(List.of(one, one), directory.resolve("x.h5"), Map.of(), false));
    assertTrue(same.getMessage().contains("is also in"), same.getMessage());
    assertTrue(Files.notExists(directory.resolve("x.h5")));
    assertTrue(Files.notExists(directory.resolve("x.h5.part")));
  }

  @Test
  void groupsAreLeftOutOfAMergeOnRequest() throws IOException {
    Path merged = directory.resolve("merged.h5");
    Map<String, String> options = Map.of("images", "false", "true-images", "false");
    Rewrite.writer("7.6.0").merge(List.of(input()), merged, options, false);
    try (Hdf5File f = Hdf5File.open(merged)) {
      assertTrue(f.group("/dl1/event/telescope/images").isEmpty());
      Hdf5Table truth =
          f.group("/simulation/event/telescope/images")
              .orElseThrow()
              .tables()
              .values()
              .iterator()
              .next();
      assertEquals(-1, truth.type().indexOf("true_image"));
      assertEquals("true_image_sum", truth.text("CTAFIELD_3_NAME"));
      assertEquals("DL1_PARAMETERS", f.root().attributes().get("CTA PRODUCT DATA LEVELS").value());
    }
    IOException unknown =
        assertThrows(
            IOException.class,
            () ->
                Rewrite.writer("7.6.0")
                    .merge(List.of(input()), merged, Map.of("pictures", "false"), true));
    assertTrue(unknown.getMessage().contains("pictures"), unknown.getMessage());
  }
}
