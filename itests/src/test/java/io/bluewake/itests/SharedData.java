package io.bluewake.itests;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Real files that are not part of the repository. */
final class SharedData {
  private SharedData() {}

  /** A file; the test is skipped when it is absent. */
  static Path file(String name) {
    Path file = Path.of(System.getProperty("bluewake.data")).resolve(name).normalize();
    Assumptions.assumeTrue(Files.exists(file), file + " is not here");
    return file.toAbsolutePath();
  }
}
