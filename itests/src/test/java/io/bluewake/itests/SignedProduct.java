package io.bluewake.itests;

import io.bluewake.codec.hdf5.Hdf5File;
import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.codec.hdf5.Hdf5Type;
import io.bluewake.codec.hdf5.RowReader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables of a product, row by row, as plain values. For tests only: everything in memory. */
final class SignedProduct {
  private final Map<String, List<Map<String, Object>>> tables = new LinkedHashMap<>();

  SignedProduct(Path product) throws IOException {
    try (Hdf5File file = Hdf5File.open(product)) {
      for (Map.Entry<String, Hdf5Table> entry : file.tables().entrySet()) {
        tables.put(entry.getKey(), rows(entry.getValue()));
      }
    }
  }

  /** All rows of all tables whose path contains a text. */
  List<Map<String, Object>> rows(String path) {
    List<Map<String, Object>> all = new ArrayList<>();
    tables.forEach(
        (name, rows) -> {
          if (name.contains(path)) {
            all.addAll(rows);
          }
        });
    return all;
  }

  private static List<Map<String, Object>> rows(Hdf5Table table) throws IOException {
    List<Map<String, Object>> rows = new ArrayList<>();
    try (RowReader reader = table.reader()) {
      for (long row = 0; row < table.rows(); row++) {
        int at = reader.seek(row);
        Map<String, Object> values = new LinkedHashMap<>();
        for (Hdf5Type.Member member : table.type().members()) {
          Object value = value(reader.bytes(), at + member.offset(), member.type());
          if (value != null) {
            values.put(member.name(), value);
          }
        }
        rows.add(values);
      }
    }
    return rows;
  }

  private static Object value(byte[] bytes, int at, Hdf5Type type) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    return switch (type.kind()) {
      case INTEGER ->
          switch (type.size()) {
            case 2 -> (Object) (long) buffer.getShort(at);
            case 4 -> (long) buffer.getInt(at);
            case 8 -> buffer.getLong(at);
            default -> (long) buffer.get(at);
          };
      case FLOAT ->
          type.size() == 4 ? (Object) (double) buffer.getFloat(at) : (Object) buffer.getDouble(at);
      case TEXT -> text(bytes, at, type.size());
      default -> null;
    };
  }

  private static String text(byte[] bytes, int at, int size) {
    int n = 0;
    while (n < size && bytes[at + n] != 0) {
      n++;
    }
    return new String(bytes, at, n, StandardCharsets.UTF_8);
  }
}
