package io.bluewake.config;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All profiles and overrides merged, not yet checked against the plug-ins. */
final class Settings {
  private final Map<Section, PluginSetting> single = new EnumMap<>(Section.class);
  private final Map<Section, ListSetting> lists = new EnumMap<>(Section.class);
  private final Map<String, Item.Entry> engine = new LinkedHashMap<>();
  private Item.Scalar pipeline = new Item.Scalar("unnamed", "unnamed", Origin.DEFAULT);
  private Optional<Item> imageQuality = Optional.empty();

  Settings() {
    for (Section section : Section.values()) {
      if (section.list) {
        lists.put(section, new ListSetting(section));
      } else {
        single.put(section, new PluginSetting(section));
      }
    }
  }

  PluginSetting single(Section section) {
    return single.get(section);
  }

  ListSetting list(Section section) {
    return lists.get(section);
  }

  Map<String, Item.Entry> engine() {
    return engine;
  }

  Item.Scalar pipeline() {
    return pipeline;
  }

  Optional<Item> imageQuality() {
    return imageQuality;
  }

  /** Puts one file or override on top. */
  void apply(Item document) throws ConfigException {
    if (!(document instanceof Item.Mapping mapping)) {
      throw ConfigException.at(document.origin(), "", "expected keys, not " + document.words());
    }
    for (Map.Entry<String, Item.Entry> entry : mapping.entries().entrySet()) {
      apply(entry.getKey(), entry.getValue());
    }
  }

  private void apply(String key, Item.Entry entry) throws ConfigException {
    Optional<Section> section = Section.of(key);
    if (section.isPresent()) {
      if (section.get().list) {
        lists.get(section.get()).apply(entry.value(), key);
      } else {
        single.get(section.get()).apply(entry.value(), key);
      }
      return;
    }
    switch (key) {
      case "extends" -> {
        // Whoever loads the files has followed it already.
      }
      case "pipeline" -> pipeline = text(entry, key);
      case "imageQuality" -> imageQuality = Optional.of(entry.value());
      case "engine" -> applyEngine(entry);
      default -> throw unknown(key, entry.origin());
    }
  }

  private void applyEngine(Item.Entry entry) throws ConfigException {
    if (!(entry.value() instanceof Item.Mapping mapping)) {
      throw ConfigException.at(
          entry.origin(), "engine", "expected keys, not " + entry.value().words());
    }
    engine.putAll(mapping.entries());
  }

  private static Item.Scalar text(Item.Entry entry, String key) throws ConfigException {
    if (entry.value() instanceof Item.Scalar scalar && scalar.value() != null) {
      return scalar;
    }
    throw ConfigException.at(entry.origin(), key, "expected a text, not " + entry.value().words());
  }

  static ConfigException unknown(String key, Origin origin) {
    List<String> allowed = new ArrayList<>(Section.OTHER_KEYS);
    for (Section section : Section.values()) {
      allowed.add(section.key);
    }
    return ConfigException.at(
        origin,
        "",
        "unknown key '" + key + "'; allowed are " + allowed + Suggestion.of(key, allowed));
  }
}
