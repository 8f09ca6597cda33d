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
  private boolean committed;

  private PartFile(Path target, Path part, boolean overwrite, Hdf5Writer writer) {
    this.target = target;
    this.part = part;
    this.overwrite = overwrite;
    this.writer = writer;
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

  void commit() throws IOException {
    writer.finish();
    writer.close();
    refuseExisting(target, overwrite);
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    committed = true;
  }

  @Override
  public void close() throws IOException {
    if (!committed) {
      try {
        writer.close();
      } finally {
        Files.deleteIfExists(part);
      }
    }
  }
}
