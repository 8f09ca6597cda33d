package io.bluewake.source.hdf5;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.codec.hdf5.RowCodec;
import io.bluewake.codec.hdf5.RowReader;
import io.bluewake.codec.hdf5.TableOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/** Compares and changes products. */
final class Products {
  private Products() {}

  private static Set<String> paths(Hdf5File f, String ignore) {
    Set<String> all = new TreeSet<>(f.tables().keySet());
    all.removeIf(p -> p.matches(ignore));
    return all;
  }

  /** Fails unless all tables, columns, values and units are the same. */
  static void assertSame(Path a, Path b, String ignore) throws IOException {
    try (Hdf5File x = Hdf5File.open(a);
        Hdf5File y = Hdf5File.open(b)) {
      assertEquals(paths(x, ignore), paths(y, ignore));
      for (String path : paths(x, ignore)) {
        Hdf5Table t = x.tables().get(path);
        Hdf5Table u = y.tables().get(path);
        assertEquals(t.type(), u.type(), path);
        assertEquals(t.rows(), u.rows(), path);
        for (int i = 0; i < t.type().members().size(); i++) {
          for (String what : new String[] {"NAME", "UNIT", "ENUM", "TRANSFORM", "TIME_FORMAT"}) {
            String attribute = "CTAFIELD_" + i + "_" + what;
            assertEquals(t.text(attribute), u.text(attribute), path + " " + attribute);
          }
        }
        try (RowReader p = t.reader();
            RowReader q = u.reader()) {
          int n = t.type().size();
          for (long r = 0; r < t.rows(); r++) {
            int i = p.seek(r);
            int j = q.seek(r);
            assertArrayEquals(
                Arrays.copyOfRange(p.bytes(), i, i + n),
                Arrays.copyOfRange(q.bytes(), j, j + n),
                path + " row " + r);
          }
        }
      }
    }
  }

  /** Copies a product with other observation numbers. */
  static void renumber(Path from, Path to, int shift) throws IOException {
    try (Hdf5File f = Hdf5File.open(from);
        Hdf5Writer w = Hdf5Writer.create(to, Compression.DEFAULT)) {
      f.root().attributes().values().forEach(a -> w.attribute("/", a));
      for (Hdf5Table t : f.tables().values()) {
        TableOutput out = w.table(t.path(), t.type());
        t.attributes().values().forEach(out::attribute);
        int obs = t.type().indexOf("obs_id");
        try (RowReader reader = t.reader()) {
          for (long r = 0; r < t.rows(); r++) {
            int at = reader.seek(r);
            byte[] row = Arrays.copyOfRange(reader.bytes(), at, at + t.type().size());
            if (obs >= 0) {
              Hdf5Type.Member m = t.type().members().get(obs);
              RowCodec.putInt(row, m.offset(), RowCodec.getInt(row, m.offset()) + shift);
            }
            out.append(row, 0, 1);
          }
        }
      }
      w.finish();
    }
  }
}
