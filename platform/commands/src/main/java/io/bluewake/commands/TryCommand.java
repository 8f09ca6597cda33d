package io.bluewake.commands;

import io.bluewake.config.PluginDescription;
import io.bluewake.config.PluginKind;
import io.bluewake.runtime.PluginTrial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two plug-ins, or two configurations of one, on the same events. */
@Command(
    name = "try",
    description = "Try a plug-in against another of its kind: agreement, time, allocation.")
final class TryCommand extends BluewakeCommand {
  /** Kinds of which two can work on the same events, in the order in which they do. */
  private static final List<PluginKind> COMPARABLE =
      List.of(
          PluginKind.GAIN,
          PluginKind.CALIBRATE,
          PluginKind.EXTRACT,
          PluginKind.INVALID_PIXELS,
          PluginKind.CLEAN,
          PluginKind.PARAMETERS,
          PluginKind.RECONSTRUCT);

  @Parameters(index = "0", paramLabel = "PLUGIN", description = "The plug-in to try.")
  private String plugin;

  @Option(
      names = "--against",
      required = true,
      paramLabel = "PLUGIN",
      description = "The plug-in to compare with; may be the same with other options.")
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
      description = "Set one value of both pipelines, which are those of cat-c.")
  private final List<String> sets = new ArrayList<>();

  @Option(
      names = "--against-set",
      paramLabel = "PATH=VALUE",
      description = "Set one value of the second pipeline only.")
  private final List<String> otherSets = new ArrayList<>();

  @Override
  int run(Session session) throws Exception {
    if (events < 1) {
      throw new UsageException("--events " + events + ": at least 1");
    }
    PluginDescription chosen = choose(session);
    String section = PluginsCommand.kind(chosen);
    boolean list =
        chosen.kind() == PluginKind.PARAMETERS || chosen.kind() == PluginKind.RECONSTRUCT;
    List<String> first = sets(section, list, plugin);
    List<String> second = sets(section, list, against);
    second.addAll(otherSets);
    Path path = input.isEmpty() ? madeUp(chosen.kind()) : Path.of(input);
    try {
      print(
          session,
          chosen.kind(),
          session
              .services()
              .pipelines()
              .compare(path, events, section, first, second, session.cancel()));
    } finally {
      if (input.isEmpty()) {
        Files.deleteIfExists(path);
      }
    }
    return CommandRunner.DONE;
  }

  private List<String> sets(String section, boolean list, String name) {
    List<String> all = new ArrayList<>();
    all.add("engine.batchEvents=16");
    all.add(section + (list ? "=" : ".plugin=") + name);
    all.addAll(sets);
    return all;
  }

  /** Simulated counts where two gains or broken pixels matter, toy showers else. */
  private Path madeUp(PluginKind kind) throws IOException {
    if (kind.compareTo(PluginKind.EXTRACT) < 0 || kind == PluginKind.INVALID_PIXELS) {
      return Files.writeString(
          Files.createTempFile("bluewake-try", ".sim"),
          "bluewake-simulation: 1\narray: lst-4\nseed: 1\nenergyMinTeV: 0.3\nviewconeDeg: 0\n"
              + "coreRadius: 200\nreuse: 5\nshowers: "
              + events
              + "\n");
    }
    return Files.writeString(
        Files.createTempFile("bluewake-try", ".toy"),
        "bluewake-toy: 1\nseed: 1\nevents: " + events + "\n");
  }

  private PluginDescription choose(Session session) throws UsageException {
    List<PluginDescription> all = session.services().plugins().all();
    PluginsCommand.checkNames(List.of(plugin, against), all, List.of());
    List<PluginDescription> candidates =
        all.stream().filter(p -> p.name().equals(plugin) && has(all, p.kind(), against)).toList();
    for (PluginDescription candidate : candidates) {
      if (COMPARABLE.contains(candidate.kind())) {
        return candidate;
      }
    }
    if (candidates.isEmpty()) {
      throw new UsageException("'" + plugin + "' and '" + against + "' do different things");
    }
    throw new UsageException(
        switch (candidates.get(0).kind()) {
          case SOURCE -> "two sources do not read the same file: compare what 'process' takes";
          case WRITE -> "writers are compared by their files: compare what 'process' writes";
          default ->
              "plug-ins of kind "
                  + PluginsCommand.kind(candidates.get(0))
                  + " are compared by products: 'process' with the one and with the other";
        });
  }

  private static boolean has(List<PluginDescription> all, PluginKind kind, String name) {
    return all.stream().anyMatch(p -> p.kind() == kind && p.name().equals(name));
  }

  private void print(Session session, PluginKind kind, PluginTrial.Result r) {
    String item = kind == PluginKind.RECONSTRUCT ? "event" : "image";
    TextTable table = new TextTable("", plugin, against.equals(plugin) ? against + " *" : against);
    for (PluginTrial.Marked m : r.marked()) {
      table.row(m.name(), m.first(), m.second());
      table.row("  of this one only", m.first() - m.both(), m.second() - m.both());
    }
    table.row("us per " + item, number(r.microseconds()[0]), number(r.microseconds()[1]));
    table.row("bytes allocated per " + item, number(r.bytes()[0]), number(r.bytes()[1]));
    table.print(session.console().out());
    session.console().out().println();
    session.console().out().println(r.items() + " " + item + "s, equal in " + r.equal());
    if (!r.differences().isEmpty()) {
      session.console().out().println();
      TextTable values =
          new TextTable(
              "SECOND MINUS FIRST",
              "UNIT",
              "BOTH",
              "MEAN",
              "RMS",
              "LARGEST",
              "FIRST ONLY",
              "SECOND ONLY");
      for (PluginTrial.Difference d : r.differences()) {
        if (d.both() + d.onlyFirst() + d.onlySecond() == 0) {
          continue;
        }
        values.row(
            d.name(),
            d.unit(),
            d.both(),
            number(d.mean()),
            number(d.rms()),
            number(d.largest()),
            d.onlyFirst(),
            d.onlySecond());
      }
      values.print(session.console().out());
    } else if (r.marked().isEmpty()) {
      session.console().out().println("no values to compare: no columns in common, or no " + item);
    }
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.3g", value);
  }
}
