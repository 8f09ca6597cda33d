package io.bluewake.shell;

/** A command that has already said what went wrong and ends with an exit code. */
final class CommandFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  CommandFailedException(String command, int code) {
    super("bluewake:" + command + " ended with code " + code);
  }
}
