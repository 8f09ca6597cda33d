package io.bluewake.source.eventio;

import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by plain text of what was noticed while reading. */
final class Notices {
  private final Map<String, Long> counts = new LinkedHashMap<>();

  void add(String text) {
    counts.merge(text, 1L, Long::sum);
  }

  void unknown(int type) {
    add("unknown objects of type " + type + " skipped");
  }

  Map<String, Long> counts() {
    return counts;
  }
}
