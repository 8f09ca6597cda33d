package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import io.bluewake.runtime.InstalledPlugins;

/**
 * What a command works with.
 *
 * @param console where it prints
 * @param log its log file
 * @param cancel asks it to stop
 * @param plugins the installed plug-ins
 * @param version version of the platform
 */
record Session(
    Console console, RunLog log, CancelToken cancel, InstalledPlugins plugins, String version) {

  /** Tells the user something that is no result, unless asked to be quiet. */
  void say(BluewakeCommand command, String text) {
    log.say(text);
    if (!command.quiet) {
      console.err().println(text);
    }
  }
}
