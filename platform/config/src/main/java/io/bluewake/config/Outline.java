package io.bluewake.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A resolved configuration as text: every value that counts, in YAML, with the place where it was
 * written as a comment.
 */
final class Outline {
  /** Texts that YAML takes as they are ... */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_./-]*");

  /** ... unless they mean something else. */
  private static final Pattern WORD = Pattern.compile("(?i)true|false|null|yes|no|on|off");

  private static final String TELESCOPES = "telescopes";

  private final Map<List<String>, ResolvedPlugin.Value> values = new LinkedHashMap<>();

  Outline(ResolvedPipeline pipeline) {
    values.put(List.of("pipeline"), pipeline.title());
    pipeline.engineValues().forEach((name, v) -> values.put(List.of("engine", name), v));
    pipeline.sources().forEach(p -> entry(p, "source"));
    pipeline.monitoring().forEach(p -> entry(p, "monitoring"));
    criteria(pipeline.imageQuality(), "imageQuality");
    for (ResolvedGroup group : pipeline.groups()) {
      String g = group.name();
      put(Origin.DEFAULT, group.telescopes(), TELESCOPES, g, "ids");
      plugin(group.gain(), TELESCOPES, g, "gain");
      plugin(group.calibrate(), TELESCOPES, g, "calibrate");
      group.modify().forEach(p -> entry(p, TELESCOPES, g, "modify"));
      plugin(group.extract(), TELESCOPES, g, "extract");
      group.invalidPixels().ifPresent(p -> plugin(p, TELESCOPES, g, "invalidPixels"));
      plugin(group.clean(), TELESCOPES, g, "clean");
      group.parameters().forEach(p -> entry(p, TELESCOPES, g, "parameters"));
      group.muons().forEach(p -> entry(p, TELESCOPES, g, "muons"));
    }
    pipeline.pointing().forEach(p -> entry(p, "pointing"));
    for (ResolvedReconstruction r : pipeline.reconstruct()) {
      entry(r.plugin(), "reconstruct");
      criteria(r.quality(), "reconstruct", r.plugin().plugin().name(), "quality");
    }
    pipeline
        .calibration()
        .sections()
        .forEach((section, plugins) -> plugins.forEach(p -> entry(p, section)));
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
      out.append("  # ").append(entry.getValue().origin()).append('\n');
      before = path;
    }
    return out.toString();
  }

  /**
   * Lines that say what another has instead. A difference that groups of telescopes share is one
   * line with the names of the groups, or {@code *} for all of them.
   */
  List<String> differences(Outline other) {
    Map<List<String>, Set<String>> groupsOfLine = new LinkedHashMap<>();
    Set<List<String>> paths = new LinkedHashSet<>(values.keySet());
    paths.addAll(other.values.keySet());
    Set<String> allGroups = new LinkedHashSet<>();
    for (List<String> path : paths) {
      boolean grouped = path.get(0).equals(TELESCOPES);
      if (grouped) {
        allGroups.add(path.get(1));
      }
      ResolvedPlugin.Value here = values.get(path);
      ResolvedPlugin.Value there = other.values.get(path);
      if (here == null || there == null || !Objects.equals(here.value(), there.value())) {
        String rest = String.join(".", path.subList(grouped ? 2 : 0, path.size()));
        String change = rest + ": " + side(here) + " -> " + side(there);
        groupsOfLine
            .computeIfAbsent(
                List.of(grouped ? TELESCOPES : "", change), line -> new LinkedHashSet<>())
            .add(grouped ? path.get(1) : "");
      }
    }
    List<String> lines = new ArrayList<>();
    groupsOfLine.forEach(
        (line, groups) -> {
          String names = groups.equals(allGroups) ? "*" : String.join(",", groups);
          lines.add(
              line.get(0).isEmpty() ? line.get(1) : TELESCOPES + "." + names + "." + line.get(1));
        });
    return lines;
  }

  private static String side(ResolvedPlugin.Value value) {
    return value == null ? "(not set)" : text(value.value()) + origin(value);
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
    boolean plain = PLAIN.matcher(string).matches() && !WORD.matcher(string).matches();
    return plain ? string : '"' + string.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
