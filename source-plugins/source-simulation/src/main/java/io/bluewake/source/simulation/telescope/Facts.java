package io.bluewake.source.simulation.telescope;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lines {@code key: value} of a data file in this bundle; {@code #} begins a comment. */
final class Facts {
  private final String name;
  private final Map<String, String> values = new HashMap<>();
  private final List<String> others = new ArrayList<>();

  private Facts(String name) {
    this.name = name;
  }

  /** Reads a data file. */
  static Facts read(String name) {
    Facts facts = new Facts(name);
    try (InputStream in =
        Facts.class.getResourceAsStream("/io/bluewake/source/simulation/" + name)) {
      if (in == null) {
        throw new IllegalArgumentException("no data file " + name);
      }
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String line : text.lines().toList()) {
        int comment = line.indexOf('#');
        String content = (comment < 0 ? line : line.substring(0, comment)).strip();
        int colon = content.indexOf(": ");
        if (colon > 0) {
          facts.values.put(content.substring(0, colon), content.substring(colon + 2).strip());
        } else if (!content.isEmpty()) {
          facts.others.add(content);
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException(name, e);
    }
    return facts;
  }

  String text(String key) {
    String value = values.get(key);
    if (value == null) {
      throw new IllegalArgumentException(name + " does not say " + key);
    }
    return value;
  }

  double number(String key) {
    return Double.parseDouble(text(key));
  }

  double number(String key, double fallback) {
    return values.containsKey(key) ? number(key) : fallback;
  }

  int count(String key) {
    return Integer.parseInt(text(key));
  }

  /** Lines that are not {@code key: value}. */
  List<String> others() {
    return others;
  }
}
