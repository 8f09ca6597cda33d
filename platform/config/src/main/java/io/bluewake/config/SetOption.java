package io.bluewake.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns {@code path=value} of the command line into a document like that of a profile. */
final class SetOption {
  private static final String NAME = "--set";

  private SetOption() {}

  static Item read(String assignment) throws ConfigException {
    int equals = endOfPath(assignment);
    if (equals <= 0) {
      throw new ConfigException(
          NAME + " " + assignment + ": expected path=value, for example clean.picturePe=8.5");
    }
    Origin origin = new Origin(NAME + " " + assignment.substring(0, equals).strip(), 0);
    List<String> path = path(assignment.substring(0, equals).strip());
    if (path.contains("")) {
      throw ConfigException.at(origin, "", "a part of the path is empty");
    }
    if (path.get(0).equals("extends")) {
      throw ConfigException.at(origin, "", "a profile is chosen with --profile");
    }
    Item value = value(path, assignment.substring(equals + 1).strip(), origin);
    for (int i = path.size() - 1; i >= 0; i--) {
      value = Item.Mapping.of(path.get(i), value, origin);
    }
    return value;
  }

  /** Where the first {@code =} outside of quotes is, or -1. */
  private static int endOfPath(String assignment) throws ConfigException {
    char quote = 0;
    for (int i = 0; i < assignment.length(); i++) {
      char c = assignment.charAt(i);
      if (quote == 0 && c == '=') {
        return i;
      }
      quote = quote(quote, c);
    }
    if (quote != 0) {
      throw new ConfigException(NAME + " " + assignment + ": a quote is not closed");
    }
    return -1;
  }

  /** The quote that is open after a character, 0 for none. */
  private static char quote(char open, char c) {
    if (open != 0) {
      return c == open ? 0 : open;
    }
    return c == '"' || c == '\'' ? c : 0;
  }

  /** The keys between dots; in quotes a dot is part of a key. */
  private static List<String> path(String text) {
    List<String> path = new ArrayList<>();
    StringBuilder key = new StringBuilder();
    char open = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      char then = quote(open, c);
      if (open == 0 && c == '.') {
        path.add(key.toString());
        key.setLength(0);
      } else if (then == open) {
        key.append(c);
      }
      open = then;
    }
    path.add(key.toString());
    return path;
  }

  private static Item value(List<String> path, String text, Origin origin) throws ConfigException {
    if (text.startsWith("[") || text.startsWith("{")) {
      return new YamlReader(origin.file(), false).read(text);
    }
    Optional<Section> section = Section.of(path.get(0));
    boolean list = path.size() == 1 && section.isPresent() && section.get().list;
    if (list || text.contains(",")) {
      List<Item> items = new ArrayList<>();
      for (String part : text.isEmpty() ? new String[0] : text.split(",", -1)) {
        items.add(scalar(part.strip(), origin));
      }
      return new Item.Sequence(items, origin);
    }
    return scalar(text, origin);
  }

  static Item scalar(String text, Origin origin) throws ConfigException {
    if (text.isEmpty()) {
      return new Item.Scalar("", "", origin);
    }
    try {
      Item item = new YamlReader(origin.file(), false).read(text);
      if (item instanceof Item.Scalar scalar) {
        return scalar;
      }
    } catch (ConfigException e) {
      // Something like "*" means something in YAML but is a plain text here.
      return new Item.Scalar(text, text, origin);
    }
    return new Item.Scalar(text, text, origin);
  }
}
