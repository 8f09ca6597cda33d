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
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Columns of a product, those of all tables with a text in their path one after the other. */
final class SignedProduct implements AutoCloseable {
  private final Hdf5File file;

  SignedProduct(Path product) throws IOException {
    file = Hdf5File.open(product);
  }

  /** What is done with each value. */
  private interface Use {
    void of(byte[] bytes, int at, Hdf5Type type);
  }

  private void each(String path, String column, Use use) throws IOException {
    boolean found = false;
    for (Map.Entry<String, Hdf5Table> entry : file.tables().entrySet()) {
      if (!entry.getKey().contains(path)) {
        continue;
      }
      Hdf5Table table = entry.getValue();
      Hdf5Type.Member member =
          table.type().members().stream()
              .filter(m -> m.name().equals(column))
              .findFirst()
              .orElseThrow();
      found = true;
      try (RowReader reader = table.reader()) {
        for (long row = 0; row < table.rows(); row++) {
          int at = reader.seek(row) + member.offset();
          use.of(reader.bytes(), at, member.type());
        }
      }
    }
    if (!found) {
      throw new IOException("no " + path + " among " + file.tables().keySet());
    }
  }

  /** A column of numbers. */
  double[] numbers(String path, String column) throws IOException {
    double[][] all = {new double[1024]};
    int[] n = {0};
    each(
        path,
        column,
        (bytes, at, type) -> {
          if (n[0] == all[0].length) {
            all[0] = Arrays.copyOf(all[0], 2 * n[0]);
          }
          all[0][n[0]++] = number(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), at, type);
        });
    return Arrays.copyOf(all[0], n[0]);
  }

  private static double number(ByteBuffer buffer, int at, Hdf5Type type) {
    if (type.kind() == Hdf5Type.Kind.FLOAT) {
      return type.size() == 4 ? buffer.getFloat(at) : buffer.getDouble(at);
    }
    return switch (type.size()) {
      case 2 -> buffer.getShort(at);
      case 4 -> buffer.getInt(at);
      case 8 -> buffer.getLong(at);
      default -> buffer.get(at);
    };
  }

  /** A column of texts. */
  List<String> texts(String path, String column) throws IOException {
    List<String> all = new ArrayList<>();
    each(
        path,
        column,
        (bytes, at, type) -> {
          int n = 0;
          while (n < type.size() && bytes[at + n] != 0) {
            n++;
          }
          all.add(new String(bytes, at, n, StandardCharsets.UTF_8));
        });
    return all;
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
