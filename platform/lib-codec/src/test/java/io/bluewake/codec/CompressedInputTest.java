package io.bluewake.codec;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompressedInputTest {
  private static final byte[] DATA = data();

  private static byte[] data() {
    byte[] bytes = new byte[300_000];
    Random random = new Random(3);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) random.nextInt(9);
    }
    return bytes;
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] join(byte[] a, byte[] b) {
    byte[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static byte[] read(byte[] compressed) throws IOException {
    try (InputStream in = CompressedInput.decompress(new ByteArrayInputStream(compressed))) {
      return in.readAllBytes();
    }
  }

  @Test
  void everyCompressionComesBackAlsoInSeveralPieces(@TempDir Path folder) throws IOException {
    byte[] twice = join(DATA, DATA);
    byte[] skippable = {0x50, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 1, 2, 3};
    assertArrayEquals(DATA, read(DATA));
    assertArrayEquals(DATA, read(gzip(DATA)));
    assertArrayEquals(twice, read(join(gzip(DATA), gzip(DATA))));
    assertArrayEquals(DATA, read(Zstd.compress(DATA, 3)));
    assertArrayEquals(twice, read(join(Zstd.compress(DATA, 3), Zstd.compress(DATA, 9))));
    assertArrayEquals(DATA, read(join(skippable, Zstd.compress(DATA, 3))));
    assertEquals(0, read(new byte[0]).length);
    Path file = Files.write(folder.resolve("x.zst"), Zstd.compress(DATA, 1));
    try (InputStream in = CompressedInput.open(file)) {
      assertEquals(100, in.skip(100));
      assertEquals(DATA[100], in.read());
    }
  }

  @Test
  void truncatedDataEndInEofWhereverTheyAreCut() throws IOException {
    Random random = new Random(4);
    for (byte[] whole : new byte[][] {gzip(DATA), Zstd.compress(DATA, 3)}) {
      for (int i = 0; i < 60; i++) {
        byte[] cut = Arrays.copyOf(whole, 4 + random.nextInt(whole.length - 4));
        assertThrows(EOFException.class, () -> read(cut));
      }
    }
  }

  @Test
  void damagedDataOnlyThrowReadableErrors() throws IOException {
    Random random = new Random(5);
    int refused = 0;
    for (byte[] whole : new byte[][] {gzip(DATA), Zstd.compress(DATA, 3)}) {
      for (int i = 0; i < 200; i++) {
        byte[] damaged = whole.clone();
        damaged[4 + random.nextInt(whole.length - 4)] ^= (byte) (1 << random.nextInt(8));
        try {
          read(damaged);
        } catch (FormatException e) {
          assertTrue(e.getMessage().startsWith("corrupt "), e.getMessage());
          refused++;
        } catch (EOFException e) {
          refused++;
        }
      }
    }
    assertTrue(refused > 100, refused + " refused");
  }
}
