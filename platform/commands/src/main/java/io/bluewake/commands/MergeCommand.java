package io.bluewake.commands;

import io.bluewake.runtime.InputPaths;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Merges products. */
@Command(name = "merge", description = "Merge files of one data model into one.")
final class MergeCommand extends BluewakeCommand {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "The merged file.")
  private Path output;

  @Parameters(arity = "1..*", paramLabel = "IN", description = "Files, or patterns in quotes.")
  private final List<String> inputs = new ArrayList<>();

  @Option(names = "--overwrite", description = "Replace an existing file.")
  private boolean overwrite;

  @Option(names = "--images", negatable = true, description = "Keep images. Default: yes.")
  private Boolean images;

  @Option(names = "--parameters", negatable = true, description = "Keep parameters. Default: yes.")
  private Boolean parameters;

  @Option(names = "--showers", negatable = true, description = "Keep showers. Default: yes.")
  private Boolean showers;

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Mixin ProfileOptions profile;

  @Override
  int run(Session session) throws Exception {
    List<Path> paths = InputPaths.expand(inputs);
    session.record().files("inputs", paths);
    for (Path input : paths) {
      if (Files.exists(output) && Files.isSameFile(input, output)) {
        throw new java.io.IOException(output + ": is an input as well");
      }
    }
    Map<String, String> options = new LinkedHashMap<>();
    put(options, "images", images);
    put(options, "parameters", parameters);
    put(options, "showers", showers);
    Map<String, Long> rows =
        session
            .services()
            .pipelines()
            .withWriter(
                output,
                profile.profiles,
                profile.sets,
                writer -> writer.merge(paths, output, options, overwrite));
    session.record().files("outputs", List.of(output));
    session.record().put("rows", rows);
    if (json) {
      session.console().out().print(Json.text(rows));
    } else if (!quiet) {
      TextTable table = new TextTable("ROWS", "TABLE");
      rows.forEach((name, n) -> table.row(n, name));
      table.print(session.console().out());
    }
    return CommandRunner.DONE;
  }

  private static void put(Map<String, String> options, String name, Boolean value) {
    if (value != null) {
      options.put(name, value.toString());
    }
  }
}
