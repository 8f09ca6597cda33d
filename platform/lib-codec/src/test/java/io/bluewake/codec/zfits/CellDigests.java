package io.bluewake.codec.zfits;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * A checksum of all cells of each column: of each row its length in bytes (little endian, 32 bit)
 * and its bytes. {@code workflows/zfits-cells.py} computes the same with protozfits.
 */
final class CellDigests {
  private CellDigests() {}

  /** Checksums by {@code TABLE.column}. */
  static Map<String, Long> of(Path path) throws IOException {
    Map<String, Long> digests = new LinkedHashMap<>();
    BlockDecoder decoder = new BlockDecoder();
    ColumnValues values = new ColumnValues();
    try (ZfitsFile file = ZfitsFile.open(path)) {
      for (ZfitsTable table : file.tables()) {
        for (ZfitsColumn column : table.columns()) {
          CRC32 crc = new CRC32();
          for (int t = 0; t < table.tiles(); t++) {
            table.read(t, column, decoder, values);
            for (int row = 0; row < values.rows(); row++) {
              byte[] bytes = values.rowBytes(row);
              int n = bytes.length;
              crc.update(
                  new byte[] {(byte) n, (byte) (n >> 8), (byte) (n >> 16), (byte) (n >> 24)});
              crc.update(bytes);
            }
          }
          digests.put(table.name() + "." + column.name(), crc.getValue());
        }
      }
    }
    return digests;
  }

  /** Prints the checksums of files. */
  public static void main(String[] args) throws IOException {
    StringBuilder out = new StringBuilder();
    for (String arg : args) {
      of(Path.of(arg))
          .forEach(
              (name, crc) ->
                  out.append(arg).append(' ').append(name).append(' ').append(crc).append('\n'));
    }
    System.out.print(out);
  }
}
