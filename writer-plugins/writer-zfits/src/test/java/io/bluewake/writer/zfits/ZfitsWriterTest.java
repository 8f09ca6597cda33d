package io.bluewake.writer.zfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an observation holds. */
class ZfitsWriterTest {
  private static final int EVENTS = 40;

  @TempDir Path directory;

  private final Subarray array =
      ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61), ToyCamera.square(8)));

  /** A telescope event as it was handed to the writer. */
  private record Event(float[] samples, int type) {}

  private final Map<String, Event> handed = new HashMap<>();

  private Path write(String name, Map<String, Object> options, int everyCalibration)
      throws IOException {
    Path target = directory.resolve(name + ".zfits");
    ProductWriter.Provider provider =
        new ZfitsWriterPlugin(Configs.of(ZfitsWriterPlugin.Config.class, options));
    MemoryEventSource source = new MemoryEventSource(array, EVENTS, 5);
    ProductWriter.Header header =
        new ProductWriter.Header(
            array,
            source.run(),
            EnumSet.of(DataLevel.R1),
            false,
            Schema.EMPTY,
            Schema.EMPTY,
            Schema.EMPTY,
            "{}",
            Map.of(),
            true);
    EventBatch batch = new EventBatch(array, ToyArray.groups(array));
    try (ProductWriter writer = provider.open(target, header)) {
      while (source.next(batch, 7)) {
        for (int e = 0; e < batch.events(); e++) {
          if (everyCalibration > 0 && batch.eventId()[e] % everyCalibration == 0) {
            batch.eventType()[e] = EventType.FLATFIELD.code();
          }
        }
        remember(batch);
        writer.write(batch);
      }
      writer.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of()));
    }
    return target;
  }

  private void remember(EventBatch batch) {
    for (int r = 0; r < batch.telescopeRows(); r++) {
      int t = batch.telescope()[r];
      WaveformBatch w = batch.cameras().get(batch.groupOf(t)).waveforms();
      int n = w.pixels() * w.samplesPerPixel();
      float[] samples = new float[n];
      System.arraycopy(w.samples(), w.base(batch.groupRow()[r]), samples, 0, n);
      int event = batch.eventOfRow()[r];
      handed.put(
          batch.eventId()[event] + " " + array.telescope(t).id(),
          new Event(samples, batch.eventType()[event]));
    }
  }

  @Test
  void waveformsAreThoseHandedOverWithinHalfAUnit() throws IOException {
    Path set = write("a", Map.of(), 0);
    int seen = 0;
    for (Path path : Written.files(set)) {
      if (!path.toString().contains("TEL_SHOWER")) {
        continue;
      }
      try (ZfitsFile file = ZfitsFile.open(path)) {
        ZfitsTable table = file.table("Events").orElseThrow();
        assertTrue(table.dataSumIsRight());
        assertTrue(table.headerSumIsRight());
        long[] ids = Written.integers(table, "event_id");
        long[] telescopes = Written.integers(table, "tel_id");
        ColumnValues values = new ColumnValues();
        int row = 0;
        for (int t = 0; t < table.tiles(); t++) {
          table.read(t, table.column("waveform").orElseThrow(), new BlockDecoder(), values);
          for (int r = 0; r < table.rows(t); r++, row++) {
            float[] expected = handed.get(ids[row] + " " + telescopes[row]).samples();
            assertEquals(expected.length, values.count(r));
            for (int i = 0; i < expected.length; i++) {
              assertEquals(expected[i], values.integer(r, i) / 60.0 - 5, 0.5 / 60 + 1e-4);
            }
            seen++;
          }
        }
      }
    }
    assertEquals(handed.size(), seen);
  }

  @Test
  void everySchemeHoldsTheSameEvents() throws IOException {
    long[] ids = LongStream.rangeClosed(1, EVENTS).toArray();
    for (String scheme : List.of("raw", "zstd3", "zlib", "lzo", "zrice", "ricefact", "zrice32")) {
      Path set = write(scheme, Map.of("compression", scheme), 0);
      try (ZfitsFile file = ZfitsFile.open(Written.file(set, "_SUBARRAY_"))) {
        ZfitsTable table = file.table("SubarrayEvents").orElseThrow();
        assertArrayEquals(ids, Written.integers(table, "event_id"));
      }
    }
  }

  @Test
  void streamsAndChunksShareTheEvents() throws IOException {
    Path set = write("b", Map.of("streams", 3, "chunkRows", 4, "rowsPerTile", 3), 0);
    TreeSet<Long> ids = new TreeSet<>();
    int rows = 0;
    for (Path path : Written.files(set)) {
      if (path.toString().contains("TEL001_")) {
        try (ZfitsFile file = ZfitsFile.open(path)) {
          long[] list = Written.integers(file.table("Events").orElseThrow(), "event_id");
          assertTrue(list.length <= 4);
          rows += list.length;
          LongStream.of(list).forEach(ids::add);
        }
      }
    }
    assertEquals(rows, ids.size());
    assertEquals(
        handed.keySet().stream().filter(k -> k.endsWith(" 1")).count(), ids.size(), "telescope 1");
    assertTrue(Written.file(set, "_SUBARRAY_CHUNK009").toFile().exists());
  }

  @Test
  void truthHasTheShowerOfEveryEvent() throws IOException {
    Path set = write("h", Map.of(), 0);
    try (Hdf5File file = Hdf5File.open(set.resolve("truth.h5"))) {
      Hdf5Table showers = file.table("/simulation/event/subarray/shower").orElseThrow();
      assertEquals(EVENTS, showers.rows());
      Hdf5Table telescopes = file.table("/simulation/event/telescope/truth").orElseThrow();
      assertEquals(handed.size(), telescopes.rows());
    }
  }

  @Test
  void longSamplesHaveAScaleThatHoldsTheirLight() {
    Camera camera = array.telescope(0).camera();
    CameraReadout fast = camera.readout();
    CameraReadout slow =
        new CameraReadout(
            "slow", 0.25, 1, fast.pixels(), 32, fast.referencePulse(), fast.referencePulseStepNs());
    Camera second = new Camera(camera.geometry(), slow, camera.optics(), camera.focalLength());
    Observing chosen = new Observing(1, 1, 1, 0, 0, 5, 0, Schemes.of("acada", new String[0]), null);
    assertEquals(60, chosen.scaleOf(camera), 0);
    assertEquals(24, chosen.scaleOf(second), 0);
    Observing given = new Observing(1, 1, 1, 0, 8, 5, 0, Schemes.of("acada", new String[0]), null);
    assertEquals(8, given.scaleOf(second), 0);
  }

  @Test
  void calibrationEventsHaveTheirOwnFilesAndAreNotAnnounced() throws IOException {
    Path set = write("c", Map.of(), 5);
    try (ZfitsFile file = ZfitsFile.open(Written.file(set, "_SUBARRAY_"))) {
      long[] ids = Written.integers(file.table("SubarrayEvents").orElseThrow(), "event_id");
      assertEquals(EVENTS - EVENTS / 5, ids.length);
    }
    Path calibration = Written.file(set, "TEL_CAL");
    assertTrue(calibration.toString().contains("/calibration/"), calibration.toString());
    try (ZfitsFile file = ZfitsFile.open(calibration)) {
      for (long id : Written.integers(file.table("Events").orElseThrow(), "event_id")) {
        assertEquals(0, id % 5);
      }
    }
  }

  @Test
  void sameEventsGiveTheSameBytes() throws IOException {
    List<Path> first = Written.files(write("d", Map.of(), 7));
    List<Path> second = Written.files(write("e", Map.of(), 7));
    assertEquals(first.size(), second.size());
    for (int i = 0; i < first.size(); i++) {
      assertEquals(-1, Files.mismatch(first.get(i), second.get(i)), first.get(i).toString());
    }
  }

  @Test
  void reducedEventsKeepBrightPixelsAndTheirNeighbours() throws IOException {
    Path set = write("f", Map.of("keepAbovePe", 3f), 0);
    try (ZfitsFile file = ZfitsFile.open(Written.file(set, "TEL001_"))) {
      ZfitsTable table = file.table("Events").orElseThrow();
      ColumnValues status = new ColumnValues();
      ColumnValues waveform = new ColumnValues();
      table.read(0, table.column("pixel_status").orElseThrow(), new BlockDecoder(), status);
      table.read(0, table.column("waveform").orElseThrow(), new BlockDecoder(), waveform);
      long[] survived = Written.integers(table, "num_pixels_survived");
      int samples = array.telescope(0).camera().readout().samples();
      boolean less = false;
      for (int r = 0; r < table.rows(0); r++) {
        int kept = 0;
        for (int p = 0; p < status.count(r); p++) {
          kept += (status.integer(r, p) & 3) != 0 ? 1 : 0;
        }
        assertEquals(survived[r], kept);
        assertEquals((long) kept * samples, waveform.count(r));
        less |= kept < status.count(r);
      }
      assertTrue(less, "something was dropped");
    }
  }

  @Test
  void foreignFilesAreNeverReplaced() throws IOException {
    Path target = Files.createDirectory(directory.resolve("g.zfits"));
    Files.writeString(target.resolve("thesis.tex"), "years of work");
    IOException refused = assertThrows(IOException.class, () -> write("g", Map.of(), 0));
    assertTrue(refused.getMessage().contains("thesis.tex"), refused.getMessage());
    assertTrue(Files.exists(target.resolve("thesis.tex")));
    assertFalse(Files.exists(directory.resolve("g.zfits.part")));
  }
}
