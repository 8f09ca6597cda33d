package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class StartDirectoryTest {
  @TempDir private Path directory;

  @AfterEach
  void forget() {
    System.clearProperty("bluewake.directory");
  }

  private ProcessCommand parsed(String... arguments) {
    ProcessCommand command = new ProcessCommand();
    CommandLine line = new CommandLine(command);
    line.parseArgs(arguments);
    StartDirectory.resolve(line.getCommandSpec());
    return command;
  }

  @Test
  void namesOfFilesBeginWhereSomebodyHasStarted() throws Exception {
    Path home = Files.createDirectory(directory.resolve("with blanks"));
    Files.writeString(home.resolve("mine.yaml"), "pipeline: x\n");
    System.setProperty("bluewake.directory", home.toString());

    ProcessCommand command =
        parsed("-i", "a.simtel", "-i", "/data/*.gz", "-o", "out/b.h5", "--profile", "mine.yaml");

    assertEquals(List.of(home + "/a.simtel", "/data/*.gz"), command.inputs);
    assertEquals(home.resolve("out/b.h5"), command.output);
    assertEquals(home + "/mine.yaml", command.profile.profiles.get(0));
    assertEquals("", command.logFile);
    assertEquals(
        List.of("cat-b", "nowhere.yaml"),
        parsed("-i", "a", "-o", "b", "--profile", "cat-b", "--profile", "nowhere.yaml")
            .profile
            .profiles);
  }

  @Test
  void namesStayAsTheyAreInAProcessOfTheirOwn() {
    assertEquals(List.of("a.simtel"), parsed("-i", "a.simtel", "-o", "b.h5").inputs);
  }
}
