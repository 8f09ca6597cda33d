package io.bluewake.commands;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Profiles;
import io.bluewake.config.ResolvedPipeline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows, checks, explains and compares configurations. */
@Command(
    name = "profile",
    description = "Show, check, explain, compare or list configurations.",
    footer = {
      "",
      "  list           names of the built-in profiles",
      "  show NAME      the text of a profile",
      "  check NAME     whether a profile fits the installed plug-ins",
      "  explain NAME   every value that counts, with the place where it was written",
      "  diff A B       what B has instead of A",
      "  plugins NAME   the plug-ins that a profile names, and their bundles",
    })
final class ProfileCommand extends BluewakeCommand {
  @Parameters(
      index = "0",
      paramLabel = "ACTION",
      description = "list, show, check, explain, diff or plugins.")
  private String action;

  @Parameters(index = "1..*", paramLabel = "NAME|FILE", description = "Profiles. Default: cat-c.")
  private final List<String> names = new ArrayList<>();

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set one value; wins over profiles.")
  private final List<String> sets = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "IN",
      description = "Resolve for the telescopes of this input. Default: one of each size.")
  private String input = "";

  @Override
  int run(Session session) throws Exception {
    String name = names.isEmpty() ? "cat-c" : names.get(0);
    switch (action) {
      case "list" -> Profiles.BUILT_IN.forEach(session.console().out()::println);
      case "show" -> session.console().out().print(text(name));
      case "check" -> {
        session.services().pipelines().configuration(List.of(name), sets);
        session.say(this, name + ": fits");
      }
      case "explain" -> session.console().out().print(resolve(session, name).explain());
      case "diff" -> {
        if (names.size() != 2) {
          throw new UsageException("profile diff needs two profiles");
        }
        resolve(session, name)
            .differences(resolve(session, names.get(1)))
            .forEach(session.console().out()::println);
      }
      case "plugins" -> {
        TextTable table = new TextTable("KIND", "NAME", "BUNDLE");
        session
            .services()
            .pipelines()
            .configuration(List.of(name), sets)
            .plugins()
            .forEach(p -> table.row(PluginsCommand.kind(p), p.name(), p.bundle()));
        table.print(session.console().out());
      }
      default ->
          throw new UsageException(
              "profile " + action + ": choose list, show, check, explain, diff or plugins");
    }
    return CommandRunner.DONE;
  }

  private static String text(String name) throws IOException, ConfigException {
    String builtIn = Profiles.builtIn(name).orElse("");
    if (!builtIn.isEmpty()) {
      return builtIn;
    }
    if (!Files.isRegularFile(Path.of(name))) {
      throw new ConfigException(
          "no profile '" + name + "': neither a file nor one of " + Profiles.BUILT_IN);
    }
    return Files.readString(Path.of(name));
  }

  private ResolvedPipeline resolve(Session session, String name) throws Exception {
    return Resolving.profile(session, name, sets, input);
  }
}
