package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where a framework keeps its small files while the process lives: in memory, where the system has
 * that. The name tells the process, so that what a killed one has left is recognised later.
 */
final class Storage {
  private static final String PREFIX = "bluewake-";

  private Storage() {}

  /** A new directory for this process, for its user alone. */
  static Path create() throws IOException {
    // Not createTempDirectory: its secure random numbers take as long as the rest of the start.
    FileAttribute<?> userOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    String name = PREFIX + ProcessHandle.current().pid() + "-" + System.nanoTime();
    return Files.createDirectory(place().resolve(name), userOnly);
  }

  private static Path place() {
    Path shared = Path.of("/dev/shm");
    return Files.isDirectory(shared) && Files.isWritable(shared)
        ? shared
        : Path.of(System.getProperty("java.io.tmpdir"));
  }

  /** Removes a directory and what is in it. */
  static void delete(Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(directory)) {
      files = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Removes directories of processes of this user that are gone. */
  static void deleteLeftOvers() throws IOException {
    try (DirectoryStream<Path> directories = Files.newDirectoryStream(place(), PREFIX + "*-*")) {
      for (Path directory : directories) {
        if (isLeftOver(directory.getFileName().toString()) && Files.isWritable(directory)) {
          delete(directory);
        }
      }
    }
  }

  /** Whether a directory name belongs to a process that no longer exists. */
  static boolean isLeftOver(String name) {
    String[] parts = name.split("-", -1);
    return parts.length == 3
        && parts[1].matches("\\d{1,18}")
        && parts[2].matches("\\d+")
        && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
  }
}
