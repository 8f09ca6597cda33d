package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ColumnValues;
import io.bluewake.codec.zfits.ZfitsColumn;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of the files of subarray events, or of telescope triggers, one after the other. */
final class SubarrayStream {
  private final List<Path> paths;
  private final String tableName;
  private final String messageClass;
  private final OpenFiles files;
  private final Observation observation;
  private final Notices notices;
  private final BlockDecoder decoder = new BlockDecoder();
  private final Map<String, ColumnValues> columns = new HashMap<>();
  private final Map<String, ColumnValues> memory = new HashMap<>();
  private int nextPath;
  private ZfitsFile file;
  private ZfitsTable table;
  private int nextTile;
  private int rows;
  private int row = -1;

  /** Rows of the tile in the order of their numbers. */
  private int[] order = new int[0];

  SubarrayStream(
      List<Path> paths,
      String tableName,
      String messageClass,
      OpenFiles files,
      Observation observation,
      Notices notices)
      throws InputException {
    this.paths = paths;
    this.tableName = tableName;
    this.messageClass = messageClass;
    this.files = files;
    this.observation = observation;
    this.notices = notices;
    TelescopeStream.missingChunks(paths, notices);
  }

  /** Goes to the next row; false at the end. */
  boolean next() throws InputException {
    while (row + 1 >= rows) {
      if (!nextTile()) {
        return false;
      }
    }
    row++;
    return true;
  }

  /** Goes to the next tile, before its first row; false at the end. */
  boolean nextTile() throws InputException {
    while (table == null || nextTile >= table.tiles()) {
      if (table != null) {
        files.release(file);
      }
      if (nextPath >= paths.size()) {
        table = null;
        return false;
      }
      openNext();
      if (table == null) {
        notices.add("files without events");
        files.release(file);
      }
    }
    columns.clear();
    try {
      for (ZfitsColumn column : table.columns()) {
        if (table.size(nextTile, column) > 0) {
          ColumnValues values = memory.computeIfAbsent(column.name(), name -> new ColumnValues());
          table.read(nextTile, column, decoder, values);
          columns.put(column.name(), values);
        }
      }
    } catch (IOException e) {
      throw OpenFiles.describe(file.path(), e);
    }
    rows = table.rows(nextTile++);
    row = -1;
    long[] ids = new long[rows];
    String path = file.path().toString();
    for (int r = 0; r < rows; r++) {
      ids[r] = integer("event_id", r, 0);
      if (integer("obs_id", r, 0) != 0 && count("sb_id", r) > 0) {
        observation.check(path, integer("sb_id", r, 0), integer("obs_id", r, 0));
      }
    }
    order = Tile.sorted(ids);
    return true;
  }

  private void openNext() throws InputException {
    Path path = paths.get(nextPath++);
    file = files.open(path);
    table = file.table(tableName).orElse(null);
    nextTile = 0;
    if (file.tablesWithoutRows().contains(tableName)) {
      return;
    }
    if (table == null || !table.messageClass().equals(messageClass)) {
      throw new InputException(path + ": has no table " + tableName + " of " + messageClass);
    }
    Optional<ZfitsTable> stream = file.table("DataStream");
    if (stream.isPresent()) {
      try {
        Message message = new Message(stream.get());
        observation.check(
            path.toString(), message.integer("sb_id", -1), message.integer("obs_id", -1));
      } catch (IOException e) {
        throw OpenFiles.describe(path, e);
      }
    }
  }

  /** Rows of the tile. */
  int rows() {
    return rows;
  }

  /** Number of values of a column in the current row. */
  int count(String name) {
    return count(name, order[row]);
  }

  int count(String name, int r) {
    ColumnValues values = columns.get(name);
    return values == null ? 0 : values.count(r);
  }

  /** Whether the file has a column. */
  boolean has(String name) {
    return columns.containsKey(name);
  }

  /** A value of the current row, 0 if it is not there. */
  long integer(String name, int i) {
    return integer(name, order[row], i);
  }

  long integer(String name, int r, int i) {
    return i < count(name, r) ? columns.get(name).integer(r, i) : 0;
  }

  /** The place of the current row, for errors. */
  String place() {
    return file.path()
        + ": table "
        + tableName
        + ", event "
        + Long.toUnsignedString(integer("event_id", 0));
  }
}
