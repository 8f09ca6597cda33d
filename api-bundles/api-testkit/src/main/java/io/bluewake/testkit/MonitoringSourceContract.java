package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.Subarray;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.EventSource.Match;
import io.bluewake.spi.InputException;
import io.bluewake.spi.MonitoringSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every {@link MonitoringSource} and its provider must do. A subclass says how to make one and
 * gives a small valid input.
 */
@Seeded
public abstract class MonitoringSourceContract {
  /** Where inputs are made. */
  @TempDir protected Path directory;

  /** The plug-in under test. */
  protected abstract MonitoringSource.Provider provider();

  /** The telescopes of the events; the first one has data in {@link #input}. */
  protected abstract Subarray subarray();

  /** Makes a valid input in the directory. */
  protected abstract Path input() throws IOException;

  /** How often a damaged input is tried. */
  protected int damages() {
    return 200;
  }

  private static byte[] head(Path input) throws IOException {
    byte[] bytes = Files.readAllBytes(input);
    try (var stream = Unpacked.open(bytes)) {
      return stream.readNBytes(4096);
    }
  }

  private TelescopeMonitoring first(Path input) throws IOException {
    try (MonitoringSource source = provider().open(input, subarray())) {
      return source.telescope(subarray().telescope(0));
    }
  }

  private void drain(Path input) throws IOException {
    try (MonitoringSource source = provider().open(input, subarray())) {
      for (Telescope telescope : subarray().telescopes()) {
        source.telescope(telescope);
      }
    }
  }

  @Test
  void ownInputIsRecognizedAndForeignIsNot(RandomGenerator random) throws IOException {
    Path input = input();
    assertNotEquals(Match.NO, provider().probe(input, head(input)));
    byte[] noise = new byte[4096];
    random.nextBytes(noise);
    for (byte[] head :
        List.of(new byte[0], noise, "Once upon a time".getBytes(StandardCharsets.US_ASCII))) {
      assertEquals(Match.NO, provider().probe(directory.resolve("something.else"), head));
    }
  }

  @Test
  void theFirstTelescopeHasData() throws IOException {
    assertFalse(first(input()).isEmpty());
  }

  @Test
  void arraysFitTheCameraAndTimesAreInOrder() throws IOException {
    TelescopeMonitoring m = first(input());
    for (String name : m.pixelNames()) {
      PixelSeries series = m.pixels(name);
      assertFalse(series.isEmpty(), name);
      for (int i = 0; i < series.size(); i++) {
        PixelChunk chunk = series.chunk(i);
        assertEquals(subarray().telescope(0).camera().pixels(), chunk.pixels(), name);
        assertTrue(chunk.endNs() >= chunk.startNs(), name);
        assertTrue(i == 0 || series.chunk(i - 1).startNs() <= chunk.startNs(), name);
        assertTrue(series.find(chunk.startNs()) >= 0);
        assertFalse(series.isStale(chunk.startNs()));
      }
    }
    for (String name : m.seriesNames()) {
      for (TimeSeries series : m.all(name)) {
        assertTrue(series.size() > 0, name);
      }
    }
  }

  @Test
  void anUnknownTelescopeHasNothing() throws IOException {
    Telescope t = subarray().telescope(0);
    Telescope unknown = new Telescope(9999, t.name(), t.x(), t.y(), t.z(), t.camera());
    try (MonitoringSource source = provider().open(input(), subarray())) {
      assertTrue(source.telescope(unknown).isEmpty());
    }
  }

  @Test
  void missingEmptyAndForeignFilesAreRefused(RandomGenerator random) throws IOException {
    String name = input().getFileName().toString();
    assertRefused(directory.resolve("missing-" + name));
    assertRefused(Files.write(directory.resolve("empty-" + name), new byte[0]));
    byte[] noise = new byte[5000];
    random.nextBytes(noise);
    assertRefused(Files.write(directory.resolve("noise-" + name), noise));
  }

  private void assertRefused(Path file) {
    InputException refused = assertThrows(InputException.class, () -> drain(file), "" + file);
    assertReadable(refused, file);
  }

  private static void assertReadable(InputException problem, Path file) {
    String message = problem.getMessage();
    assertTrue(message.contains(file.getFileName().toString()), "names the file: " + message);
    assertFalse(message.contains("\n"), "one line: " + message);
  }

  @Test
  void damagedFilesAreReadOrRefusedInOneLine(RandomGenerator random) throws IOException {
    byte[] good = Files.readAllBytes(input());
    for (int i = 0; i < damages(); i++) {
      byte[] bad = good.clone();
      if (i % 4 == 0) {
        bad = Arrays.copyOf(bad, random.nextInt(bad.length));
      } else {
        for (int k = 0; k < 1 + i % 8; k++) {
          bad[random.nextInt(bad.length)] = (byte) random.nextInt();
        }
      }
      Path file = Files.write(directory.resolve("damaged"), bad);
      try {
        drain(file);
      } catch (InputException e) {
        assertReadable(e, file);
      }
    }
  }
}
