package io.bluewake.commands;

import java.io.PrintStream;

/**
 * Where a command prints.
 *
 * @param out results and tables
 * @param err messages and progress
 * @param terminal whether {@code err} is a terminal
 * @param columns width of the terminal
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
  /** Width when nobody knows it. */
  public static final int DEFAULT_COLUMNS = 100;
}
