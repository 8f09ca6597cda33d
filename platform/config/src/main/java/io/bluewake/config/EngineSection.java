package io.bluewake.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the section {@code engine}. */
final class EngineSection {
  private EngineSection() {}

  /** All values with their origins. */
  static Map<String, ResolvedPlugin.Value> values(Map<String, Item.Entry> entries)
      throws ConfigException {
    Map<String, ResolvedPlugin.Value> values = new LinkedHashMap<>();
    List<OptionDescription> options = PipelineForm.ENGINE.options();
    for (OptionDescription option : options) {
      values.put(option.name(), new ResolvedPlugin.Value(option.defaultValue(), Origin.DEFAULT));
    }
    List<String> names = options.stream().map(OptionDescription::name).toList();
    for (Map.Entry<String, Item.Entry> entry : entries.entrySet()) {
      int index = names.indexOf(entry.getKey());
      if (index < 0) {
        throw Checker.unknown("the engine", names, entry.getKey(), entry.getValue(), "engine");
      }
      values.put(
          entry.getKey(),
          Checker.value(options.get(index), entry.getValue(), "engine." + entry.getKey()));
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
