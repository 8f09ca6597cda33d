package io.bluewake.codec.settings;

import java.io.IOException;

/** A file of settings that cannot be read or understood; the message names file and line. */
public final class SettingsException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Creates an exception. */
  public SettingsException(String message) {
    super(message);
  }

  /** Creates an exception with its cause. */
  public SettingsException(String message, Throwable cause) {
    super(message, cause);
  }
}
