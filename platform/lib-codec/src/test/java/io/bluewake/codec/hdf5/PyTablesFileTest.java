package io.bluewake.codec.hdf5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Column;
import io.bluewake.model.Schema;
import io.bluewake.model.Table;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

/** Reads a file that PyTables wrote with all its filters; {@code make_pytables.py} made it. */
class PyTablesFileTest {
  private static Hdf5File open() throws IOException {
    try (InputStream in = PyTablesFileTest.class.getResourceAsStream("/hdf5/pytables.h5")) {
      return Hdf5File.of("pytables.h5", in.readAllBytes());
    }
  }

  private static void check(Hdf5Table table, int rows) throws IOException {
    Table t = TableSchema.readAll(table);
    Schema s = t.schema();
    assertEquals(rows, t.rows());
    for (int i = 0; i < rows; i++) {
      assertEquals(4, t.getLong(i, s.column("obs_id")), table.path());
      assertEquals(i, t.getLong(i, s.column("event_id")));
      assertEquals(i % 100 - 50, t.getLong(i, s.column("byte")));
      assertEquals(i % 256, t.getLong(i, s.column("ubyte")));
      assertEquals(i * 7 % 65536, t.getLong(i, s.column("ushort")));
      assertEquals(0xFFFFFFFFL - i, t.getLong(i, s.column("uint")));
      assertEquals(Long.MIN_VALUE + i, t.getLong(i, s.column("ulong")));
      assertEquals(i * 0.25, t.getDouble(i, s.column("double")));
      assertEquals(i % 3 == 0 ? 1 : 0, t.getLong(i, s.column("flag")));
      assertEquals("n" + i % 1000, t.getString(i, s.column("name")));
      assertEquals((double) (4_000_000_000L - i), t.getElement(i, s.column("time"), 1));
      Column image = s.column("image");
      for (int p = 0; p < 10; p++) {
        assertEquals(i + p, t.getElement(i, image, p));
      }
    }
  }

  @Test
  void everyFilterIsUndone() throws IOException {
    try (Hdf5File f = open()) {
      Hdf5Group filters = f.group("/filters").orElseThrow();
      assertEquals(14, filters.tables().size());
      for (Hdf5Table t : filters.tables().values()) {
        check(t, 300);
      }
      check(f.tables().get("/plain"), 100);
      check(f.tables().get("/without_rows"), 0);
      assertEquals(40, f.group("/groups").orElseThrow().groups().size());
    }
  }

  @Test
  void chunksThatPyTablesCouldNotCompressAreRead() throws IOException {
    try (Hdf5File f = open()) {
      Hdf5Table raw = f.tables().get("/raw");
      boolean skipped = false;
      for (int k = 0; k < raw.index().count(); k++) {
        skipped |= raw.index().filterMask(k) != 0;
      }
      assertTrue(skipped, "the file should hold a chunk without compression");
      assertEquals(64, TableSchema.readAll(raw).rows());
    }
  }

  @Test
  void attributesAreRead() throws IOException {
    try (Hdf5File f = open()) {
      assertEquals("ä value", f.root().attributes().get("CTA NAME").value());
      assertEquals("", f.root().attributes().get("empty").value());
      assertEquals(2.5, f.root().attributes().get("number").value());
      assertEquals("2.7", f.tables().get("/plain").text("VERSION"));
    }
  }
}
