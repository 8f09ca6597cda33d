package io.bluewake.source.eventio;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers out of many objects, by kind of object and name: how many there were, their mean and
 * range. Values that are not finite are counted only.
 */
final class FactSheet {
  private final Map<String, Map<String, Summary>> kinds = new LinkedHashMap<>();

  /** Mean and range of the values of one name. */
  private static final class Summary {
    private long count;
    private long finite;
    private double sum;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    void add(double value) {
      count++;
      if (Double.isFinite(value)) {
        finite++;
        sum += value;
        lowest = Math.min(lowest, value);
        highest = Math.max(highest, value);
      }
    }

    Map<String, Object> facts() {
      Map<String, Object> facts = new LinkedHashMap<>();
      facts.put("count", count);
      if (finite > 0) {
        facts.put("mean", sum / finite);
        facts.put("lowest", lowest);
        facts.put("highest", highest);
      }
      return facts;
    }
  }

  /** Where the numbers of one kind of object go. */
  Sheet of(String kind) {
    Map<String, Summary> names = kinds.computeIfAbsent(kind, k -> new LinkedHashMap<>());
    return (name, value) -> names.computeIfAbsent(name, n -> new Summary()).add(value);
  }

  /** Takes numbers by name. */
  interface Sheet {
    /** Adds a number. */
    void add(String name, double value);

    /** Adds numbers of one name. */
    default void add(String name, float[] values) {
      for (float v : values) {
        add(name, v);
      }
    }
  }

  /** Adds a map for each kind that has numbers. */
  void addTo(Map<String, Object> facts) {
    kinds.forEach(
        (kind, names) -> {
          Map<String, Object> entries = new LinkedHashMap<>();
          names.forEach((name, summary) -> entries.put(name, summary.facts()));
          if (!entries.isEmpty()) {
            facts.put(kind, entries);
          }
        });
  }
}
