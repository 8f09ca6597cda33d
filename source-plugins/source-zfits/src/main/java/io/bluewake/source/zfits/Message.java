package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsTable;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The first row of a small table, such as a description of the stream or of the camera. */
final class Message {
  private final Map<String, ColumnValues> fields = new LinkedHashMap<>();

  /** Reads the first row; has no fields if there is none. */
  Message(ZfitsTable table) throws IOException {
    BlockDecoder decoder = new BlockDecoder();
    for (ZfitsColumn column : table.columns()) {
      if (table.tiles() > 0) {
        ColumnValues values = new ColumnValues();
        table.read(0, column, decoder, values);
        if (values.rows() > 0) {
          fields.put(column.name(), values);
        }
      }
    }
  }

  /** Whether a field is there. */
  boolean has(String name) {
    return fields.containsKey(name) && fields.get(name).count(0) > 0;
  }

  /** Number of values of a field, 0 if it is not there. */
  int count(String name) {
    return has(name) ? fields.get(name).count(0) : 0;
  }

  /** An integer, or {@code otherwise} if it is not there. */
  long integer(String name, long otherwise) {
    return has(name) ? fields.get(name).integer(0, 0) : otherwise;
  }

  /** A number, or {@code otherwise} if it is not there. */
  double number(String name, double otherwise) {
    return has(name) ? fields.get(name).number(0, 0) : otherwise;
  }

  /** A list of integers, empty if it is not there. */
  int[] integers(String name) {
    if (!has(name)) {
      return new int[0];
    }
    ColumnValues values = fields.get(name);
    int[] list = new int[values.count(0)];
    for (int i = 0; i < list.length; i++) {
      list[i] = (int) values.integer(0, i);
    }
    return list;
  }
}
