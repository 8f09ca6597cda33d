package io.bluewake.source.zfits;

import io.bluewake.codec.zfits.BlockDecoder;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.model.Camera;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The events that one writer has written of one telescope, over all its files, in the order of
 * their numbers within a tile. One tile is open at a time, apart from those whose rows are on their
 * way.
 */
final class TelescopeStream {
  static final String REPEATED = "telescope events that repeat a number left out";

  private final List<Path> paths;
  private final int telescope;
  private final Optional<Camera> camera;
  private final OpenFiles files;
  private final Observation observation;
  private final Notices notices;
  private final BlockDecoder decoder = new BlockDecoder();
  private final RowPixels.Known known = new RowPixels.Known();
  private int nextPath;
  private ZfitsFile file;
  private ZfitsTable table;
  private EventLayout layout;
  private CameraConfig config;
  private int nextTile;
  private Tile tile;
  private DrsReadings readings;
  private int position;
  private boolean any;
  private long lastId;

  /**
   * Prepares a stream; opens nothing.
   *
   * @param telescope number by the names of the files, -1 if they do not say
   * @param camera the camera, if it is known already
   */
  TelescopeStream(
      List<Path> paths,
      int telescope,
      Optional<Camera> camera,
      OpenFiles files,
      Observation observation,
      Notices notices)
      throws InputException {
    this.paths = paths;
    this.telescope = telescope;
    this.camera = camera;
    this.files = files;
    this.observation = observation;
    this.notices = notices;
    missingChunks(paths, notices);
  }

  /** Counts the chunks that are missing in a sequence of files. */
  static void missingChunks(List<Path> paths, Notices notices) throws InputException {
    FileName before = null;
    for (Path path : paths) {
      FileName name = FileName.of(path).orElse(null);
      if (name != null && before != null && name.run() == before.run()) {
        for (long chunk = before.chunk() + 1;
            chunk < name.chunk() && chunk < before.chunk() + 100;
            chunk++) {
          notices.gap("chunks missing in a stream", path + ": chunk " + chunk + " before it");
        }
      }
      before = name;
    }
  }

  /** Number of the telescope that this stream is of. */
  int telescope() {
    return telescope;
  }

  /** Goes to the next event if the current one is taken; false at the end. */
  boolean hasRow() throws InputException {
    while (tile == null || position >= tile.rows) {
      endTile();
      if (!nextTile()) {
        return false;
      }
    }
    return true;
  }

  private boolean nextTile() throws InputException {
    while (table == null || nextTile >= table.tiles()) {
      if (table != null) {
        files.release(file);
        table = null;
      }
      if (nextPath >= paths.size()) {
        return false;
      }
      openNext();
      if (table == null) {
        files.release(file);
      }
    }
    try {
      tile = new Tile(file, table, nextTile++, layout, config, known, readings, decoder);
      readings = tile.readings;
      files.hold(file);
      position = 0;
    } catch (IOException e) {
      throw OpenFiles.describe(file.path(), e);
    }
    return true;
  }

  private void openNext() throws InputException {
    Path path = paths.get(nextPath++);
    file = files.open(path);
    nextTile = 0;
    table = null;
    if (isWithoutEvents(file)) {
      notices.add("files without events");
      return;
    }
    try {
      table = events(file);
      layout = EventLayout.of(table).orElseThrow();
      CameraConfig read = CameraConfig.of(file, layout, camera);
      if (telescope >= 0 && read.telescope() != telescope) {
        throw new InputException(
            path + ": is of telescope " + read.telescope() + ", its name says " + telescope);
      }
      observation.check(path.toString(), read.schedulingBlock(), read.observation());
      config = config != null && config.isLike(read) ? config : read;
    } catch (IOException e) {
      throw OpenFiles.describe(path, e);
    }
    if (table.walked()) {
      notices.add("files read without their catalogue");
    }
  }

  /** Whether a file was begun and got no events. */
  static boolean isWithoutEvents(ZfitsFile file) {
    return file.tablesWithoutRows().contains("Events");
  }

  /** The table of telescope events of a file. */
  static ZfitsTable events(ZfitsFile file) throws InputException {
    for (ZfitsTable t : file.tables()) {
      if (EventLayout.of(t).isPresent()) {
        return t;
      }
    }
    throw new InputException(
        file.path()
            + ": has no table of telescope events, but "
            + file.tables().stream().map(t -> t.name() + " of " + t.messageClass()).toList());
  }

  private void endTile() {
    if (tile != null) {
      ZfitsFile of = file;
      tile.finish(() -> files.release(of));
      tile = null;
    }
  }

  /** The tile of the current event. */
  Tile tile() {
    return tile;
  }

  /** Row in the tile of the current event. */
  int row() {
    return tile.order[position];
  }

  /** Number of the current event. */
  long id() {
    return tile.id[row()];
  }

  /** Time of the current event in quarter nanoseconds since 1970. */
  long time() {
    return time(tile.seconds[row()], tile.quarterNs[row()]);
  }

  static long time(int seconds, int quarterNs) {
    return (seconds & 0xFFFFFFFFL) * 4_000_000_000L + (quarterNs & 0xFFFFFFFFL);
  }

  /** Goes on to the next event; events that repeat a number are left out. */
  void next() throws InputException {
    lastId = id();
    any = true;
    position++;
  }

  /** Leaves out events that have the number of the one before. */
  boolean hasNewRow() throws InputException {
    while (hasRow()) {
      if (!any || id() != lastId) {
        return true;
      }
      notices.gap(REPEATED, tile.place(row()));
      position++;
    }
    return false;
  }
}
