package io.bluewake.codec.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.bluewake.model.Column;
import io.bluewake.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every table that ctapipe wrote is read through columns, written again, and is then the same. */
class ReferenceFilesTest {
  @TempDir Path directory;

  private static List<Path> files() throws IOException {
    Path data = Path.of(System.getProperty("bluewake.data", "")).resolve("reference");
    assumeTrue(Files.isDirectory(data), "no reference files");
    try (Stream<Path> all = Files.walk(data)) {
      return all.filter(p -> p.toString().endsWith(".h5")).sorted().toList();
    }
  }

  private static void copy(Hdf5File from, Hdf5Writer to) throws IOException {
    for (Hdf5Table t : from.tables().values()) {
      List<String> names = new ArrayList<>();
      List<Hdf5Type> types = new ArrayList<>();
      t.type().members().forEach(m -> names.add(m.name()));
      t.type().members().forEach(m -> types.add(m.type()));
      TableOutput out = to.table(t.path(), Hdf5Type.compound(names, types));
      t.attributes().values().forEach(out::attribute);
      Table rows = TableSchema.readAll(t);
      assertEquals(names.size(), rows.schema().size(), t.path());
      for (int r = 0; r < rows.rows(); r++) {
        int at = out.begin();
        for (Column c : rows.schema().columns()) {
          Hdf5Type.Member m = out.type().members().get(c.index());
          RowCodec.put(out.bytes(), at + m.offset(), rows, c, r, m.type().element().size());
        }
        out.end();
      }
    }
    to.finish();
  }

  @Test
  void everyTableSurvivesReadingAndWriting() throws IOException {
    int tables = 0;
    for (Path file : files()) {
      Path again = directory.resolve(file.getFileName());
      try (Hdf5File from = Hdf5File.open(file);
          Hdf5Writer to = Hdf5Writer.create(again, Compression.DEFAULT)) {
        copy(from, to);
        try (Hdf5File back = Hdf5File.open(again)) {
          assertEquals(from.tables().keySet(), back.tables().keySet());
          for (Hdf5Table t : from.tables().values()) {
            same(t, back.tables().get(t.path()));
            tables++;
          }
        }
      }
    }
    assertTrue(tables > 1000, tables + " tables");
  }

  private static void same(Hdf5Table a, Hdf5Table b) throws IOException {
    assertEquals(a.type(), b.type(), a.path());
    assertEquals(a.rows(), b.rows(), a.path());
    assertEquals(a.attributes(), b.attributes(), a.path());
    int n = a.type().size();
    try (RowReader x = a.reader();
        RowReader y = b.reader()) {
      for (long r = 0; r < a.rows(); r++) {
        int i = x.seek(r);
        int j = y.seek(r);
        assertArrayEquals(
            Arrays.copyOfRange(x.bytes(), i, i + n), Arrays.copyOfRange(y.bytes(), j, j + n));
      }
    }
  }
}
