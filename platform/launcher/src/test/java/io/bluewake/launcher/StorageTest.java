package io.bluewake.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

class StorageTest {
  @Test
  void directoriesAreForTheUserAloneAndVanish() throws IOException {
    Path directory = Storage.create();
    Files.writeString(Files.createDirectory(directory.resolve("a")).resolve("b"), "c");

    String permissions = PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    Storage.delete(directory);

    assertEquals("rwx------", permissions);
    assertFalse(Files.exists(directory));
  }

  @Test
  void twoDirectoriesOfOneProcessDiffer() throws IOException {
    Path a = Storage.create();
    Path b = Storage.create();

    assertNotEquals(a, b);

    Storage.delete(a);
    Storage.delete(b);
  }

  @Test
  void onlyDirectoriesOfDeadProcessesAreLeftOvers() {
    long mine = ProcessHandle.current().pid();

    assertFalse(Storage.isLeftOver("bluewake-" + mine + "-123"));
    assertFalse(Storage.isLeftOver("bluewake-notes"));
    assertFalse(Storage.isLeftOver("bluewake-12x-34"));
    assertTrue(Storage.isLeftOver("bluewake-" + (1L << 40) + "-123"));
  }

  @Test
  void deletingWhatIsGoneDoesNothing() throws IOException {
    Path directory = Storage.create();
    Storage.delete(directory);

    Storage.delete(directory);

    assertFalse(Files.exists(directory));
  }
}
