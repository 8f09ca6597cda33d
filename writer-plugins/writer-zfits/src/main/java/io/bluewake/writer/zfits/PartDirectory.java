package io.bluewake.writer.zfits;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.stream.Stream;

/** A directory that is filled as {@code NAME.part} and gets its name when it is complete. */
final class PartDirectory implements AutoCloseable {
  /** What a directory may hold to be replaced: nothing of anybody else's. */
  private static final Set<String> OURS =
      Set.of("DL0", "instrument.txt", "monitoring.h5", "truth.h5");

  private final Path target;
  private final Path part;
  private final Path old;
  private final boolean overwrite;
  private boolean committed;

  private PartDirectory(Path target, boolean overwrite) {
    this.target = target;
    this.overwrite = overwrite;
    part = target.resolveSibling(target.getFileName() + ".part");
    old = target.resolveSibling(target.getFileName() + ".old.part");
  }

  static PartDirectory create(Path target, boolean overwrite) throws IOException {
    PartDirectory made = new PartDirectory(target, overwrite);
    made.check();
    try {
      remove(made.part);
      Files.createDirectory(made.part);
    } catch (IOException e) {
      throw new IOException(target + ": cannot be written: " + e, e);
    }
    return made;
  }

  /** Whether the target may be taken. */
  void check() throws IOException {
    if (!Files.exists(target)) {
      return;
    }
    if (!overwrite) {
      throw new FileAlreadyExistsException(
          target + ": exists already; give --overwrite to replace it");
    }
    if (Files.isDirectory(target)) {
      try (Stream<Path> inside = Files.list(target)) {
        for (Path path : inside.toList()) {
          if (!OURS.contains(String.valueOf(path.getFileName()))) {
            throw new IOException(
                target
                    + ": is not replaced, since it holds '"
                    + path.getFileName()
                    + "', which is no part of an observation");
          }
        }
      }
    }
  }

  Path target() {
    return target;
  }

  Path part() {
    return part;
  }

  void commit() throws IOException {
    check();
    remove(old);
    if (Files.exists(target)) {
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    try {
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (Files.exists(old)) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      }
      throw e;
    }
    committed = true;
  }

  /** Undoes the commit. */
  void withdraw() throws IOException {
    if (!committed) {
      return;
    }
    committed = false;
    Files.move(target, part, StandardCopyOption.ATOMIC_MOVE);
    if (Files.exists(old)) {
      Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  @Override
  public void close() throws IOException {
    remove(old);
    if (!committed) {
      remove(part);
    }
  }

  private static void remove(Path path) throws IOException {
    if (!Files.exists(path)) {
      return;
    }
    Files.walkFileTree(
        path,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
