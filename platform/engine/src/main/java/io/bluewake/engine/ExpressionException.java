package io.bluewake.engine;

/** An expression that cannot be read: what and where, in one line. */
public final class ExpressionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int position;

  ExpressionException(String expression, int position, String problem) {
    super("'" + expression + "', position " + position + ": " + problem);
    this.position = position;
  }

  /** Where it stands in the expression, from 1. */
  public int position() {
    return position;
  }
}
