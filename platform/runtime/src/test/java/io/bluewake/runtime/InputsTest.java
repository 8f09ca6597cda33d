package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import io.bluewake.spi.InputException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputsTest {
  private static final byte[] TEXT = "a telescope".repeat(1000).getBytes(StandardCharsets.US_ASCII);

  @TempDir Path directory;

  private Path write(String name, byte[] bytes) throws IOException {
    return Files.write(directory.resolve(name), bytes);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  @Test
  void headsArePlainWhateverTheCompression() throws IOException {
    byte[] expected = Arrays.copyOf(TEXT, InputHead.BYTES);

    assertArrayEquals(expected, InputHead.of(write("plain", TEXT)));
    assertArrayEquals(expected, InputHead.of(write("gzip", gzip(TEXT))));
    assertArrayEquals(expected, InputHead.of(write("zstd", Zstd.compress(TEXT))));
  }

  @Test
  void headsOfSmallEmptyAndBrokenFilesAreWhatThereIs() throws IOException {
    byte[] cut = Arrays.copyOf(gzip(TEXT), 30);

    assertArrayEquals(new byte[] {1, 2}, InputHead.of(write("small", new byte[] {1, 2})));
    assertArrayEquals(new byte[0], InputHead.of(write("empty", new byte[0])));
    assertArrayEquals(new byte[0], InputHead.of(directory));
    assertTrue(InputHead.of(write("cut", cut)).length < InputHead.BYTES);
    assertArrayEquals(
        new byte[0], InputHead.of(write("lie", new byte[] {0x1F, (byte) 0x8B, 9, 9, 9})));
  }

  @Test
  void patternsStandForTheFilesTheyMatchInOrder() throws IOException {
    Path b = write("run2.zst", TEXT);
    Path a = write("run1.zst", TEXT);
    write("run1.txt", TEXT);

    assertEquals(List.of(a, b), InputPaths.expand(List.of(directory + "/run*.zst")));
    assertEquals(List.of(b, a), InputPaths.expand(List.of(b.toString(), a.toString())));
  }

  @Test
  void aFileWhoseNameLooksLikeAPatternIsAFile() throws IOException {
    Path odd = write("run[1].zst", TEXT);

    assertEquals(List.of(odd), InputPaths.expand(List.of(odd.toString())));
  }

  @Test
  void missingInputsAreNamed() {
    InputException file =
        assertThrows(InputException.class, () -> InputPaths.expand(List.of("absent.zst")));
    InputException pattern =
        assertThrows(
            InputException.class, () -> InputPaths.expand(List.of(directory + "/absent*")));

    assertEquals("absent.zst: no such file", file.getMessage());
    assertTrue(pattern.getMessage().endsWith("absent*: no file matches"), pattern.getMessage());
  }
}
