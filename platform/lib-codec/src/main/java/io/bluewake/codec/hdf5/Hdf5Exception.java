package io.bluewake.codec.hdf5;

import java.io.IOException;

/** A file that is not readable as HDF5: one line naming the file, the object and the problem. */
public final class Hdf5Exception extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public Hdf5Exception(String message) {
    super(oneLine(message));
  }

  /** Creates the exception. */
  public Hdf5Exception(String message, Throwable cause) {
    super(oneLine(message), cause);
  }

  /** Names in damaged files hold anything; what is shown to a user is one printable line. */
  private static String oneLine(String message) {
    return message.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "?");
  }
}
