package io.bluewake.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A resolved configuration as text: every value that counts, in YAML, with the place where it was
 * written as a comment.
 */
final class Outline {
  private final Map<List<String>, ResolvedPlugin.Value> values = new LinkedHashMap<>();

  Outline(ResolvedPipeline pipeline) {
    put(Origin.DEFAULT, pipeline.name(), "pipeline");
    EngineOptions engine = pipeline.engine();
    put(Origin.DEFAULT, engine.errors(), "engine", "errors");
    put(Origin.DEFAULT, engine.swap(), "engine", "swap");
    criteria(pipeline.imageQuality(), "imageQuality");
    for (ResolvedGroup group : pipeline.groups()) {
      String g = group.name();
      put(Origin.DEFAULT, group.telescopes(), "telescopes", g, "ids");
      plugin(group.gain(), "telescopes", g, "gain");
      plugin(group.calibrate(), "telescopes", g, "calibrate");
      plugin(group.extract(), "telescopes", g, "extract");
      group.invalidPixels().ifPresent(p -> plugin(p, "telescopes", g, "invalidPixels"));
      plugin(group.clean(), "telescopes", g, "clean");
      group.parameters().forEach(p -> entry(p, "telescopes", g, "parameters"));
      group.muons().forEach(p -> entry(p, "telescopes", g, "muons"));
    }
    for (ResolvedReconstruction r : pipeline.reconstruct()) {
      entry(r.plugin(), "reconstruct");
      criteria(r.quality(), "reconstruct", r.plugin().plugin().name(), "quality");
    }
    pipeline.write().forEach(p -> entry(p, "write"));
  }

  private void put(Origin origin, Object value, String... path) {
    values.put(List.of(path), new ResolvedPlugin.Value(value, origin));
  }

  private void plugin(ResolvedPlugin plugin, String... path) {
    put(plugin.pluginOrigin(), plugin.plugin().name(), longer(path, "plugin"));
    plugin.options().forEach((name, v) -> put(v.origin(), v.value(), longer(path, name)));
  }

  private void entry(ResolvedPlugin plugin, String... path) {
    plugin(plugin, longer(path, plugin.plugin().name()));
  }

  private void criteria(List<QualityCriterion> criteria, String... path) {
    for (QualityCriterion criterion : criteria) {
      put(criterion.origin(), criterion.expression(), longer(path, criterion.name()));
    }
  }

  private static String[] longer(String[] path, String last) {
    String[] longer = java.util.Arrays.copyOf(path, path.length + 1);
    longer[path.length] = last;
    return longer;
  }

  /** The text. */
  String explain() {
    StringBuilder out = new StringBuilder();
    List<String> before = List.of();
    for (Map.Entry<List<String>, ResolvedPlugin.Value> entry : values.entrySet()) {
      List<String> path = entry.getKey();
      int common = 0;
      while (common < before.size() - 1
          && common < path.size() - 1
          && before.get(common).equals(path.get(common))) {
        common++;
      }
      for (int depth = common; depth < path.size() - 1; depth++) {
        out.append("  ".repeat(depth)).append(text(path.get(depth))).append(":\n");
      }
      out.append("  ".repeat(path.size() - 1))
          .append(text(path.get(path.size() - 1)))
          .append(": ")
          .append(text(entry.getValue().value()));
      if (!entry.getValue().origin().equals(Origin.DEFAULT)) {
        out.append("  # ").append(entry.getValue().origin());
      }
      out.append('\n');
      before = path;
    }
    return out.toString();
  }

  /** Lines that say what another has instead. */
  List<String> differences(Outline other) {
    List<String> lines = new ArrayList<>();
    values.forEach(
        (path, value) -> {
          ResolvedPlugin.Value there = other.values.get(path);
          if (there == null) {
            lines.add(line(path, value, "(not set)"));
          } else if (!Objects.equals(there.value(), value.value())) {
            lines.add(line(path, value, text(there.value()) + origin(there)));
          }
        });
    other.values.forEach(
        (path, value) -> {
          if (!values.containsKey(path)) {
            lines.add(
                String.join(".", path) + ": (not set) -> " + text(value.value()) + origin(value));
          }
        });
    return lines;
  }

  private static String line(List<String> path, ResolvedPlugin.Value value, String there) {
    return String.join(".", path) + ": " + text(value.value()) + origin(value) + " -> " + there;
  }

  private static String origin(ResolvedPlugin.Value value) {
    return " (" + value.origin() + ")";
  }

  /** A value in YAML. */
  private static String text(Object value) {
    if (value instanceof List<?> list) {
      List<String> parts = new ArrayList<>();
      list.forEach(item -> parts.add(text(item)));
      return "[" + String.join(", ", parts) + "]";
    }
    if (value instanceof Double number) {
      return number.isInfinite()
          ? (number > 0 ? ".inf" : "-.inf")
          : number.isNaN() ? ".nan" : Checker.plain(number);
    }
    if (!(value instanceof String string)) {
      return String.valueOf(value);
    }
    boolean plain =
        string.matches("[A-Za-z_][A-Za-z0-9_./-]*")
            && !string.matches("(?i)true|false|null|yes|no|on|off");
    return plain ? string : '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
