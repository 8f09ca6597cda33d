package io.bluewake.commands;

import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A whole analysis on data it makes itself. */
@Command(
    name = "demo",
    description =
        "Simulate gammas, protons and electrons in a small array and reconstruct them, small enough"
            + " for a laptop.")
final class DemoCommand extends BluewakeCommand {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the products go. Default: bluewake-demo.")
  private Path directory = Path.of("bluewake-demo");

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Showers of each kind to throw. Default: 250.")
  private int events = 250;

  /** Runs a command as a part of this one. */
  interface Parts {
    /**
     * Runs it.
     *
     * @param record receives what it did
     * @return exit code
     */
    int run(List<String> arguments, Session session, RunRecord record);
  }

  /**
   * A kind of particle.
   *
   * @param name as the simulation calls it
   * @param settings of its own
   */
  private record Kind(String name, List<String> settings) {}

  /** Cosmic rays come from everywhere and give less light than gammas of the same energy. */
  private static final List<Kind> KINDS =
      List.of(
          new Kind("gamma", List.of("energyMinTeV=0.1", "energyMaxTeV=5", "coreRadius=250")),
          new Kind(
              "proton",
              List.of("energyMinTeV=0.3", "energyMaxTeV=15", "coreRadius=250", "viewconeDeg=2")),
          new Kind(
              "electron",
              List.of("energyMinTeV=0.1", "energyMaxTeV=5", "coreRadius=250", "viewconeDeg=2")));

  private final Parts parts;

  /** Creates the command. */
  DemoCommand(Parts parts) {
    this.parts = parts;
  }

  @Override
  int run(Session session) throws Exception {
    if (events < 1) {
      throw new UsageException("--events " + events + ": at least 1");
    }
    Files.createDirectories(directory);
    TextTable steps = new TextTable("STEP", "EVENTS", "TIME", "EVENTS/S", "SIZE", "PRODUCT");
    List<String> products = new ArrayList<>();
    int run = 0;
    for (Kind kind : KINDS) {
      run++;
      Path raw = directory.resolve(kind.name() + ".simtel.zst");
      Path product = directory.resolve(kind.name() + ".dl2.h5");
      int code = step(session, steps, raw, simulate(kind, run, raw));
      if (code == CommandRunner.DONE) {
        code = step(session, steps, product, process(raw, product));
      }
      if (code != CommandRunner.DONE) {
        return code;
      }
      products.add(product.toString());
    }
    Path merged = directory.resolve("all.dl2.h5");
    List<String> merge = new ArrayList<>();
    merge.addAll(List.of("merge", "-o", merged.toString(), "--overwrite", "--quiet"));
    merge.addAll(products);
    int code = step(session, steps, merged, merge);
    if (code != CommandRunner.DONE) {
      return code;
    }
    report(session, steps, merged);
    return CommandRunner.DONE;
  }

  private List<String> simulate(Kind kind, int run, Path raw) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("simulate", "-o", raw.toString(), "--array", "small", "--overwrite", "--quiet"));
    arguments.addAll(List.of("--primary", kind.name(), "--events", Integer.toString(events)));
    arguments.addAll(List.of("--run", Integer.toString(run), "--seed", Integer.toString(run)));
    for (String setting : kind.settings()) {
      arguments.addAll(List.of("--set", setting));
    }
    return arguments;
  }

  private static List<String> process(Path raw, Path product) {
    return List.of(
        "process",
        "-i",
        raw.toString(),
        "-o",
        product.toString(),
        "--images",
        "--overwrite",
        "--quiet");
  }

  private void report(Session session, TextTable steps, Path merged) throws Exception {
    var out = session.console().out();
    steps.print(out);
    out.println();
    Map<String, DemoSample> samples = new LinkedHashMap<>();
    for (Kind kind : KINDS) {
      Path product = directory.resolve(kind.name() + ".dl2.h5");
      samples.put(
          kind.name(),
          session
              .services()
              .pipelines()
              .withSource(
                  product,
                  List.of(),
                  List.of(),
                  (name, provider) -> {
                    try (EventSource source = provider.open(product, EventSource.Request.ALL)) {
                      return DemoSample.of(source);
                    }
                  }));
    }
    DemoPage page = new DemoPage(samples, events);
    page.table().print(out);
    out.println();
    out.println(
        "Four large and four medium telescopes; an event is TRIGGERED when two of them see it.");
    out.println(
        "WIDTH and LENGTH are the medians of images of large telescopes above 200 p.e.: gammas");
    out.println("(the signal) and electrons are narrow, protons (the background) wide. 68 percent");
    out.println("of the directions are within the last number of the true ones.");
    Path html = directory.resolve("demo.html");
    page.write(html);
    out.println("Figures: open " + html + " in a browser");
    out.println("Look at the product with: bluewake info " + merged);
  }

  private int step(Session session, TextTable table, Path product, List<String> arguments)
      throws IOException {
    RunRecord record = new RunRecord(session.services().version(), arguments);
    long start = System.nanoTime();
    int code = parts.run(arguments, session, record);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code == CommandRunner.DONE) {
      Object count = record.get("events").orElse("");
      Object rate = count instanceof Number n ? Math.round(n.doubleValue() / seconds) : "";
      table.row(
          arguments.get(0),
          count,
          String.format(Locale.ROOT, "%.2f s", seconds),
          rate,
          Files.size(product) / 1024 + " kB",
          product);
    }
    return code;
  }
}
