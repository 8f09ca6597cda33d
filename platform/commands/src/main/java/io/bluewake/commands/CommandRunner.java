package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Runs commands. */
@ProviderType
public interface CommandRunner {
  /** Done. */
  int DONE = 0;

  /** Input, disk or computation failed. */
  int FAILED = 1;

  /** Wrong usage or configuration. */
  int USAGE = 2;

  /** Somebody asked to stop. */
  int INTERRUPTED = 130;

  /**
   * Runs a command to its end.
   *
   * @param arguments name of the command and its arguments
   * @param console where it prints
   * @param cancel asks it to stop
   * @return exit code
   */
  int run(List<String> arguments, Console console, CancelToken cancel);

  /** The commands: names and what they do. */
  List<Description> commands();

  /**
   * The options of a command, for completion: all spellings.
   *
   * @param command name of a command
   */
  List<String> options(String command);

  /**
   * What may come next on a line, for completion.
   *
   * @param command name of a command
   * @param before its arguments so far, without the one that is being typed
   * @param begun what there is of that one
   * @return whole arguments that start with {@code begun}; those that end with {@code /} or {@code
   *     =} go on
   */
  List<String> complete(String command, List<String> before, String begun);

  /**
   * A command.
   *
   * @param name its name
   * @param summary what it does, one sentence
   */
  record Description(String name, String summary) {}
}
