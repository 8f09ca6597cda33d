package io.bluewake.commands;

import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command prints.
 *
 * @param out results and tables
 * @param err messages and progress
 * @param terminal whether {@code err} is a terminal
 * @param columns width of the terminal
 * @param roots the only directories that commands may touch; empty when they may touch all
 */
public record Console(
    PrintStream out, PrintStream err, boolean terminal, int columns, Optional<FileRoots> roots) {
  /** Width when nobody knows it. */
  public static final int DEFAULT_COLUMNS = 100;

  /** A console of a user who may touch all files. */
  public Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
    this(out, err, terminal, columns, Optional.empty());
  }
}
