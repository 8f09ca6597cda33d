package io.bluewake.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Checks names, types and ranges against the descriptions of plug-ins. */
final class Checker {
  private final PluginCatalog catalog;

  Checker(PluginCatalog catalog) {
    this.catalog = catalog;
  }

  /** The plug-in of a section with a name that somebody wrote. */
  PluginDescription plugin(Section section, Item.Scalar name, String path) throws ConfigException {
    Optional<PluginDescription> found = catalog.find(section.kind, name.text());
    if (found.isPresent()) {
      return found.get();
    }
    List<String> names =
        new ArrayList<>(
            catalog.ofKind(section.kind).stream().map(PluginDescription::name).sorted().toList());
    if (section.optional()) {
      names.add("none");
    }
    throw ConfigException.at(
        name.origin(),
        path,
        "no plug-in '"
            + name.text()
            + "'; installed are "
            + names
            + Suggestion.of(name.text(), names));
  }

  /** The value of an option. */
  ResolvedPlugin.Value value(PluginDescription plugin, String option, Item.Entry entry, String path)
      throws ConfigException {
    Optional<OptionDescription> description = plugin.option(option);
    if (description.isEmpty()) {
      throw unknown("plug-in '" + plugin.name() + "'", plugin.optionNames(), option, entry, path);
    }
    return value(description.get(), entry, path + "." + option);
  }

  static ConfigException unknown(
      String owner, List<String> names, String option, Item.Entry entry, String path) {
    return ConfigException.at(
        entry.origin(),
        path,
        owner + " has no option '" + option + "'; it has " + names + Suggestion.of(option, names));
  }

  /** The value of a described option, converted to its type. */
  static ResolvedPlugin.Value value(OptionDescription option, Item.Entry entry, String path)
      throws ConfigException {
    if (!option.list()) {
      return new ResolvedPlugin.Value(one(option, entry.value(), path), entry.origin());
    }
    List<Item> items =
        entry.value() instanceof Item.Sequence sequence ? sequence.items() : List.of(entry.value());
    List<Object> values = new ArrayList<>();
    for (Item item : items) {
      values.add(one(option, item, path));
    }
    return new ResolvedPlugin.Value(List.copyOf(values), entry.origin());
  }

  private static Object one(OptionDescription option, Item item, String path)
      throws ConfigException {
    if (item instanceof Item.Scalar scalar && scalar.value() != null) {
      Object value = scalar.value();
      switch (option.type()) {
        case BOOLEAN -> {
          if (value instanceof Boolean) {
            return value;
          }
        }
        case INTEGER -> {
          if (value instanceof Long number) {
            return range(option, number, number, item, path);
          }
        }
        case NUMBER -> {
          if (value instanceof Number number) {
            return range(option, number.doubleValue(), number.doubleValue(), item, path);
          }
        }
        case TEXT -> {
          return allowed(option, scalar, path);
        }
      }
    }
    throw ConfigException.at(
        item.origin(), path, "expected " + option.type().words() + ", not " + item.words());
  }

  private static Object range(
      OptionDescription option, Object value, double number, Item item, String path)
      throws ConfigException {
    // Written so that NaN is never in a range.
    boolean aboveMin = option.min().isEmpty() || number >= option.min().getAsDouble();
    boolean belowMax = option.max().isEmpty() || number <= option.max().getAsDouble();
    if (aboveMin && belowMax) {
      return value;
    }
    String allowed =
        option.min().isEmpty()
            ? "at most " + plain(option.max().getAsDouble())
            : option.max().isEmpty()
                ? "at least " + plain(option.min().getAsDouble())
                : "from "
                    + plain(option.min().getAsDouble())
                    + " to "
                    + plain(option.max().getAsDouble());
    throw ConfigException.at(item.origin(), path, item.words() + " is not " + allowed);
  }

  static String plain(double number) {
    return number == Math.rint(number) && Math.abs(number) < 1e15
        ? Long.toString((long) number)
        : Double.toString(number);
  }

  private static Object allowed(OptionDescription option, Item.Scalar scalar, String path)
      throws ConfigException {
    if (option.allowed().isEmpty() || option.allowed().contains(scalar.text())) {
      return scalar.text();
    }
    throw ConfigException.at(
        scalar.origin(),
        path,
        scalar.words()
            + " is not one of "
            + option.allowed()
            + Suggestion.of(scalar.text(), option.allowed()));
  }

  /** Criteria written as a list of pairs or as keys and values. */
  static List<QualityCriterion> criteria(Item item, String path, CriterionCheck check)
      throws ConfigException {
    List<QualityCriterion> all = new ArrayList<>();
    if (item instanceof Item.Mapping mapping) {
      for (Map.Entry<String, Item.Entry> entry : mapping.entries().entrySet()) {
        all.add(criterion(entry.getKey(), entry.getValue().value(), path, check));
      }
      return all;
    }
    if (!(item instanceof Item.Sequence sequence)) {
      throw ConfigException.at(
          item.origin(), path, "expected a list of [name, condition], not " + item.words());
    }
    for (Item pair : sequence.items()) {
      if (!(pair instanceof Item.Sequence two)
          || two.items().size() != 2
          || !(two.items().get(0) instanceof Item.Scalar name)) {
        throw ConfigException.at(pair.origin(), path, "expected a pair [name, condition]");
      }
      all.add(criterion(name.text(), two.items().get(1), path, check));
    }
    return all;
  }

  private static QualityCriterion criterion(
      String name, Item condition, String path, CriterionCheck check) throws ConfigException {
    if (!(condition instanceof Item.Scalar scalar) || scalar.value() == null) {
      throw ConfigException.at(
          condition.origin(), path, "expected a condition, not " + condition.words());
    }
    Optional<String> problem = check.problem(scalar.text());
    if (problem.isPresent()) {
      throw ConfigException.at(scalar.origin(), path, "criterion '" + name + "': " + problem.get());
    }
    return new QualityCriterion(name, scalar.text(), scalar.origin());
  }
}
