package io.bluewake.engine;

import java.util.List;
import java.util.Optional;

/**
 * A condition or number computed from named values, in the notation of Python: {@code + - * / // %
 * **}, comparisons (also chained), {@code and or not} (also {@code & | ~}), parentheses, functions
 * ({@code abs, sqrt, exp, log, log10, sin, cos, tan, arctan2, min, max, floor, ceil, isnan,
 * isfinite}, with or without {@code np.}). Everything is a double; a condition that holds is 1.
 *
 * <p>Names may be written as columns ({@code hillas_intensity}) or as ctapipe writes them ({@code
 * parameters.hillas.intensity}, with {@code .value} or {@code .to_value(u.deg)} behind). Facts of
 * an array of pixels are {@code image.size, image.sum(), image.max(), image.min(), image.mean(),
 * image.std(), np.count_nonzero(image)}.
 *
 * <p>Immutable and thread safe; evaluation allocates nothing.
 */
public final class Expression {
  private final String text;
  private final List<Name> names;
  private final Node root;

  Expression(String text, List<Name> names, Node root) {
    this.text = text;
    this.names = List.copyOf(names);
    this.root = root;
  }

  /**
   * Reads an expression.
   *
   * @throws ExpressionException naming the position of what cannot be understood
   */
  public static Expression parse(String text) throws ExpressionException {
    return new ExpressionParser(text).parse();
  }

  /** What is wrong with an expression, if anything. */
  public static Optional<String> problem(String text) {
    try {
      parse(text);
      return Optional.empty();
    } catch (ExpressionException e) {
      return Optional.of(e.getMessage());
    }
  }

  /** The expression as it was written. */
  public String text() {
    return text;
  }

  /** The names it uses, each once. */
  public List<Name> names() {
    return names;
  }

  /**
   * Computes the value.
   *
   * @param values values by position in {@link #names()}
   */
  public double evaluate(Values values) {
    return root.evaluate(values);
  }

  /** Whether the condition holds: the value is not 0. */
  public boolean holds(Values values) {
    return root.evaluate(values) != 0;
  }

  /**
   * A name in an expression.
   *
   * @param name column name, or {@code image.sum} and the like
   * @param unit unit that was asked for with {@code to_value}, else empty
   * @param position where it stands, from 1
   */
  public record Name(String name, String unit, int position) {}

  /** Where an expression takes its values from. */
  @FunctionalInterface
  public interface Values {
    /** The value of a name, by its position in {@link Expression#names()}. */
    double get(int name);
  }

  /** A part of an expression. */
  @FunctionalInterface
  interface Node {
    double evaluate(Values values);
  }
}
