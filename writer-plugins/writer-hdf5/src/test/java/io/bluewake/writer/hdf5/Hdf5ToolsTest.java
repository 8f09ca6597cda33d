package io.bluewake.writer.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.ProductWriter;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryEventSource;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tools of the HDF5 library read products; skipped where they are not installed. */
class Hdf5ToolsTest {
  private static final int PLACES = 10;

  private final Subarray subarray = ToyArray.square(2, 100, List.of(ToyCamera.hexagonal(61)));

  @TempDir Path directory;

  /** Runs h5dump over all values of a file and returns its exit code. */
  private static int dump(Path file, Path to) throws IOException, InterruptedException {
    return new ProcessBuilder("h5dump", file.toString())
        .redirectOutput(to.toFile())
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  private Path product() throws IOException {
    Path file = directory.resolve("p.h5");
    MemoryEventSource source = new MemoryEventSource(subarray, 20, 3);
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
    ProductWriter.Provider provider =
        new Hdf5WriterPlugin(Configs.of(Hdf5WriterPlugin.Config.class, Map.of("codec", "zlib")));
    EventBatch batch = new EventBatch(subarray, ToyArray.groups(subarray));
    try (ProductWriter w = provider.open(file, header)) {
      while (source.next(batch, 7)) {
        MemoryEventSource.finish(batch);
        w.write(batch);
      }
      w.commit(new ProductWriter.Ending(Map.of(), List.of(), Map.of("oddities", 1L)));
    }
    return file;
  }

  @Test
  void everyValueIsReadAndEveryChecksumVerified() throws IOException, InterruptedException {
    boolean installed;
    try {
      installed = new ProcessBuilder("h5dump", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      installed = false;
    }
    assumeTrue(installed, "h5dump is not installed");
    Path file = product();
    Path text = directory.resolve("dump.txt");

    assertEquals(0, dump(file, text));
    assertTrue(Files.readString(text).contains("DATASET \"tel_001\""));

    // Not every byte means something, but chunks and headers are under checksums.
    int noticed = 0;
    byte[] bytes = Files.readAllBytes(file);
    for (int k = 1; k < PLACES; k++) {
      byte[] damaged = bytes.clone();
      damaged[bytes.length / PLACES * k] ^= 1;
      Files.write(file, damaged);
      noticed += dump(file, text) == 0 ? 0 : 1;
    }
    assertTrue(noticed > 2, noticed + " flipped bits noticed");
  }
}
