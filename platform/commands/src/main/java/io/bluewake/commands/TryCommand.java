package io.bluewake.commands;

import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import io.bluewake.runtime.PluginTrial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two plug-ins on the same images. */
@Command(
    name = "try",
    description = "Try a cleaner or an extractor against another: agreement, time, allocation.")
final class TryCommand extends BluewakeCommand {
  @Parameters(index = "0", paramLabel = "PLUGIN", description = "The plug-in to try.")
  private String plugin;

  @Option(
      names = "--against",
      required = true,
      paramLabel = "PLUGIN",
      description = "The plug-in to compare with.")
  private String against;

  @Option(
      names = {"-i", "--input"},
      paramLabel = "IN",
      description = "Events to use. Default: made-up showers.")
  private String input = "";

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "How many array events. Default: 1000.")
  private int events = 1000;

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set one value of the rest of the pipeline, which is that of cat-c.")
  private final List<String> sets = new ArrayList<>();

  @Override
  int run(Session session) throws Exception {
    if (events < 1) {
      throw new UsageException("--events " + events + ": at least 1");
    }
    PluginKind kind = kind(session);
    Path made = null;
    try {
      Path path;
      if (input.isEmpty()) {
        made = Files.createTempFile("bluewake-try", ".toy");
        path = Files.writeString(made, "bluewake-toy: 1\nseed: 1\nevents: " + events + "\n");
      } else {
        path = Path.of(input);
      }
      print(
          session,
          kind,
          session
              .services()
              .pipelines()
              .compare(path, events, kind, List.of(plugin, against), sets, session.cancel()));
    } finally {
      if (made != null) {
        Files.deleteIfExists(made);
      }
    }
    return CommandRunner.DONE;
  }

  private PluginKind kind(Session session) throws UsageException {
    List<PluginDescription> all = session.services().plugins().all();
    PluginsCommand.checkNames(List.of(plugin, against), all, List.of());
    for (PluginKind kind : List.of(PluginKind.CLEAN, PluginKind.EXTRACT)) {
      if (has(all, kind, plugin) && has(all, kind, against)) {
        return kind;
      }
    }
    throw new UsageException("try compares two cleaners or two extractors");
  }

  private static boolean has(List<PluginDescription> all, PluginKind kind, String name) {
    return all.stream().anyMatch(p -> p.kind() == kind && p.name().equals(name));
  }

  private void print(Session session, PluginKind kind, PluginTrial.Result r) {
    TextTable table = new TextTable("", plugin, against);
    if (kind == PluginKind.CLEAN) {
      table.row("pixels kept", r.kept()[0], r.kept()[1]);
      table.row(
          "kept by this one only", r.kept()[0] - r.keptByBoth(), r.kept()[1] - r.keptByBoth());
    }
    table.row("us per image", number(r.microseconds()[0]), number(r.microseconds()[1]));
    table.row("bytes allocated per image", number(r.bytes()[0]), number(r.bytes()[1]));
    table.print(session.console().out());
    session.console().out().println();
    session.console().out().println(r.images() + " images, equal in " + r.equalImages());
    if (kind == PluginKind.EXTRACT) {
      session
          .console()
          .out()
          .println(
              "charge of the second minus the first, p.e.: mean "
                  + number(r.meanDifference())
                  + ", rms "
                  + number(r.rmsDifference())
                  + ", largest "
                  + number(r.largestDifference()));
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
