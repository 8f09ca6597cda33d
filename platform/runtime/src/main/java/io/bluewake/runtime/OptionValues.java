package io.bluewake.runtime;

import io.bluewake.config.OptionDescription;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Values of options between Declarative Services (all Java types) and configuration (four). */
final class OptionValues {
  private OptionValues() {}

  /** An option that metatype describes. */
  static OptionDescription describe(
      String name, MetatypeFile.Attribute attribute, Optional<Object> componentDefault) {
    OptionDescription.Type type = type(attribute.type());
    Object value =
        componentDefault
            .map(OptionValues::plain)
            .map(v -> attribute.list() && !(v instanceof List) ? List.of(v) : v)
            .orElseGet(() -> parse(type, attribute.list(), attribute.defaults()));
    return new OptionDescription(
        name,
        type,
        attribute.list(),
        value,
        attribute.min(),
        attribute.max(),
        attribute.allowed(),
        attribute.description());
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

  private static OptionDescription.Type type(String metatype) {
    return switch (metatype) {
      case "Boolean" -> OptionDescription.Type.BOOLEAN;
      case "Byte", "Short", "Integer", "Long" -> OptionDescription.Type.INTEGER;
      case "Float", "Double" -> OptionDescription.Type.NUMBER;
      default -> OptionDescription.Type.TEXT;
    };
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

  private static Object parse(OptionDescription.Type type, boolean list, String text) {
    if (!list) {
      return parse(type, text);
    }
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(t -> parse(type, t.strip())).toList();
  }

  private static Object parse(OptionDescription.Type type, String text) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> text.isEmpty() ? (Object) 0L : Long.valueOf(text);
      case NUMBER -> text.isEmpty() ? (Object) 0.0 : Double.valueOf(text);
      case TEXT -> text;
    };
  }
}
