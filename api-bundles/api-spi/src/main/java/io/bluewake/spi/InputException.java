package io.bluewake.spi;

import java.io.IOException;

/**
 * An input that cannot be read: what is wrong and where, in one line that is shown to the user as
 * it is.
 */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception; the message names file, place and reason. */
  public InputException(String message) {
    super(message);
  }

  /** Creates the exception; the message names file, place and reason. */
  public InputException(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * Something wrong at a byte of a file.
   *
   * @param file name of the file
   * @param offset byte offset, counted after decompression when the file is compressed
   * @param object what was being read, for example {@code "object 2010 (event)"}
   * @param problem what is wrong
   */
  public static InputException at(String file, long offset, String object, String problem) {
    return new InputException(file + ": byte " + offset + ", " + object + ": " + problem);
  }
}
