package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Describes a file for the command {@code info}. */
final class FileDescription {
  private FileDescription() {}

  /** Describes the files of an observation, by their names from its directory on. */
  static Map<String, Object> ofAll(Path directory, Collection<Path> files) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("format", "zfits observation");
    facts.put("files", files.size());
    for (Path file : files) {
      String name = directory.toAbsolutePath().relativize(file.toAbsolutePath()).toString();
      try {
        facts.put(name, of(file));
      } catch (InputException e) {
        facts.put(name, Map.of("problem", e.getMessage()));
      }
    }
    return facts;
  }

  static Map<String, Object> of(Path input) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    try (ZfitsFile file = ZfitsFile.open(input)) {
      facts.put("format", "zfits");
      for (ZfitsTable table : file.tables()) {
        facts.put("table " + table.name(), table(table));
      }
      if (!file.tablesWithoutRows().isEmpty()) {
        facts.put("tables without rows", file.tablesWithoutRows());
      }
      if (!file.others().isEmpty()) {
        facts.put("other extensions", file.others());
      }
    } catch (IOException e) {
      throw OpenFiles.describe(input, e);
    }
    return facts;
  }

  private static Map<String, Object> table(ZfitsTable table) throws IOException {
    Map<String, Object> facts = new LinkedHashMap<>();
    if (!table.messageClass().isEmpty()) {
      facts.put("message", table.messageClass());
    }
    facts.put("rows", table.rows());
    facts.put("tiles", table.tiles());
    if (table.walked()) {
      facts.put("catalogue", "too small or damaged, tiles found by walking");
    }
    facts.put(
        "checksum",
        !table.hasDataSum()
            ? "none"
            : !table.headerSumIsRight()
                ? "WRONG in the header"
                : table.dataSumIsRight() ? "right" : "WRONG");
    Map<String, Object> columns = new LinkedHashMap<>();
    for (ZfitsColumn column : table.columns()) {
      columns.put(column.name(), column.description());
    }
    facts.put("columns", columns);
    return facts;
  }
}
