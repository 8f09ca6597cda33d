package io.bluewake.monitoring.fits;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes FITS files with one binary table, card by card. */
final class TableBytes {
  private static final int BLOCK = 2880;

  private final Map<String, String> cards = new LinkedHashMap<>();
  private final List<double[]> columns = new ArrayList<>();
  private final List<Character> types = new ArrayList<>();

  /** A keyword of the table; the value as it is in the file. */
  TableBytes with(String keyword, String value) {
    cards.put(keyword, value);
    return this;
  }

  /** Leaves a keyword out. */
  TableBytes without(String keyword) {
    cards.remove(keyword);
    return this;
  }

  /** A column of type D, E or J with one number per row. */
  TableBytes column(String name, char type, String unit, double... values) {
    columns.add(values);
    types.add(type);
    cards.put("TTYPE" + columns.size(), "'" + name + "'");
    cards.put("TFORM" + columns.size(), "'1" + type + "'");
    if (!unit.isEmpty()) {
      cards.put("TUNIT" + columns.size(), "'" + unit + "'");
    }
    return this;
  }

  private static int width(char type) {
    return type == 'D' ? 8 : 4;
  }

  private static void header(ByteArrayOutputStream out, Map<String, String> cards) {
    StringBuilder text = new StringBuilder();
    cards.forEach((key, value) -> text.append("%-80s".formatted("%-8s= ".formatted(key) + value)));
    text.append("%-80s".formatted("END"));
    out.writeBytes(text.toString().getBytes(StandardCharsets.US_ASCII));
    while (out.size() % BLOCK != 0) {
      out.write(' ');
    }
  }

  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Map<String, String> primary = new LinkedHashMap<>();
    primary.put("SIMPLE", "T");
    primary.put("BITPIX", "8");
    primary.put("NAXIS", "0");
    header(out, primary);
    int rowBytes = types.stream().mapToInt(TableBytes::width).sum();
    int rows = columns.get(0).length;
    Map<String, String> table = new LinkedHashMap<>();
    table.put("XTENSION", "'BINTABLE'");
    table.put("BITPIX", "8");
    table.put("NAXIS", "2");
    table.put("NAXIS1", "" + rowBytes);
    table.put("NAXIS2", "" + rows);
    table.put("PCOUNT", "0");
    table.put("GCOUNT", "1");
    table.put("TFIELDS", "" + columns.size());
    table.putAll(cards);
    header(out, table);
    ByteBuffer data = ByteBuffer.allocate(rowBytes * rows);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < columns.size(); c++) {
        double value = columns.get(c)[r];
        switch (types.get(c)) {
          case 'D' -> data.putDouble(value);
          case 'E' -> data.putFloat((float) value);
          default -> data.putInt((int) value);
        }
      }
    }
    out.writeBytes(data.array());
    while (out.size() % BLOCK != 0) {
      out.write(0);
    }
    return out.toByteArray();
  }
}
