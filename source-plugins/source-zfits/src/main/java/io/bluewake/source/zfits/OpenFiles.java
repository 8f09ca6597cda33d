package io.bluewake.source.zfits;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The files that are open; closes each when nobody holds it any more. */
final class OpenFiles implements AutoCloseable {
  private final Map<ZfitsFile, Integer> open = new HashMap<>();
  private final boolean checksums;

  /** Files whose checksums are known to be right: heads are looked at before events are read. */
  private final Set<Path> verified = new HashSet<>();

  OpenFiles(boolean checksums) {
    this.checksums = checksums;
  }

  /** Opens a file, held once, and verifies its checksums if so configured. */
  ZfitsFile open(Path path) throws InputException {
    ZfitsFile file = null;
    try {
      file = ZfitsFile.open(path);
      if (checksums && !verified.contains(path)) {
        for (ZfitsTable table : file.tables()) {
          boolean header = table.headerSumIsRight();
          if (!header || table.hasDataSum() && !table.dataSumIsRight()) {
            throw new InputException(
                path
                    + ": table "
                    + table.name()
                    + ": the checksum"
                    + (header ? "" : " of its header")
                    + " is wrong (source.checksums=false reads it all the same)");
          }
        }
        verified.add(path);
      }
      synchronized (open) {
        open.put(file, 1);
      }
      return file;
    } catch (IOException e) {
      if (file != null) {
        closeQuietly(file);
      }
      throw describe(path, e);
    }
  }

  /** Files whose checksums were verified, each once. */
  int verified() {
    return verified.size();
  }

  /** Holds a file once more. */
  void hold(ZfitsFile file) {
    synchronized (open) {
      open.computeIfPresent(file, (f, n) -> n + 1);
    }
  }

  /** An error as users see it. */
  static InputException describe(Path path, IOException e) {
    if (e instanceof InputException input) {
      return input;
    }
    if (e instanceof NoSuchFileException) {
      return new InputException(path + ": no such file", e);
    }
    if (e instanceof AccessDeniedException) {
      return new InputException(path + ": permission denied", e);
    }
    long at = e instanceof FormatException f ? f.position() : -1;
    return new InputException(
        path
            + ": "
            + (at < 0 ? "" : "byte " + at + ": ")
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage()),
        e);
  }

  /** Lets a file go; closes it when nobody else holds it. */
  void release(ZfitsFile file) {
    synchronized (open) {
      Integer left = open.computeIfPresent(file, (f, n) -> n > 1 ? n - 1 : null);
      if (left != null) {
        return;
      }
    }
    closeQuietly(file);
  }

  private static void closeQuietly(ZfitsFile file) {
    try {
      file.close();
    } catch (IOException e) {
      return; // nothing was written, so nothing is lost
    }
  }

  @Override
  public void close() throws IOException {
    Set<ZfitsFile> left;
    synchronized (open) {
      left = Set.copyOf(open.keySet());
      open.clear();
    }
    for (ZfitsFile file : left) {
      file.close();
    }
  }
}
