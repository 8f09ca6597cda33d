package io.bluewake.codec.zfits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.testkit.Seeded;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables come back as they were written, in every scheme. */
@Seeded
class ZfitsOutputTest {
  private static final String[] SCHEMES = {
    "raw",
    "zlib",
    "lzo",
    "fact",
    "diffman16",
    "doublediffman16",
    "ricefact",
    "zrice",
    "zrice32",
    "zstd1",
    "zstd5"
  };

  @TempDir Path directory;

  private static ZfitsScheme scheme(String name) {
    return ZfitsScheme.named(name).orElseThrow();
  }

  private static short[] waveform(RandomGenerator random, int n) {
    short[] w = new short[n];
    for (int i = 0; i < n; i++) {
      w[i] = (short) (300 + 12 * random.nextGaussian() + (random.nextInt(50) == 0 ? 40_000 : 0));
    }
    return w;
  }

  /** Writes rows of every type and compares them with what is read. */
  private void roundTrip(RandomGenerator random, String name, int rows, int perTile)
      throws IOException {
    Path path = directory.resolve(name + rows + ".fits.fz");
    short[][] waves = new short[rows][];
    long[][] ids = new long[rows][];
    ZfitsScheme s = scheme(name);
    try (ZfitsOutput out =
        ZfitsOutput.create(path, new BlockEncoder(), Map.of("TITLE", "it's"), Map.of())) {
      OutputColumn id = OutputColumn.scalar("event_id", 'K', true, "1", s);
      OutputColumn flag = OutputColumn.scalar("flag", 'L', false, "2", s);
      OutputColumn real = OutputColumn.scalar("real", 'E', false, "3", s);
      OutputColumn wave = OutputColumn.array("waveform", 'I', true, "4", s);
      OutputColumn list = OutputColumn.array("ids", 'K', true, "5", s);
      OutputColumn text = OutputColumn.array("text", 'A', false, "6.1", s);
      ZfitsTableOutput table =
          out.table("Events", "T.Event", perTile, List.of(id, flag, real, wave, list, text));
      for (int r = 0; r < rows; r++) {
        waves[r] = waveform(random, random.nextInt(2000));
        ids[r] = random.longs(random.nextInt(5)).toArray();
        id.set(100L + r);
        flag.set(r % 3 == 0 ? 1 : 0);
        real.set(0.5 * r);
        wave.set(waves[r], 0, waves[r].length);
        list.set(ids[r], 0, ids[r].length);
        text.set("row " + r);
        table.endRow();
      }
    }
    try (ZfitsFile file = ZfitsFile.open(path)) {
      assertEquals("it's", file.primary().text("TITLE"));
      ZfitsTable table = file.tables().get(0);
      assertEquals(rows, table.rows());
      assertFalse(table.walked());
      assertTrue(table.dataSumIsRight());
      assertTrue(table.headerSumIsRight());
      BlockDecoder decoder = new BlockDecoder();
      ColumnValues values = new ColumnValues();
      int row = 0;
      for (int t = 0; t < table.tiles(); t++) {
        for (int r = 0; r < table.rows(t); r++, row++) {
          table.read(t, table.column("event_id").orElseThrow(), decoder, values);
          assertEquals(100L + row, values.integer(r, 0));
          table.read(t, table.column("flag").orElseThrow(), decoder, values);
          assertEquals(row % 3 == 0 ? 1 : 0, values.integer(r, 0));
          table.read(t, table.column("real").orElseThrow(), decoder, values);
          assertEquals(0.5 * row, values.number(r, 0));
          table.read(t, table.column("text").orElseThrow(), decoder, values);
          assertEquals("row " + row, values.text(r));
          table.read(t, table.column("waveform").orElseThrow(), decoder, values);
          int from = values.start(r);
          assertArrayEquals(
              waves[row], Arrays.copyOfRange(values.words(), from, from + values.count(r)));
          table.read(t, table.column("ids").orElseThrow(), decoder, values);
          for (int i = 0; i < ids[row].length; i++) {
            assertEquals(ids[row][i], values.integer(r, i));
          }
        }
      }
      assertEquals(rows, row);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everySchemeGivesBackWhatWasWritten(int scheme, RandomGenerator random) throws IOException {
    roundTrip(random, SCHEMES[scheme], 13, 5);
    roundTrip(random, SCHEMES[scheme], 1, 5);
    roundTrip(random, SCHEMES[scheme], 0, 5);
  }

  @Test
  void catalogueGrowsWithTheTiles(RandomGenerator random) throws IOException {
    roundTrip(random, "zstd1", 83, 1);
  }

  @Test
  void checksumsMakeTheSumOfTheFileAllOnes(RandomGenerator random) throws IOException {
    roundTrip(random, "fact", 7, 3);
    byte[] all = Files.readAllBytes(directory.resolve("fact7.fits.fz"));
    FitsChecksum primary = new FitsChecksum();
    primary.add(all, 0, FitsHeader.BLOCK);
    assertEquals(0xFFFFFFFFL, primary.value());
    FitsChecksum table = new FitsChecksum();
    table.add(all, FitsHeader.BLOCK, all.length);
    assertEquals(0xFFFFFFFFL, table.value());
  }

  @Test
  void codesStayShortWhenCountsGrowLikeFibonacci() throws IOException {
    int symbols = 28;
    int[] counts = new int[symbols];
    counts[0] = 1;
    counts[1] = 1;
    int total = 2;
    for (int i = 2; i < symbols; i++) {
      counts[i] = counts[i - 1] + counts[i - 2];
      total += counts[i];
    }
    short[] words = new short[total];
    int at = 0;
    for (int s = 0; s < symbols; s++) {
      Arrays.fill(words, at, at + counts[s], (short) (s * 2311));
      at += counts[s];
    }
    byte[] out = new byte[HuffmanEncoder.bound(total)];
    int end = new HuffmanEncoder().encode(words, 0, total, out, 0);
    Huffman16 decoder = new Huffman16();
    decoder.readTable(out, 16, end, symbols);
    short[] back = new short[total];
    decoder.decode(out, decoder.position(), end, back, 0, total);
    assertArrayEquals(words, back);
  }

  @Test
  void lzoPacksLongRepeats(RandomGenerator random) throws IOException {
    byte[] in = new byte[200_000];
    random.nextBytes(in);
    System.arraycopy(in, 0, in, 40_000, 30_000);
    System.arraycopy(in, 1000, in, 90_000, 700);
    Arrays.fill(in, 120_000, 180_000, (byte) 3);
    byte[] packed = new byte[Lzo1xEncoder.bound(in.length)];
    int size = new Lzo1xEncoder().encode(in, in.length, packed);
    assertTrue(size < 115_000, size + " bytes");
    byte[] back = new byte[in.length];
    assertEquals(in.length, Lzo1x.decode(packed, 0, size, back));
    assertArrayEquals(in, back);
  }

  @Test
  void rowWithoutAValueIsRefused() throws IOException {
    OutputColumn a = OutputColumn.scalar("a", 'J', true, "1", scheme("raw"));
    OutputColumn b = OutputColumn.scalar("b", 'J', true, "2", scheme("raw"));
    ZfitsOutput out =
        ZfitsOutput.create(directory.resolve("x.fits.fz"), new BlockEncoder(), Map.of(), Map.of());
    ZfitsTableOutput table = out.table("T", "T", 2, List.of(a, b));
    a.set(1);
    assertThrows(IllegalStateException.class, table::endRow);
    out.abandon();
  }
}
