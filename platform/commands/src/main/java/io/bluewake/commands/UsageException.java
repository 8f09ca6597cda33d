package io.bluewake.commands;

/** Arguments that make no sense: one line that says what is allowed. The command ends with 2. */
final class UsageException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  UsageException(String message) {
    super(message);
  }
}
