package io.bluewake.commands;

import java.util.Iterator;
import java.util.Map;

/** Writes Map, Iterable, String, Number and Boolean as JSON, indented by two. */
final class Json {
  private Json() {}

  /** The text, with a line end. */
  static String text(Object value) {
    StringBuilder out = new StringBuilder();
    write(value, "", out);
    return out.append('\n').toString();
  }

  private static void write(Object value, String indent, StringBuilder out) {
    if (value instanceof Map<?, ?> map) {
      Iterator<? extends Map.Entry<?, ?>> entries = map.entrySet().iterator();
      out.append('{');
      while (entries.hasNext()) {
        Map.Entry<?, ?> entry = entries.next();
        out.append('\n').append(indent).append("  ");
        quote(entry.getKey().toString(), out);
        out.append(": ");
        write(entry.getValue(), indent + "  ", out);
        out.append(entries.hasNext() ? "," : "\n" + indent);
      }
      out.append('}');
    } else if (value instanceof Iterable<?> list) {
      Iterator<?> items = list.iterator();
      out.append('[');
      while (items.hasNext()) {
        out.append('\n').append(indent).append("  ");
        write(items.next(), indent + "  ", out);
        out.append(items.hasNext() ? "," : "\n" + indent);
      }
      out.append(']');
    } else if (value == null || value instanceof Double d && !Double.isFinite(d)) {
      out.append("null");
    } else if (value instanceof Number || value instanceof Boolean) {
      out.append(value);
    } else {
      quote(value.toString(), out);
    }
  }

  private static void quote(String text, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u00").append(Character.forDigit(c >> 4, 16));
        out.append(Character.forDigit(c & 15, 16));
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }
}
