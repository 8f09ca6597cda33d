package io.bluewake.source.zfits;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.ZfitsFile;
import io.bluewake.codec.zfits.ZfitsTable;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/** The files that are open; closes each when the last of its tiles is done. */
final class OpenFiles implements AutoCloseable {
  private final Set<ZfitsFile> open = new HashSet<>();
  private final boolean checksums;

  OpenFiles(boolean checksums) {
    this.checksums = checksums;
  }

  /** Opens a file and verifies its checksums if so configured. */
  ZfitsFile open(Path path) throws InputException {
    ZfitsFile file = null;
    try {
      file = ZfitsFile.open(path);
      if (checksums) {
        for (ZfitsTable table : file.tables()) {
          if (table.hasDataSum() && !table.dataSumIsRight()) {
            throw new InputException(
                path
                    + ": table "
                    + table.name()
                    + ": the checksum is wrong (source.checksums=false reads it all the same)");
          }
        }
      }
    } catch (IOException e) {
      if (file != null) {
        close(file);
      }
      throw describe(path, e);
    }
    synchronized (open) {
      open.add(file);
    }
    return file;
  }

  /** An error as users see it. */
  static InputException describe(Path path, IOException e) {
    if (e instanceof InputException input) {
      return input;
    }
    if (e instanceof NoSuchFileException) {
      return new InputException(path + ": no such file", e);
    }
    long at = e instanceof FormatException f ? f.position() : -1;
    return new InputException(
        path + ": " + (at < 0 ? "" : "byte " + at + ": ") + e.getMessage(), e);
  }

  /** Closes a file. */
  void close(ZfitsFile file) {
    synchronized (open) {
      open.remove(file);
    }
    try {
      file.close();
    } catch (IOException e) {
      // Nothing was written, so nothing is lost.
      return;
    }
  }

  @Override
  public void close() throws IOException {
    Set<ZfitsFile> left;
    synchronized (open) {
      left = Set.copyOf(open);
      open.clear();
    }
    for (ZfitsFile file : left) {
      file.close();
    }
  }
}
