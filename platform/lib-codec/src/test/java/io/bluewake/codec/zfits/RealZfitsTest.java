package io.bluewake.codec.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Recordings of real cameras. */
class RealZfitsTest {
  private static Path data(String name) {
    Path path = Path.of(System.getProperty("bluewake.data", "none")).resolve(name);
    assumeTrue(Files.exists(path), "no shared data");
    return path;
  }

  /** The checksums over all columns were compared with protozfits by workflows/zfits-cells.py. */
  @ParameterizedTest
  @CsvSource({
    "10_CTA_R1_dummy_evts.fits.fz, 30, 1169200995",
    "LST-1.1.Run02008.0000_first50.fits.fz, 35, 3302170556",
    "example_10evts.fits.fz, 12, 3648625216",
    "example_9evts_NectarCAM.fits.fz, 26, 3356561937",
    "example_LST_R1_10_evts.fits.fz, 33, 3208692513"
  })
  void cellsAreThoseThatProtozfitsReads(String file, int columns, long checksum)
      throws IOException {
    Map<String, Long> digests = CellDigests.of(data("zfits-real/" + file));
    CRC32 all = new CRC32();
    new TreeMap<>(digests)
        .forEach(
            (name, crc) ->
                all.update((name + crc).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    assertEquals(columns, digests.size());
    assertEquals(checksum, all.getValue());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fact/testDataFile.fits.fz",
        "zfits-real/10_CTA_R1_dummy_evts.fits.fz",
        "zfits-real/LST-1.1.Run02008.0000_first50.fits.fz",
        "zfits-real/example_10evts.fits.fz",
        "zfits-real/example_9evts_NectarCAM.fits.fz",
        "zfits-real/example_LST_R1_10_evts.fits.fz"
      })
  void headersHaveTheirSumUntilALetterChanges(String name) throws IOException {
    Path path = data(name);
    byte[] bytes = Files.readAllBytes(path);
    int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("TTYPE1  = '") + 11;
    for (boolean right : new boolean[] {true, false}) {
      try (ZfitsFile file = ZfitsFile.of(path, bytes)) {
        ZfitsTable table = file.tables().get(0);
        assertEquals(right, table.headerSumIsRight());
        assertTrue(table.dataSumIsRight());
      }
      bytes[at]++;
    }
  }

  @Test
  void dataOfFactHaveTheSumOfTheirHeader() throws IOException {
    try (ZfitsFile file = ZfitsFile.open(data("fact/testDataFile.fits.fz"))) {
      assertEquals(
          List.of("ZDrsCellOffsets", "Events"),
          file.tables().stream().map(ZfitsTable::name).toList());
      for (ZfitsTable table : file.tables()) {
        assertTrue(table.dataSumIsRight());
        assertEquals(
            table.header().count("RAWSUM", 1L << 32), rawSum(table, offsets(file)), table.name());
      }
    }
  }

  private static ColumnValues offsets(ZfitsFile file) throws IOException {
    ColumnValues offsets = new ColumnValues();
    ZfitsTable table = file.table("ZDrsCellOffsets").orElseThrow();
    table.read(0, table.columns().get(0), new BlockDecoder(), offsets);
    return offsets;
  }

  /**
   * Adds the offsets of the cells of the ring sampler, which were subtracted before compression.
   */
  private static void addOffsets(
      ColumnValues data, ColumnValues cells, int row, ColumnValues offsets) {
    int samples = data.count(row) / 1440;
    for (int p = 0; p < 1440; p++) {
      int cell = (int) cells.integer(row, p);
      for (int s = 0; s < samples && cell >= 0; s++) {
        data.words()[data.start(row) + p * samples + s] +=
            (short) offsets.integer(0, p * 1024 + (cell + s) % 1024);
      }
    }
  }

  /** The sum of the rows as they were before compression, column after column. */
  private static long rawSum(ZfitsTable table, ColumnValues offsets) throws IOException {
    FitsChecksum sum = new FitsChecksum();
    BlockDecoder decoder = new BlockDecoder();
    for (int t = 0; t < table.tiles(); t++) {
      List<ColumnValues> columns = new ArrayList<>();
      for (ZfitsColumn column : table.columns()) {
        ColumnValues values = new ColumnValues();
        table.read(t, column, decoder, values);
        columns.add(values);
      }
      for (int row = 0; row < table.rows(t); row++) {
        if (table.name().equals("Events")) {
          addOffsets(columns.get(8), columns.get(6), row, offsets);
        }
        for (ColumnValues values : columns) {
          byte[] bytes = row < values.rows() ? values.rowBytes(row) : new byte[0];
          sum.add(bytes, 0, bytes.length);
        }
      }
    }
    return sum.value();
  }
}
