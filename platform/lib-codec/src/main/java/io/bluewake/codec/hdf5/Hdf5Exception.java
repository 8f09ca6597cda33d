package io.bluewake.codec.hdf5;

import java.io.IOException;

/** A file that is not readable as HDF5: one line naming the file, the object and the problem. */
public final class Hdf5Exception extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public Hdf5Exception(String message) {
    super(message);
  }

  /** Creates the exception. */
  public Hdf5Exception(String message, Throwable cause) {
    super(message, cause);
  }
}
