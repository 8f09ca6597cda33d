package io.bluewake.config;

/**
 * A configuration that cannot be used: one line that names file, line and key, says what is wrong
 * and what is allowed. Programs that end because of it exit with 2.
 */
public final class ConfigException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Creates the exception. */
  public ConfigException(String message) {
    super(message);
  }

  /** Something wrong with a key. */
  static ConfigException at(Origin origin, String path, String problem) {
    String where = origin.toString();
    // An option of the command line names its path already.
    boolean named = path.isEmpty() || where.endsWith(" " + path);
    return new ConfigException(where + ": " + (named ? "" : path + ": ") + problem);
  }
}
