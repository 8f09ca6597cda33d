package io.bluewake.itests;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.RowReader;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Looks into products. */
final class Products {
  private Products() {}

  /** Number of rows and a hash of the rows of each table, by path. */
  static Map<String, String> contents(Path product) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Hdf5File file = Hdf5File.open(product)) {
      for (Map.Entry<String, Hdf5Table> entry : file.tables().entrySet()) {
        contents.put(entry.getKey(), rows(entry.getValue()));
      }
    }
    return contents;
  }

  private static String rows(Hdf5Table table) throws IOException {
    MessageDigest digest = sha256();
    int width = table.type().size();
    try (RowReader reader = table.reader()) {
      for (long row = 0; row < table.rows(); row++) {
        int at = reader.seek(row);
        digest.update(reader.bytes(), at, width);
      }
    }
    return table.rows() + " rows " + HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
