package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Looks into observations that were written. */
final class Written {
  private Written() {}

  /** All files of an observation, in order. */
  static List<Path> files(Path product) throws IOException {
    try (Stream<Path> all = Files.walk(product)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  /** The file whose name has a part. */
  static Path file(Path product, String part) throws IOException {
    return files(product).stream()
        .filter(p -> String.valueOf(p.getFileName()).contains(part))
        .findFirst()
        .orElseThrow();
  }

  /** The first value of each row. */
  static long[] integers(ZfitsTable table, String column) throws IOException {
    ZfitsColumn c = table.column(column).orElseThrow();
    LongStream.Builder list = LongStream.builder();
    BlockDecoder decoder = new BlockDecoder();
    ColumnValues values = new ColumnValues();
    for (int t = 0; t < table.tiles(); t++) {
      table.read(t, c, decoder, values);
      for (int r = 0; r < table.rows(t); r++) {
        list.add(values.integer(r, 0));
      }
    }
    return list.build().toArray();
  }
}
