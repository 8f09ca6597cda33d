package io.bluewake.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The plug-ins of a section that holds several. A list decides which there are, in which order; an
 * entry keeps what was said before about the same plug-in.
 */
final class ListSetting {
  private final Section section;
  private final Map<String, PluginSetting> known = new LinkedHashMap<>();
  private List<String> order = List.of();
  private Origin origin = Origin.DEFAULT;

  ListSetting(Section section) {
    this.section = section;
  }

  /** The plug-ins in order. */
  List<PluginSetting> entries() {
    return order.stream().map(known::get).toList();
  }

  /** Where the list was last written. */
  Origin origin() {
    return origin;
  }

  void apply(Item item, String path) throws ConfigException {
    if (item instanceof Item.Mapping changes) {
      for (Map.Entry<String, Item.Entry> change : changes.entries().entrySet()) {
        if (!order.contains(change.getKey())) {
          throw ConfigException.at(
              change.getValue().origin(),
              path,
              "'"
                  + change.getKey()
                  + "' is not in the list "
                  + order
                  + Suggestion.of(change.getKey(), order));
        }
        known.get(change.getKey()).apply(change.getValue().value(), path + "." + change.getKey());
      }
      return;
    }
    List<Item> items =
        item instanceof Item.Sequence sequence
            ? sequence.items()
            : isNothing(item) ? List.of() : List.of(item);
    List<String> fresh = new ArrayList<>();
    for (Item entry : items) {
      String name = name(entry, path).text();
      if (fresh.contains(name)) {
        throw ConfigException.at(entry.origin(), path, "'" + name + "' is in the list twice");
      }
      fresh.add(name);
      known.computeIfAbsent(name, n -> new PluginSetting(section)).apply(entry, path + "." + name);
    }
    order = List.copyOf(fresh);
    origin = item.origin();
  }

  private static boolean isNothing(Item item) {
    return item instanceof Item.Scalar scalar && scalar.text().isBlank();
  }

  private static Item.Scalar name(Item entry, String path) throws ConfigException {
    if (entry instanceof Item.Mapping mapping) {
      Item.Entry plugin = mapping.entries().get("plugin");
      if (plugin == null) {
        throw ConfigException.at(
            entry.origin(), path, "an entry with options needs a key 'plugin'");
      }
      return PluginSetting.name(plugin.value(), path + ".plugin");
    }
    return PluginSetting.name(entry, path);
  }
}
