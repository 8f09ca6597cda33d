package io.bluewake.commands;

import io.bluewake.runtime.InputPaths;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what files contain. */
@Command(name = "info", description = "Show what a file of any supported format contains.")
final class InfoCommand extends BluewakeCommand {
  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files, or patterns in quotes.")
  private final List<String> files = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin ProfileOptions profile;

  @Mixin ObservationOption choice;

  @Override
  int run(Session session) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>();
    for (Path file : InputPaths.expand(files)) {
      Map<String, Object> facts =
          session
              .services()
              .pipelines()
              .withSource(
                  file,
                  profile.profiles,
                  choice.with(profile.sets),
                  (name, provider) -> {
                    Map<String, Object> map = new LinkedHashMap<>();
                    map.put("source", name);
                    map.putAll(provider.describe(file));
                    return map;
                  });
      all.put(file.toString(), facts);
    }
    if (json) {
      session
          .console()
          .out()
          .print(Json.text(all.size() == 1 ? all.values().iterator().next() : all));
    } else {
      StringBuilder out = new StringBuilder();
      write(all, "", out);
      session.console().out().print(out);
    }
    return CommandRunner.DONE;
  }

  private static void write(Map<?, ?> facts, String indent, StringBuilder out) {
    facts.forEach(
        (key, value) -> {
          out.append(indent).append(key).append(':');
          if (value instanceof Map<?, ?> map && isShort(map)) {
            out.append(' ').append(map).append('\n');
          } else if (value instanceof Map<?, ?> map) {
            out.append('\n');
            write(map, indent + "  ", out);
          } else if (value instanceof List<?> list
              && list.stream().anyMatch(Map.class::isInstance)) {
            out.append('\n');
            list.forEach(item -> out.append(indent).append("  - ").append(item).append('\n'));
          } else {
            out.append(' ').append(value).append('\n');
          }
        });
  }

  /** Whether a map is a few numbers, which are easier to read side by side. */
  private static boolean isShort(Map<?, ?> map) {
    return !map.isEmpty()
        && map.size() <= 4
        && map.containsKey("count")
        && map.values().stream().allMatch(Number.class::isInstance);
  }
}
