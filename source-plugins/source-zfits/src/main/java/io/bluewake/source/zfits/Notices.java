package io.bluewake.source.zfits;

import io.bluewake.spi.InputException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Counts by plain text of what was noticed while reading. */
final class Notices {
  private final Map<String, Long> counts = new LinkedHashMap<>();
  private final boolean strict;

  Notices(boolean strict) {
    this.strict = strict;
  }

  void add(String text) {
    counts.merge(text, 1L, Long::sum);
  }

  /** Counts something that is missing or superfluous, or fails if so configured. */
  void gap(String text, String place) throws InputException {
    if (strict) {
      throw new InputException(place + ": " + text + " (source.missing=error)");
    }
    add(text);
  }

  Map<String, Long> counts() {
    return counts;
  }
}
