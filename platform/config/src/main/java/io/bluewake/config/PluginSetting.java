package io.bluewake.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that was said about one plug-in of a section, in order of precedence: the last word counts,
 * whether it was for all telescopes or for some.
 */
final class PluginSetting {
  private final Section section;
  private final List<Layer> layers = new ArrayList<>();
  private Optional<Item.Scalar> plugin = Optional.empty();
  private Optional<Item> quality = Optional.empty();

  PluginSetting(Section section) {
    this.section = section;
  }

  List<Layer> layers() {
    return layers;
  }

  /** The plug-in for all telescopes, with the place where it was last chosen. */
  Optional<Item.Scalar> plugin() {
    return plugin;
  }

  /** Criteria of a reconstruction as they were written. */
  Optional<Item> quality() {
    return quality;
  }

  /** Adds what a file says; another plug-in makes everything said about the former one void. */
  void apply(Item item, String path) throws ConfigException {
    if (item instanceof Item.Scalar scalar) {
      Item.Scalar name = name(scalar, path);
      choose(name);
      layers.add(new Layer(Optional.empty(), path, Optional.of(name), Map.of(), scalar.origin()));
      return;
    }
    if (!(item instanceof Item.Mapping mapping)) {
      throw ConfigException.at(
          item.origin(), path, "expected the name of a plug-in or keys, not " + item.words());
    }
    Map<String, Item.Entry> entries = mapping.entries();
    Optional<Item.Scalar> named = Optional.empty();
    if (entries.containsKey("plugin")) {
      named = Optional.of(name(entries.get("plugin").value(), path + ".plugin"));
      choose(named.get());
    }
    Map<String, Item.Entry> options = new LinkedHashMap<>(entries);
    options.remove("plugin");
    Item.Entry some = options.remove("for");
    if (section == Section.RECONSTRUCT && options.containsKey("quality")) {
      quality = Optional.of(options.remove("quality").value());
    }
    if (!options.isEmpty() || named.isPresent()) {
      layers.add(new Layer(Optional.empty(), path, named, options, mapping.origin()));
    }
    if (some != null) {
      applyFor(some, path + ".for");
    }
  }

  private void choose(Item.Scalar name) {
    boolean other = plugin.isPresent() && !plugin.get().text().equals(name.text());
    if (other) {
      layers.clear();
      quality = Optional.empty();
    }
    plugin = Optional.of(name);
  }

  private void applyFor(Item.Entry some, String path) throws ConfigException {
    if (!section.perTelescope) {
      throw ConfigException.at(
          some.origin(), path, "'" + section.key + "' is the same for all telescopes");
    }
    if (!(some.value() instanceof Item.Mapping patterns)) {
      throw ConfigException.at(
          some.origin(), path, "expected telescope patterns as keys, not " + some.value().words());
    }
    for (Map.Entry<String, Item.Entry> entry : patterns.entries().entrySet()) {
      layers.add(forTelescopes(entry.getKey(), entry.getValue(), path + "." + entry.getKey()));
    }
  }

  private static Layer forTelescopes(String pattern, Item.Entry entry, String path)
      throws ConfigException {
    Item value = entry.value();
    if (value instanceof Item.Scalar scalar) {
      return new Layer(
          Optional.of(pattern), path, Optional.of(name(scalar, path)), Map.of(), entry.origin());
    }
    if (!(value instanceof Item.Mapping mapping)) {
      throw ConfigException.at(
          entry.origin(), path, "expected the name of a plug-in or keys, not " + value.words());
    }
    Map<String, Item.Entry> options = new LinkedHashMap<>(mapping.entries());
    Item.Entry named = options.remove("plugin");
    return new Layer(
        Optional.of(pattern),
        path,
        named == null ? Optional.empty() : Optional.of(name(named.value(), path + ".plugin")),
        options,
        entry.origin());
  }

  static Item.Scalar name(Item item, String path) throws ConfigException {
    if (item instanceof Item.Scalar scalar && scalar.value() != null && !scalar.text().isBlank()) {
      return scalar;
    }
    throw ConfigException.at(
        item.origin(), path, "expected the name of a plug-in, not " + item.words());
  }
}
