package io.bluewake.config;

/**
 * Where a value was written.
 *
 * @param file file, name of a built-in profile, {@code --set} or {@code default}
 * @param line line from 1, or 0 when there are no lines
 */
public record Origin(String file, int line) {
  /** The default of a plug-in. */
  public static final Origin DEFAULT = new Origin("default", 0);

  @Override
  public String toString() {
    return line > 0 ? file + ":" + line : file;
  }
}
