package io.bluewake.codec.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import io.bluewake.testkit.Seeded;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Seeded
class Hdf5RoundTripTest {
  /** 400 chunks: more than one level of the chunk tree, whose nodes hold 64. */
  private static final int ROWS = 560_000;

  @TempDir Path directory;

  static java.util.List<Compression> compressions() {
    return TestFiles.compressions();
  }

  private static void checkRows(Hdf5Table t, long rows) throws IOException {
    assertEquals(rows, t.rows());
    Table one = new Table(TableSchema.of(t));
    Schema s = one.schema();
    int[] members = TableSchema.members(t, s);
    one.reset(1);
    try (RowReader reader = t.reader()) {
      for (long i = 0; i < rows; i++) {
        reader.read(i, 1, one, 0, members);
        assertEquals(i, one.getLong(0, s.column("event_id")));
        assertEquals(i % 11, one.getLong(0, s.column("tel_id")));
        assertEquals(0xFFFFFFFFL - i, one.getLong(0, s.column("uint")));
        assertEquals(i * 0.5f, one.getDouble(0, s.column("single")));
        assertEquals(i * 0.25, one.getDouble(0, s.column("double")));
        assertEquals(i % 3 == 0 ? 1 : 0, one.getLong(0, s.column("flag")));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("compressions")
  void everyTypeComesBack(Compression compression) throws IOException {
    Path file = TestFiles.write(directory.resolve("a.h5"), compression, 20_000);
    try (Hdf5File f = Hdf5File.open(file)) {
      checkRows(f.tables().get("/data/big"), 20_000);
      checkRows(f.tables().get("/data/other"), 20_000 / 3);
      checkRows(f.tables().get("/data/without_rows"), 0);
      assertEquals(TestFiles.ROW, f.tables().get("/data/big").type());
      Hdf5Table images = f.tables().get("/data/images/tel_001");
      Table all = TableSchema.readAll(images);
      Column image = all.schema().column("image");
      for (int r = 0; r < all.rows(); r++) {
        for (int p = 0; p < 1200; p++) {
          assertEquals((r * 31 + p * 17) % 97 / 8f, all.floats(image)[r * 1200 + p]);
        }
      }
      Map<String, Hdf5Attribute> root = f.root().attributes();
      assertEquals("ä value", root.get("CTA NAME").value());
      assertEquals("", root.get("empty").value());
      assertEquals(-7L, root.get("integer").value());
      assertEquals(Math.PI, f.tables().get("/data/big").attributes().get("pi").value());
      assertEquals(40, f.root().groups().get("groups").groups().size());
      assertEquals(39L, f.group("/many").orElseThrow().attributes().get("a39").value());
    }
  }

  @Test
  void manyChunksNeedATreeOfSeveralLevels() throws IOException {
    Path file = directory.resolve("deep.h5");
    try (Hdf5Writer w = Hdf5Writer.create(file, new Compression(Compression.Codec.BLOSC_ZSTD, 1))) {
      TestFiles.fill(w.table("/big", TestFiles.ROW), 0, ROWS);
      w.finish();
    }
    assertTrue(ROWS / TableOutput.chunkRows(TestFiles.ROW.size()) > 64 * 5);
    try (Hdf5File f = Hdf5File.open(file)) {
      checkRows(f.tables().get("/big"), ROWS);
    }
  }

  @Test
  void rowsAreFoundInAnyOrder(RandomGenerator random) throws IOException {
    Path file = TestFiles.write(directory.resolve("a.h5"), Compression.DEFAULT, 20_000);
    try (Hdf5File f = Hdf5File.open(file);
        RowReader reader = f.tables().get("/data/big").reader()) {
      for (int i = 0; i < 300; i++) {
        int row = random.nextInt(20_000);
        int at = reader.seek(row);
        assertEquals(row, RowCodec.getLong(reader.bytes(), at + 4));
      }
    }
  }

  @Test
  void incompressibleChunksAreStoredAsTheyAre(RandomGenerator random) throws IOException {
    Hdf5Type row =
        Hdf5Type.compound(java.util.List.of("n"), java.util.List.of(Hdf5Type.integer(8, true)));
    long[] values = random.longs(40_000).toArray();
    for (Compression compression : TestFiles.compressions()) {
      Path file = directory.resolve(compression.codec() + ".h5");
      try (Hdf5Writer w = Hdf5Writer.create(file, compression)) {
        TableOutput out = w.table("/noise", row);
        for (long v : values) {
          int at = out.begin();
          RowCodec.putLong(out.bytes(), at, v);
          out.end();
        }
        w.finish();
      }
      try (Hdf5File f = Hdf5File.open(file)) {
        Table back = TableSchema.readAll(f.tables().get("/noise"));
        for (int i = 0; i < values.length; i++) {
          assertEquals(values[i], back.longs(back.schema().columns().get(0))[i]);
        }
      }
    }
  }

  @Test
  void anotherReaderUnderstandsTheFile() throws IOException {
    Compression zlib = new Compression(Compression.Codec.ZLIB, 5);
    Path file = TestFiles.write(directory.resolve("zlib.h5"), zlib, 20_000);
    try (HdfFile f = new HdfFile(file)) {
      Dataset big = f.getDatasetByPath("/data/big");
      assertEquals(20_000, big.getDimensions()[0]);
      Map<?, ?> columns = (Map<?, ?>) big.getData();
      assertEquals(19_999L, ((long[]) columns.get("event_id"))[19_999]);
      assertEquals(19_999 * 0.25, ((double[]) columns.get("double"))[19_999]);
      assertEquals("ä value", f.getAttribute("CTA NAME").getData());
    }
  }

  @Test
  void unfinishedFileIsNotTakenForAFile() throws IOException {
    Path file = directory.resolve("part.h5");
    try (Hdf5Writer w = Hdf5Writer.create(file, Compression.DEFAULT)) {
      TestFiles.fill(w.table("/big", TestFiles.ROW), 0, 50_000);
    }
    IOException e = assertThrows(IOException.class, () -> Hdf5File.open(file).close());
    assertTrue(e.getMessage().contains("not an HDF5 file"), e.getMessage());
  }

  @Test
  void fullDiskIsAnError() throws IOException {
    Path full = Path.of("/dev/full");
    assumeTrue(Files.isWritable(full), "no such device here");
    try (Hdf5Writer w = Hdf5Writer.create(full, Compression.DEFAULT)) {
      IOException e =
          assertThrows(
              IOException.class,
              () -> {
                TestFiles.fill(w.table("/big", TestFiles.ROW), 0, 50_000);
                w.finish();
              });
      assertFalse(e.getMessage().isEmpty());
    }
  }

  @Test
  void sameRowsGiveTheSameBytes() throws IOException {
    Path a = TestFiles.write(directory.resolve("a.h5"), Compression.DEFAULT, 5_000);
    Path b = TestFiles.write(directory.resolve("b.h5"), Compression.DEFAULT, 5_000);
    assertEquals(-1, Files.mismatch(a, b));
  }
}
