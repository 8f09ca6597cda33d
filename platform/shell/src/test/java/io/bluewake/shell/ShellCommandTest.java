package io.bluewake.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.commands.CommandRunner;
import io.bluewake.commands.Console;
import io.bluewake.commands.FileRoots;
import io.bluewake.engine.CancelToken;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.CommandLine;
import org.junit.jupiter.api.Test;

class ShellCommandTest {
  /** Offers what it was asked about. */
  private static final class Echo implements CommandRunner {
    @Override
    public int run(List<String> arguments, Console console, CancelToken cancel) {
      return DONE;
    }

    @Override
    public List<Description> commands() {
      return List.of();
    }

    @Override
    public List<String> options(String command) {
      return List.of();
    }

    @Override
    public List<String> complete(String command, List<String> before, String begun) {
      return List.of(begun + "-of-" + command + before);
    }
  }

  /** A line of words, with the cursor at its end. */
  private record Line(String... words) implements CommandLine {
    @Override
    public int getCursorArgumentIndex() {
      return words.length - 1;
    }

    @Override
    public String getCursorArgument() {
      return words[words.length - 1];
    }

    @Override
    public int getArgumentPosition() {
      return getCursorArgument().length();
    }

    @Override
    public String[] getArguments() {
      return words;
    }

    @Override
    public int getBufferPosition() {
      return getBuffer().length();
    }

    @Override
    public String getBuffer() {
      return String.join(" ", words);
    }
  }

  private static List<String> complete(boolean scoped, String... words) {
    ShellCommand command =
        new ShellCommand(
            new Echo(),
            new CommandRunner.Description("stop", "Stop"),
            new FileRoots(List.of(), List.of()));
    List<String> candidates = new ArrayList<>();
    command.getCompleter(scoped).complete(null, new Line(words), candidates);
    return candidates;
  }

  @Test
  void theNameIsCompletedWithAndWithoutScope() {
    assertEquals(List.of("stop "), complete(false, "st"));
    assertEquals(List.of("bluewake:stop "), complete(false, "bluewake:"));
    assertEquals(List.of(), complete(true, "bluewake:"));
    assertEquals(List.of(), complete(false, "run"));
  }

  @Test
  void argumentsAreCompletedOnTheLineOfTheCommandOnly() {
    assertEquals(List.of("x-of-stop[a] "), complete(false, "bluewake:stop", "a", "x"));
    assertEquals(List.of("-of-stop[] "), complete(false, "stop", ""));
    assertEquals(List.of(), complete(false, "bluewake:status", "x"));
  }
}
