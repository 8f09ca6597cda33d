package io.bluewake.commands;

import java.io.PrintStream;
import java.util.List;

/** The overview of all commands. */
final class Usage {
  private Usage() {}

  /** Prints it. */
  static void print(PrintStream out, List<CommandRunner.Description> commands) {
    out.println("Usage: bluewake COMMAND [OPTIONS]");
    out.println();
    out.println("Data of Cherenkov telescopes, from raw events to images and showers.");
    out.println();
    int width = commands.stream().mapToInt(c -> c.name().length()).max().orElse(0);
    for (CommandRunner.Description c : commands) {
      out.println("  " + c.name() + " ".repeat(width - c.name().length() + 2) + c.summary());
    }
    out.println();
    // Not commands but scripts: the one starts Karaf, the other is there in the source tree only.
    out.println("'bluewake karaf' starts the interactive runtime, in which the same commands are.");
    out.println("'bluewake test' runs all tests, where Bluewake was built from its sources.");
    out.println();
    out.println(
        "bluewake COMMAND --help describes a command. bluewake --version shows the version.");
    out.println("Exit codes: 0 done, 1 failed, 2 wrong usage or configuration, 130 interrupted.");
  }
}
