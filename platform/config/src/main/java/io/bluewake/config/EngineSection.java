package io.bluewake.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;

/** Reads the section {@code engine}. */
final class EngineSection {
  private EngineSection() {}

  private static OptionDescription number(
      String name, OptionDescription.Type type, Object value, double min, double max, String text) {
    return new OptionDescription(
        name, type, false, value, OptionalDouble.of(min), OptionalDouble.of(max), List.of(), text);
  }

  private static OptionDescription choice(
      String name, String value, List<String> allowed, String text) {
    return new OptionDescription(
        name,
        OptionDescription.Type.TEXT,
        false,
        value,
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        allowed,
        text);
  }

  static final List<OptionDescription> OPTIONS =
      List.of(
          number(
              "workers",
              OptionDescription.Type.INTEGER,
              0L,
              0,
              1024,
              "Number of worker threads, 0 for one per processor"),
          number(
              "batchEvents",
              OptionDescription.Type.INTEGER,
              256L,
              1,
              1_000_000,
              "Largest number of array events of a batch"),
          number(
              "batchBytes",
              OptionDescription.Type.INTEGER,
              4L << 20,
              1,
              1L << 30,
              "Waveform bytes after which a batch is full"),
          choice(
              "errors",
              "fail",
              List.of("fail", "skip-event"),
              "What a failing event does: fail ends the run without a product, skip-event leaves the event"
                  + " out and counts it"),
          choice(
              "swap",
              "observation",
              List.of("batch", "observation", "never"),
              "When another version of a plug-in may take over: between two batches, between two"
                  + " observations, or never"),
          number(
              "waitSeconds",
              OptionDescription.Type.NUMBER,
              30.0,
              0,
              86_400,
              "Seconds that a run waits for a missing plug-in before it fails"),
          number(
              "drainSeconds",
              OptionDescription.Type.NUMBER,
              5.0,
              0,
              3600,
              "Seconds that a plug-in which goes away waits for its running batches"));

  /** All values with their origins. */
  static Map<String, ResolvedPlugin.Value> values(Map<String, Item.Entry> entries)
      throws ConfigException {
    Map<String, ResolvedPlugin.Value> values = new LinkedHashMap<>();
    for (OptionDescription option : OPTIONS) {
      values.put(option.name(), new ResolvedPlugin.Value(option.defaultValue(), Origin.DEFAULT));
    }
    List<String> names = OPTIONS.stream().map(OptionDescription::name).toList();
    for (Map.Entry<String, Item.Entry> entry : entries.entrySet()) {
      int index = names.indexOf(entry.getKey());
      if (index < 0) {
        throw Checker.unknown("the engine", names, entry.getKey(), entry.getValue(), "engine");
      }
      values.put(
          entry.getKey(),
          Checker.value(OPTIONS.get(index), entry.getValue(), "engine." + entry.getKey()));
    }
    return values;
  }

  static EngineOptions read(Map<String, Item.Entry> entries) throws ConfigException {
    Map<String, ResolvedPlugin.Value> v = values(entries);
    return new EngineOptions(
        Math.toIntExact((Long) v.get("workers").value()),
        Math.toIntExact((Long) v.get("batchEvents").value()),
        (Long) v.get("batchBytes").value(),
        (String) v.get("errors").value(),
        (String) v.get("swap").value(),
        (Double) v.get("waitSeconds").value(),
        (Double) v.get("drainSeconds").value());
  }
}
