package io.bluewake.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a YAML document that knows where it was written. */
sealed interface Item {
  /** Where it begins. */
  Origin origin();

  /** How messages call it. */
  String words();

  /**
   * A single value.
   *
   * @param value Boolean, Long, Double or String; null for nothing
   * @param text as it was written
   */
  record Scalar(Object value, String text, Origin origin) implements Item {
    @Override
    public String words() {
      return value == null ? "nothing" : "'" + text + "'";
    }
  }

  /** A list. */
  record Sequence(List<Item> items, Origin origin) implements Item {
    @Override
    public String words() {
      return "a list";
    }
  }

  /** Keys and values. */
  record Mapping(Map<String, Entry> entries, Origin origin) implements Item {
    @Override
    public String words() {
      return "keys and values";
    }

    /** A mapping with one key. */
    static Mapping of(String key, Item value, Origin origin) {
      Map<String, Entry> one = new LinkedHashMap<>();
      one.put(key, new Entry(value, origin));
      return new Mapping(one, origin);
    }
  }

  /** A value and where its key was written. */
  record Entry(Item value, Origin origin) {}
}
