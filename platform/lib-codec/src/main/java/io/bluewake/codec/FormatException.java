package io.bluewake.codec;

import java.io.IOException;

/** Bytes that are not what the format says. The reader of a file adds where in the file it was. */
public final class FormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long position;

  /**
   * Creates the exception.
   *
   * @param position byte position of the problem, relative to what was being read; -1 if unknown
   * @param message what is wrong, one line
   */
  public FormatException(long position, String message) {
    super(message);
    this.position = position;
  }

  /** Byte position of the problem, relative to what was being read; -1 if unknown. */
  public long position() {
    return position;
  }
}
