package io.bluewake.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML with line numbers, and less of it than YAML allows: no repeated keys, no anchors, no
 * tags of one's own. What is left means the same to everybody.
 */
final class YamlReader {
  private static final int LARGEST = 1 << 20;

  private final String file;
  private final boolean lines;

  /**
   * Creates a reader.
   *
   * @param file name for origins
   * @param lines whether origins have line numbers
   */
  YamlReader(String file, boolean lines) {
    this.file = file;
    this.lines = lines;
  }

  /** Reads a document; an empty one has no keys. */
  Item read(String text) throws ConfigException {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel(file)
            .setSchema(new CoreSchema())
            .setCodePointLimit(LARGEST)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        return new Item.Mapping(new LinkedHashMap<>(), new Origin(file, lines ? 1 : 0));
      }
      return convert(root.get());
    } catch (MarkedYamlEngineException e) {
      int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      throw ConfigException.at(
          new Origin(file, lines ? line : 0), "", "not YAML: " + oneLine(e.getProblem()));
    } catch (YamlEngineException e) {
      throw ConfigException.at(new Origin(file, 0), "", "not YAML: " + oneLine(e.getMessage()));
    }
  }

  private static String oneLine(String text) {
    return text == null ? "" : text.replaceAll("\\s+", " ").strip();
  }

  private Origin origin(Node node) {
    return new Origin(
        file, lines ? node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0) : 0);
  }

  private Item convert(Node node) throws ConfigException {
    if (node.getAnchor().isPresent()) {
      throw ConfigException.at(origin(node), "", "anchors and aliases are not supported");
    }
    if (node instanceof ScalarNode scalar) {
      return scalar(scalar);
    }
    if (node instanceof SequenceNode sequence) {
      List<Item> items = new ArrayList<>();
      for (Node item : sequence.getValue()) {
        items.add(convert(item));
      }
      return new Item.Sequence(items, origin(node));
    }
    return mapping((MappingNode) node);
  }

  private Item mapping(MappingNode node) throws ConfigException {
    Map<String, Item.Entry> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Origin at = origin(tuple.getKeyNode());
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        throw ConfigException.at(at, "", "a key must be a plain text");
      }
      Item.Entry before =
          entries.put(key.getValue(), new Item.Entry(convert(tuple.getValueNode()), at));
      if (before != null) {
        throw ConfigException.at(
            at,
            "",
            "key '" + key.getValue() + "' is there twice, first in line " + before.origin().line());
      }
    }
    return new Item.Mapping(entries, origin(node));
  }

  private Item scalar(ScalarNode node) throws ConfigException {
    String text = node.getValue();
    Tag tag = node.getTag();
    Object value;
    try {
      if (tag.equals(Tag.NULL)) {
        value = null;
      } else if (tag.equals(Tag.BOOL)) {
        value = Boolean.valueOf(text);
      } else if (tag.equals(Tag.INT)) {
        value =
            Long.decode(text.replaceFirst("^0o", "0").replaceFirst("^([-+]?)0+(?=[1-9])", "$1"));
      } else if (tag.equals(Tag.FLOAT)) {
        value = number(text);
      } else if (tag.equals(Tag.STR)) {
        value = text;
      } else {
        throw ConfigException.at(origin(node), "", "tag " + tag + " is not supported");
      }
    } catch (NumberFormatException e) {
      throw ConfigException.at(origin(node), "", "'" + text + "' is too large a number");
    }
    return new Item.Scalar(value, text, origin(node));
  }

  private static Double number(String text) {
    String lower = text.toLowerCase(java.util.Locale.ROOT);
    if (lower.endsWith(".nan")) {
      return Double.NaN;
    }
    if (lower.endsWith(".inf")) {
      return lower.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    return Double.valueOf(text);
  }
}
