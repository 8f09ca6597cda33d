package io.bluewake.commands;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which events and telescopes of the input are used. */
final class SelectionOptions {
  @Option(
      names = "--max-events",
      paramLabel = "N",
      description = "Stop after this many array events of the input.")
  long maxEvents = -1;

  @Option(
      names = "--telescopes",
      split = ",",
      paramLabel = "LIST",
      description = "Telescopes to use: numbers and patterns, for example 1,2,MST*.")
  List<String> telescopes = new ArrayList<>();

  void check() throws UsageException {
    if (maxEvents < -1) {
      throw new UsageException("--max-events " + maxEvents + ": at least 0");
    }
  }
}
