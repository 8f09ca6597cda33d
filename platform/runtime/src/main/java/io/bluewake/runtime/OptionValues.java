package io.bluewake.runtime;

import io.bluewake.config.OptionDescription;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.OptionalDouble;

/** Values of options between Declarative Services (all Java types) and configuration (four). */
final class OptionValues {
  private OptionValues() {}

  /** An option that metatype describes, with the default that the component has. */
  static OptionDescription describe(OptionDescription described, Object componentDefault) {
    Object value = plain(componentDefault);
    return new OptionDescription(
        described.name(),
        described.type(),
        described.list(),
        described.list() && !(value instanceof List) ? List.of(value) : value,
        described.min(),
        described.max(),
        described.allowed(),
        described.description());
  }

  /** An option of which only the default is known. */
  static OptionDescription describe(String name, Object value) {
    Object plain = plain(value);
    Object one = plain instanceof List<?> list ? (list.isEmpty() ? "" : list.get(0)) : plain;
    OptionDescription.Type type =
        one instanceof Boolean
            ? OptionDescription.Type.BOOLEAN
            : one instanceof Long
                ? OptionDescription.Type.INTEGER
                : one instanceof Double
                    ? OptionDescription.Type.NUMBER
                    : OptionDescription.Type.TEXT;
    return new OptionDescription(
        name,
        type,
        plain instanceof List,
        plain,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        List.of(),
        "");
  }

  /** A value as Boolean, Long, Double, String or a List of such. */
  static Object plain(Object value) {
    if (value.getClass().isArray()) {
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < Array.getLength(value); i++) {
        list.add(plain(Array.get(value, i)));
      }
      return List.copyOf(list);
    }
    if (value instanceof Collection<?> many) {
      return many.stream().map(OptionValues::plain).toList();
    }
    if (value instanceof Float f) {
      // 0.1f is meant to be 0.1, not 0.10000000149.
      return Double.valueOf(f.toString());
    }
    if (value instanceof Double || value instanceof Boolean || value instanceof String) {
      return value;
    }
    return value instanceof Number n ? (Object) n.longValue() : value.toString();
  }
}
