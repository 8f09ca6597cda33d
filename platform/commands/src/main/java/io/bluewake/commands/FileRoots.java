package io.bluewake.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The directories that a command may touch, for users who may not touch everything.
 *
 * @param inputs may be read
 * @param outputs may be written, and read
 */
public record FileRoots(List<Path> inputs, List<Path> outputs) {
  /** Keeps copies. */
  public FileRoots {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  /**
   * Makes sure that a file may be read.
   *
   * @throws IOException when it may not, or when nobody knows where it really is
   */
  void checkRead(String text) throws IOException {
    Path real = real(text);
    if (!isBelow(real, inputs) && !isBelow(real, outputs)) {
      throw new IOException(text + ": outside of the input directories that you may use");
    }
  }

  /**
   * Makes sure that a file may be written.
   *
   * @throws IOException when it may not, or when nobody knows where it really is
   */
  void checkWrite(String text) throws IOException {
    if (!isBelow(real(text), outputs)) {
      throw new IOException(text + ": outside of the output directories that you may use");
    }
  }

  private static boolean isBelow(Path real, List<Path> roots) throws IOException {
    for (Path root : roots) {
      if (Files.isDirectory(root) && real.startsWith(root.toRealPath())) {
        return true;
      }
    }
    return false;
  }

  /** Where a path leads when links are followed; what does not exist yet is in what does. */
  private static Path real(String text) throws IOException {
    Path path;
    try {
      path = Path.of(beforePattern(text)).toAbsolutePath();
    } catch (InvalidPathException e) {
      throw new IOException(text + ": not the name of a file", e);
    }
    List<Path> missing = new ArrayList<>();
    Path existing = path;
    while (existing != null && !Files.exists(existing, LinkOption.NOFOLLOW_LINKS)) {
      missing.add(0, existing.getFileName());
      existing = existing.getParent();
    }
    if (existing == null) {
      throw new IOException(text + ": not the name of a file");
    }
    Path real = existing.toRealPath();
    for (Path name : missing) {
      if (name.toString().equals("..")) {
        throw new IOException(text + ": no such file or directory");
      }
      real = real.resolve(name);
    }
    return real;
  }

  /** The directories before the first part with a wildcard. */
  private static String beforePattern(String text) {
    int wildcard = 0;
    while (wildcard < text.length() && "*?[{".indexOf(text.charAt(wildcard)) < 0) {
      wildcard++;
    }
    if (wildcard == text.length()) {
      return text;
    }
    int slash = text.lastIndexOf('/', wildcard);
    return slash < 0 ? "." : slash == 0 ? "/" : text.substring(0, slash);
  }
}
