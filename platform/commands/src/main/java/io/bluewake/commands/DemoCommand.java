package io.bluewake.commands;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** A whole analysis on data it makes itself. */
@Command(
    name = "demo",
    description = "Run the whole chain on made-up showers, small enough for a laptop.")
final class DemoCommand extends BluewakeCommand {
  private static final int RUNS = 2;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "DIR",
      description = "Where the products go. Default: bluewake-demo.")
  private Path directory = Path.of("bluewake-demo");

  @Option(names = "--events", paramLabel = "N", description = "Showers of each run. Default: 200.")
  private int events = 200;

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
    TextTable table = new TextTable("STEP", "EVENTS", "TIME", "EVENTS/S", "SIZE", "PRODUCT");
    String[] products = new String[RUNS];
    for (int run = 1; run <= RUNS; run++) {
      Path toy = directory.resolve("run" + run + ".toy");
      Files.writeString(
          toy, "bluewake-toy: 1\nrun: " + run + "\nevents: " + events + "\nseed: " + run + "\n");
      Path product = directory.resolve("run" + run + ".dl2.h5");
      products[run - 1] = product.toString();
      int code =
          step(
              session,
              table,
              product,
              List.of(
                  "process",
                  "-i",
                  toy.toString(),
                  "-o",
                  product.toString(),
                  "--images",
                  "--overwrite",
                  "--quiet"));
      if (code != CommandRunner.DONE) {
        return code;
      }
    }
    Path merged = directory.resolve("all.dl2.h5");
    int code =
        step(
            session,
            table,
            merged,
            List.of(
                "merge",
                "-o",
                merged.toString(),
                "--overwrite",
                "--quiet",
                products[0],
                products[1]));
    if (code != CommandRunner.DONE) {
      return code;
    }
    table.print(session.console().out());
    session.console().out().println();
    session
        .console()
        .out()
        .println(RUNS * events + " showers; look at them with: bluewake info " + merged);
    return CommandRunner.DONE;
  }

  private int step(Session session, TextTable table, Path product, List<String> arguments)
      throws IOException {
    RunRecord record = new RunRecord(session.services().version(), arguments);
    long start = System.nanoTime();
    int code = parts.run(arguments, session, record);
    double seconds = (System.nanoTime() - start) / 1e9;
    if (code == CommandRunner.DONE) {
      Object count = record.get("events").orElse((long) RUNS * events);
      long rate = Math.round(((Number) count).doubleValue() / seconds);
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
