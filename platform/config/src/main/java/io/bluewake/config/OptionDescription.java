package io.bluewake.config;

import java.util.List;
import java.util.OptionalDouble;

/**
 * An option of a plug-in.
 *
 * @param name name in configurations
 * @param type what a value is
 * @param list whether it holds several values
 * @param defaultValue the value when nobody sets it: Boolean, Long, Double or String, or a List of
 *     such when {@code list}
 * @param min smallest allowed number
 * @param max largest allowed number
 * @param allowed allowed texts; empty when any
 * @param description what it does, with unit
 */
public record OptionDescription(
    String name,
    Type type,
    boolean list,
    Object defaultValue,
    OptionalDouble min,
    OptionalDouble max,
    List<String> allowed,
    String description) {

  /** What a value is. */
  public enum Type {
    /** {@code true} or {@code false}. */
    BOOLEAN("true or false"),
    /** A whole number. */
    INTEGER("a whole number"),
    /** A number. */
    NUMBER("a number"),
    /** A text. */
    TEXT("a text");

    private final String words;

    Type(String words) {
      this.words = words;
    }

    /** How messages call it. */
    public String words() {
      return words;
    }
  }

  /** Keeps a copy of the list. */
  public OptionDescription {
    allowed = List.copyOf(allowed);
  }
}
