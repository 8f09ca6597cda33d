package io.bluewake.codec.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.testkit.Seeded;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Damaged files end in one line that names the file, never in another exception or in no memory.
 */
@Seeded
class Hdf5DamageTest {
  private static final int MUTATIONS = 10_100;

  @TempDir Path directory;

  /** Reads everything; true if nothing was wrong. */
  private static boolean readAll(byte[] content) {
    try (Hdf5File f = Hdf5File.of("damaged.h5", content)) {
      for (Hdf5Table t : f.tables().values()) {
        if (t.rows() < 100_000) {
          TableSchema.readAll(t);
        }
      }
      return true;
    } catch (IOException e) {
      assertEquals(Hdf5Exception.class, e.getClass(), e.toString());
      assertTrue(e.getMessage().startsWith("damaged.h5: "), e.getMessage());
      assertEquals(1, e.getMessage().lines().count(), e.getMessage());
      return false;
    }
  }

  private static byte[] mutate(byte[] good, RandomGenerator random) {
    byte[] bad = good.clone();
    switch (random.nextInt(5)) {
      case 0 -> {
        return Arrays.copyOf(bad, random.nextInt(bad.length));
      }
      case 1 -> {
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
          bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
        }
      }
      case 2 -> {
        int at = random.nextInt(bad.length - 8);
        Arrays.fill(bad, at, at + 1 + random.nextInt(8), (byte) (random.nextBoolean() ? -1 : 0));
      }
      case 3 -> {
        int n = 1 + random.nextInt(64);
        int from = random.nextInt(bad.length - n);
        System.arraycopy(good, from, bad, random.nextInt(bad.length - n), n);
      }
      default -> {
        int at = random.nextInt(bad.length - 8);
        RowCodec.putLong(bad, at, random.nextLong() >>> random.nextInt(64));
      }
    }
    return bad;
  }

  private static byte[] small(Path file, Compression compression) throws IOException {
    try (Hdf5Writer w = Hdf5Writer.create(file, compression)) {
      TestFiles.fill(w.table("/data/big", TestFiles.ROW), 0, 60);
      w.attribute("/", Hdf5Attribute.text("CTA NAME", "value"));
      w.finish();
    }
    return Files.readAllBytes(file);
  }

  /** Repairs the checksum of the header that holds a position, so that damage gets further. */
  private static void resign(byte[] content) {
    for (int i = 0; i + 12 < content.length; i++) {
      if (content[i] == 'O' && content[i + 1] == 'H' && content[i + 2] == 'D') {
        int end = i + 10 + RowCodec.getInt(content, i + 6);
        if (end > i && end + 4 <= content.length) {
          RowCodec.putInt(content, end, Checksums.lookup3(content, i, end - i));
        }
      }
    }
  }

  @Test
  void damagedFilesOfOurOwnAreRefused(RandomGenerator random) throws IOException {
    for (Compression compression : TestFiles.compressions()) {
      byte[] good = small(directory.resolve(compression.codec() + ".h5"), compression);
      assertTrue(readAll(good));
      for (int i = 0; i < MUTATIONS / 3; i++) {
        byte[] bad = mutate(good, random);
        if (random.nextBoolean()) {
          resign(bad);
        }
        readAll(bad);
      }
    }
  }

  @Test
  void damagedFilesOfPyTablesAreRefused(RandomGenerator random) throws IOException {
    byte[] all;
    try (InputStream in = Hdf5DamageTest.class.getResourceAsStream("/hdf5/pytables-small.h5")) {
      all = in.readAllBytes();
    }
    assertTrue(readAll(all));
    for (int i = 0; i < MUTATIONS; i++) {
      readAll(mutate(all, random));
    }
  }

  @Test
  void everyTruncationIsNoticed() throws IOException {
    byte[] good = small(directory.resolve("a.h5"), Compression.DEFAULT);
    for (int n = 0; n < good.length; n++) {
      assertTrue(!readAll(Arrays.copyOf(good, n)), "read with " + n + " of " + good.length);
    }
  }

  @Test
  void everyDamagedByteOfAChunkIsNoticed(RandomGenerator random) throws IOException {
    byte[] good = small(directory.resolve("a.h5"), Compression.DEFAULT);
    try (Hdf5File f = Hdf5File.of("good.h5", good)) {
      Hdf5Table t = f.tables().get("/data/big");
      int at = (int) t.index().address(0);
      for (int i = 0; i < t.index().size(0); i++) {
        byte[] bad = good.clone();
        bad[at + i] ^= (byte) (1 << random.nextInt(8));
        assertTrue(!readAll(bad), "byte " + i);
      }
    }
  }
}
