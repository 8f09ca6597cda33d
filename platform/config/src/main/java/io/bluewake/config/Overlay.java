package io.bluewake.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options that somebody sets outside profiles, checked as if a profile had set them. */
public final class Overlay {
  private Overlay() {}

  /**
   * Checks options against the description of their plug-in.
   *
   * @param plugin whose options they are
   * @param options names and values: texts as in a profile, numbers, booleans, or collections
   * @param origin where they were written: a file, the name of a configuration
   * @return the values in the types of the options
   * @throws ConfigException naming origin, option and what is allowed
   */
  public static Map<String, ResolvedPlugin.Value> check(
      PluginDescription plugin, Map<String, ?> options, String origin) throws ConfigException {
    Origin from = new Origin(origin, 0);
    Map<String, ResolvedPlugin.Value> values = new LinkedHashMap<>();
    for (Map.Entry<String, ?> option : options.entrySet()) {
      boolean list = plugin.option(option.getKey()).map(OptionDescription::list).orElse(false);
      Item item = item(option.getValue(), list, from);
      values.put(
          option.getKey(),
          new Checker(new PluginCatalog(List.of(plugin)))
              .value(plugin, option.getKey(), new Item.Entry(item, from), plugin.name()));
    }
    return values;
  }

  static Item item(Object value, boolean list, Origin origin) throws ConfigException {
    if (value instanceof Collection<?> many) {
      List<Item> items = new ArrayList<>();
      for (Object one : many) {
        items.add(item(one, false, origin));
      }
      return new Item.Sequence(items, origin);
    }
    if (value instanceof String text) {
      return list && text.contains(",")
          ? item(List.of(text.split(",", -1)), true, origin)
          : SetOption.scalar(text.strip(), origin);
    }
    return new Item.Scalar(value, String.valueOf(value), origin);
  }
}
