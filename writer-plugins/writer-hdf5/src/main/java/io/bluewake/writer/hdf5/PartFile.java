package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Compression;
import io.bluewake.codec.hdf5.Hdf5Writer;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A file that is written as {@code NAME.part} and gets its name only when it is complete. */
final class PartFile implements AutoCloseable {
  private final Path target;
  private final Path part;
  private final boolean overwrite;
  private final Hdf5Writer writer;
  private final Path backup;
  private boolean finished;
  private boolean committed;

  private PartFile(Path target, Path part, boolean overwrite, Hdf5Writer writer) {
    this.target = target;
    this.part = part;
    this.overwrite = overwrite;
    this.writer = writer;
    backup = target.resolveSibling(target.getFileName() + ".old.part");
  }

  static PartFile create(Path target, boolean overwrite, Compression compression)
      throws IOException {
    if (Files.isDirectory(target)) {
      throw new IOException(target + ": is a directory");
    }
    refuseExisting(target, overwrite);
    Path part = target.resolveSibling(target.getFileName() + ".part");
    try {
      return new PartFile(target, part, overwrite, Hdf5Writer.create(part, compression));
    } catch (IOException e) {
      throw named(target, e);
    }
  }

  private static void refuseExisting(Path target, boolean overwrite) throws IOException {
    if (!overwrite && Files.exists(target)) {
      throw new FileAlreadyExistsException(
          target + ": exists already; give --overwrite to replace it");
    }
  }

  /** The same failure as one line that names the product. */
  static IOException named(Path target, IOException e) {
    String text = e.getMessage();
    if (e instanceof FileSystemException f) {
      text = f.getReason();
      if (text == null) {
        text =
            e.getClass().getSimpleName().replace("Exception", "").equals("NoSuchFile")
                ? "the directory does not exist"
                : "access denied";
      }
    }
    return new IOException(target + ": cannot be written: " + text, e);
  }

  Hdf5Writer writer() {
    return writer;
  }

  Path target() {
    return target;
  }

  /** Completes the file, which keeps its preliminary name. */
  void finish() throws IOException {
    if (!finished) {
      writer.finish();
      writer.close();
      finished = true;
    }
    refuseExisting(target, overwrite);
  }

  /** Completes the file if need be and gives it its name. */
  void commit() throws IOException {
    finish();
    if (Files.exists(target)) {
      keepOld();
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
  }

  /** Keeps what is to be replaced within reach, where the file system has links. */
  private void keepOld() throws IOException {
    Files.deleteIfExists(backup);
    try {
      Files.createLink(backup, target);
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Without a link a commit that is taken back leaves nothing instead of the old product.
      Files.deleteIfExists(backup);
    }
  }

  /** Undoes the commit. */
  void withdraw() throws IOException {
    if (!committed) {
      return;
    }
    committed = false;
    if (Files.exists(backup)) {
      Files.move(
          backup, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } else {
      Files.deleteIfExists(target);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(backup);
    if (!committed) {
      try {
        writer.close();
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
