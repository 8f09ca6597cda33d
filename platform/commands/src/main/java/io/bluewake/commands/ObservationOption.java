package io.bluewake.commands;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Which of several observations in a directory is meant. */
final class ObservationOption {
  @Option(
      names = "--observation",
      paramLabel = "ID",
      description = "Number of the observation, for a directory that has several.")
  Long observation;

  /** Settings with this choice among them. */
  List<String> with(List<String> sets) throws UsageException {
    if (observation == null) {
      return sets;
    }
    if (observation < 0) {
      throw new UsageException("--observation " + observation + ": at least 0");
    }
    List<String> all = new ArrayList<>(sets);
    all.add("source.observation=" + observation);
    return all;
  }
}
