package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every {@link ProductWriter} must do. A subclass says how to open one and to look inside. */
public abstract class ProductWriterContract {
  private static final String OLD = "an older product";
  private static final ProductWriter.Ending END =
      new ProductWriter.Ending(Map.of(), List.of(), Map.of());

  private final Subarray subarray =
      ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61), ToyCamera.square(5)));

  /** Where products are written. */
  @TempDir protected Path directory;

  /** The plug-in under test. */
  protected abstract ProductWriter.Provider provider();

  /** Opens a product; the writer is in a wrapper that fails when it is used as it must not. */
  private ProductWriter open(Path target, ProductWriter.Header header) throws IOException {
    return Asserting.wrap(ProductWriter.class, provider().open(target, header));
  }

  /** Reads back which events a product holds, in order. */
  protected abstract long[] eventIds(Path product) throws IOException;

  /** What the products of this format hold; images and their parameters unless overridden. */
  protected Set<DataLevel> levels() {
    return EnumSet.of(DataLevel.DL1_IMAGES, DataLevel.DL1_PARAMETERS);
  }

  /** Changes a batch of calibrated waveforms into what the writer takes; by default nothing. */
  protected void adapt(EventBatch batch) {}

  private Path target() {
    return directory.resolve("product" + provider().extensions().iterator().next());
  }

  private ProductWriter.Header header(boolean overwrite) {
    return new ProductWriter.Header(
        subarray,
        new MemoryEventSource(subarray, 0, 1).run(),
        levels(),
        true,
        MemoryEventSource.PARAMETERS,
        Schema.EMPTY,
        Schema.EMPTY,
        "{}",
        Map.of(),
        overwrite);
  }

  /** Writes events through one reused batch. */
  private void writeEvents(ProductWriter writer, int events, int perBatch) throws IOException {
    MemoryEventSource source = new MemoryEventSource(subarray, events, 42);
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    for (long number = 0; source.next(batch, perBatch); number++) {
      batch.setNumber(number);
      MemoryEventSource.finish(batch);
      adapt(batch);
      writer.write(batch);
    }
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(p -> p.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void extensionsHaveTheirDot() {
    assertFalse(provider().extensions().isEmpty());
    provider().extensions().forEach(e -> assertTrue(e.startsWith("."), e));
  }

  @Test
  void nothingIsUnderTheFinalNameBeforeCommit() throws IOException {
    try (ProductWriter writer = open(target(), header(false))) {
      assertFalse(Files.exists(target()));
      writeEvents(writer, 20, 6);
      assertFalse(Files.exists(target()));
      writer.commit(END);
      assertTrue(Files.exists(target()));
    }
    assertEquals(List.of(target().getFileName().toString()), names());
  }

  @Test
  void eventsComeBackInOrder() throws IOException {
    try (ProductWriter writer = open(target(), header(false))) {
      writeEvents(writer, 50, 7);
      writer.commit(END);
    }
    assertArrayEquals(LongStream.rangeClosed(1, 50).toArray(), eventIds(target()));
  }

  @Test
  void closeWithoutCommitLeavesNothing() throws IOException {
    ProductWriter writer = open(target(), header(false));
    writeEvents(writer, 20, 6);
    writer.close();
    assertEquals(List.of(), names());
  }

  @Test
  void closingTwiceIsHarmless() throws IOException {
    ProductWriter writer = open(target(), header(false));
    writeEvents(writer, 5, 6);
    writer.commit(END);
    writer.close();
    writer.close();
    assertTrue(Files.exists(target()));
    ProductWriter other = open(directory.resolve("other"), header(false));
    other.close();
    other.close();
    assertEquals(List.of(target().getFileName().toString()), names());
  }

  @Test
  void productWithoutEventsIsWritten() throws IOException {
    try (ProductWriter writer = open(target(), header(false))) {
      writer.commit(END);
    }
    assertEquals(0, eventIds(target()).length);
  }

  @Test
  void emptyBatchAddsNothing() throws IOException {
    try (ProductWriter writer = open(target(), header(false))) {
      EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
      batch.clear();
      MemoryEventSource source = new MemoryEventSource(subarray, 0, 1);
      source.next(batch, 5);
      MemoryEventSource.finish(batch);
      writer.write(batch);
      writer.commit(END);
    }
    assertEquals(0, eventIds(target()).length);
  }

  @Test
  void existingProductIsNotTouched() throws IOException {
    Files.writeString(target(), OLD, StandardCharsets.UTF_8);
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              try (ProductWriter writer = open(target(), header(false))) {
                writer.commit(END);
              }
            });
    assertTrue(refused.getMessage().contains(target().getFileName().toString()), "names the file");
    assertEquals(OLD, Files.readString(target()));
    assertEquals(1, names().size(), "files: " + names());
  }

  @Test
  void existingProductIsReplacedOnlyByCommit() throws IOException {
    Files.writeString(target(), OLD, StandardCharsets.UTF_8);
    try (ProductWriter writer = open(target(), header(true))) {
      writeEvents(writer, 5, 6);
      assertEquals(OLD, Files.readString(target()));
    }
    assertEquals(OLD, Files.readString(target()));
    assertEquals(1, names().size(), "files: " + names());
    try (ProductWriter writer = open(target(), header(true))) {
      writeEvents(writer, 5, 6);
      writer.commit(END);
    }
    assertEquals(5, eventIds(target()).length);
  }

  @Test
  void unwritablePlaceIsNamed() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "not a directory");
    Path below = file.resolve("product" + provider().extensions().iterator().next());
    IOException refused =
        assertThrows(
            IOException.class,
            () -> {
              try (ProductWriter writer = open(below, header(false))) {
                writer.commit(END);
              }
            });
    assertTrue(refused.getMessage().contains("file"), refused.getMessage());
  }
}
