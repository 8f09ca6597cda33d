package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.WordRows;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.EventBatch;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.Seeded;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Damaged files end in readable errors or in events, never in anything else. */
@Seeded
class ZfitsMutationTest {
  private static final int TABLES = 20_000;
  private static final int SOURCES = 1000;
  private static final long[] EXTREMES = {
    0,
    1,
    -1,
    2,
    255,
    65535,
    Integer.MAX_VALUE,
    Integer.MIN_VALUE,
    Long.MAX_VALUE,
    Long.MIN_VALUE,
    1L << 33
  };

  @TempDir private Path directory;

  static byte[] mutate(byte[] valid, RandomGenerator random) {
    byte[] bytes = valid.clone();
    int changes = 1 + random.nextInt(4);
    for (int c = 0; c < changes; c++) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> {
          long value = EXTREMES[random.nextInt(EXTREMES.length)];
          int width = 1 << random.nextInt(4);
          boolean big = random.nextBoolean();
          for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = (byte) (value >> 8 * (big ? width - 1 - i : i));
          }
        }
        case 3 -> bytes = Arrays.copyOf(bytes, 1 + at);
        case 4 -> {
          int from = random.nextInt(bytes.length);
          int n = Math.min(random.nextInt(1, 200), bytes.length - Math.max(at, from));
          System.arraycopy(bytes, from, bytes, at, n);
        }
        default -> digit(bytes, random);
      }
    }
    return bytes;
  }

  /** Changes a digit or a letter of the headers, which are most of a file that is as small. */
  private static void digit(byte[] bytes, RandomGenerator random) {
    for (int tries = 0; tries < 50; tries++) {
      int at = random.nextInt(bytes.length);
      if (bytes[at] >= '0' && bytes[at] <= '9') {
        bytes[at] = (byte) "0123456789-TF'".charAt(random.nextInt(14));
        return;
      }
    }
  }

  private static byte[] small(RandomGenerator random) {
    int[][] chains = {{0}, {1, 2}, {3, 2}, {7}, {0x17}, {2}, {1, 2}};
    byte[][] rows = new byte[7][];
    for (int r = 0; r < rows.length; r++) {
      int[] values = new int[40];
      Arrays.setAll(values, i -> 300 + random.nextInt(30));
      rows[r] = ZfitsWriter.words(values);
    }
    int[] chain = chains[random.nextInt(chains.length)];
    return new ZfitsWriter()
        .table(
            "Events",
            "DL0v1.Telescope.Event",
            3,
            List.of(
                ZfitsWriter.scalar("event_id", 'K', Dl0Files.U64, 1, 2, 3, 4, 5, 6, 7),
                new ZfitsWriter.Column("waveform", 'I', 40, Dl0Files.U16, List.of(rows), chain),
                new ZfitsWriter.Column(
                    "status", 'B', 80, "", List.of(rows), chains[random.nextInt(chains.length)])))
        .bytes();
  }

  private static void readTables(byte[] content) throws IOException {
    BlockDecoder decoder = new BlockDecoder();
    ColumnValues values = new ColumnValues();
    try (ZfitsFile file = ZfitsFile.of(Path.of("small.fits.fz"), content)) {
      for (ZfitsTable table : file.tables()) {
        for (int t = 0; t < Math.min(5, table.tiles()); t++) {
          for (ZfitsColumn column : table.columns()) {
            table.read(t, column, decoder, values);
            for (int r = 0; r < Math.min(values.rows(), 50); r++) {
              values.rowBytes(r);
            }
            if (column.type() == 'I' && !column.fact()) {
              try (WordRows rows = WordRows.open(table, t, column)) {
                for (int r = 0; r < Math.min(table.rows(t), 50); r++) {
                  rows.next();
                }
              }
            }
          }
        }
      }
    }
  }

  @Test
  void damagedTablesEndInReadableErrors(RandomGenerator random) throws IOException {
    int refused = 0;
    byte[] valid = small(random);
    for (int i = 0; i < TABLES; i++) {
      if (i % 500 == 0) {
        valid = small(random);
        readTables(valid);
      }
      try {
        readTables(mutate(valid, random));
      } catch (FormatException | EOFException e) {
        readable(e);
        refused++;
      }
    }
    assertTrue(refused > TABLES / 10, "refused: " + refused);
  }

  @Test
  void damagedObservationsEndInReadableErrorsOrEvents(RandomGenerator random) throws IOException {
    Dl0Files files = new Dl0Files();
    files.samples = 1;
    Path trigger =
        files.write(directory, files.subarrayName(0), files.subarray(new int[] {1}, 1, 2, 3));
    byte[] valid = files.telescope(1, 1, 2, 3);
    byte[] announced = Files.readAllBytes(trigger);
    Path telescope = directory.resolve(files.name(1, 0, "TEL_SHOWER", 0));
    EventSource.Provider provider = new ZfitsProvider(Configs.of(ZfitsProvider.Config.class));
    int refused = 0;
    for (int i = 0; i < SOURCES; i++) {
      boolean which = i % 4 == 0;
      Files.write(trigger, which ? mutate(announced, random) : announced);
      Files.write(telescope, which ? valid : mutate(valid, random));
      try (EventSource source = provider.open(trigger, EventSource.Request.ALL)) {
        EventBatch batch = new EventBatch(source.subarray(), new int[source.subarray().size()]);
        while (source.read(batch, new EventSource.Limits(2, Long.MAX_VALUE))) {
          source.decode(batch, List.of((w, row) -> 0));
          batch.clear();
        }
        assertTrue(provider.describe(telescope).size() > 0);
      } catch (InputException e) {
        readable(e);
        refused++;
      }
    }
    assertTrue(refused > SOURCES / 20, "refused: " + refused);
  }

  static void readable(IOException e) {
    String text = String.valueOf(e.getMessage());
    assertFalse(text.contains("\n") || text.length() < 8 || text.contains("null"), text);
    assertTrue(StandardCharsets.US_ASCII.newEncoder().canEncode(text) || text.length() < 1000);
  }
}
