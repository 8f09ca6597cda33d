package io.bluewake.engine;

/** A slot cannot be filled: which one, what is missing and since when, in one line. */
public final class SlotException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public SlotException(String message) {
    super(message);
  }

  /** Creates the exception. */
  public SlotException(String message, Throwable cause) {
    super(message, cause);
  }
}
