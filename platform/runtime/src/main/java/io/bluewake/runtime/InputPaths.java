package io.bluewake.runtime;

import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;

/** Inputs as users write them: files, directories, patterns in quotes. */
public final class InputPaths {
  private InputPaths() {}

  /**
   * The files and directories meant, in the order given, those of a pattern by name.
   *
   * @param inputs paths or patterns with {@code *}, {@code ?}, {@code [} or {@code {}} in the last
   *     part
   * @throws InputException naming the input that does not exist or the pattern without match
   */
  public static List<Path> expand(List<String> inputs) throws IOException {
    List<Path> paths = new ArrayList<>();
    for (String input : inputs) {
      Path path = path(input);
      if (Files.exists(path)) {
        paths.add(path);
      } else if (input.matches(".*[*?\\[{].*")) {
        paths.addAll(matches(input, path));
      } else {
        throw new InputException(input + ": no such file");
      }
    }
    return paths;
  }

  private static Path path(String input) throws InputException {
    try {
      return Path.of(input);
    } catch (InvalidPathException e) {
      throw new InputException(input + ": not a path: " + e.getReason(), e);
    }
  }

  private static List<Path> matches(String input, Path path) throws IOException {
    Path directory = path.getParent() == null ? Path.of("") : path.getParent();
    List<Path> found = new ArrayList<>();
    if (Files.isDirectory(directory)) {
      PathMatcher matcher =
          FileSystems.getDefault().getPathMatcher("glob:" + path.getFileName().toString());
      try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
        for (Path file : files) {
          if (matcher.matches(file.getFileName())) {
            found.add(file);
          }
        }
      }
    }
    if (found.isEmpty()) {
      throw new InputException(input + ": no file matches");
    }
    found.sort(Path::compareTo);
    return found;
  }
}
