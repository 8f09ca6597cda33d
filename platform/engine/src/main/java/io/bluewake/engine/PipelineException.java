package io.bluewake.engine;

/** A run that did not end well: what happened, in one line for the user. */
public final class PipelineException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Where the fault lies. */
  public enum Kind {
    /** The input cannot be read or does not hold what is needed. */
    INPUT,
    /** A stage failed. */
    STAGE,
    /** A slot could not be filled. */
    SLOT,
    /** A product cannot be written. */
    OUTPUT,
    /** The pipeline does not fit together: columns missing, criteria wrong. */
    CONFIGURATION,
    /** Somebody asked to stop. */
    CANCELLED
  }

  private final Kind kind;

  /** Creates the exception. */
  public PipelineException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = kind;
  }

  /** Creates the exception. */
  public PipelineException(Kind kind, String message) {
    this(kind, message, null);
  }

  /** Where the fault lies. */
  public Kind kind() {
    return kind;
  }
}
