package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import io.bluewake.runtime.Diagnosis;
import io.bluewake.runtime.InstalledPlugins;
import io.bluewake.runtime.Pipelines;
import java.util.Map;

/**
 * What a command works with.
 *
 * @param console where it prints
 * @param log its log file
 * @param record its provenance record
 * @param cancel asks it to stop
 * @param services what the platform offers
 */
record Session(
    Console console, RunLog log, RunRecord record, CancelToken cancel, Services services) {

  /**
   * What the platform offers.
   *
   * @param plugins the installed plug-ins
   * @param pipelines runs pipelines
   * @param diagnosis knows what is held back and why
   * @param runs what this process has run
   * @param version version of the platform
   */
  record Services(
      InstalledPlugins plugins,
      Pipelines pipelines,
      Diagnosis diagnosis,
      Runs runs,
      String version) {}

  /** What a product says of the command that made it. */
  Map<String, String> activity(String command) {
    return Map.of(
        "ACTIVITY NAME", "bluewake " + command, "ACTIVITY SOFTWARE VERSION", services.version());
  }

  /** Tells the user something that is no result, unless asked to be quiet. */
  void say(BluewakeCommand command, String text) {
    log.say(text);
    if (!command.quiet) {
      console.err().println(text);
    }
  }
}
