package io.bluewake.commands;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.PipelineException;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.model.DataLevel;
import io.bluewake.runtime.PipelineRequest;
import io.bluewake.runtime.PipelineResult;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Simulates observations and writes them as raw data. */
@Command(
    name = "simulate",
    description =
        "Simulate showers in an array of telescopes and write raw events. A name that ends with"
            + " .sim writes the settings alone, for 'bluewake process -i NAME.sim'.")
final class SimulateCommand extends BluewakeCommand {
  private static final String SETTINGS = ".sim";
  private static final String DL0 = ".zfits";
  private static final String BOTH_GAINS = "bothGains";
  private static final Pattern LINE = Pattern.compile("line (\\d{1,6}): (.*)", Pattern.DOTALL);

  /** Number of the line of the first option in the settings. */
  private static final int FIRST_LINE = 2;

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description =
          "Product: .simtel.zst, .simtel.gz, .simtel; .zfits, a directory of DL0 files; or .sim for"
              + " the settings alone.")
  Path output;

  @Option(
      names = "--format",
      paramLabel = "NAME",
      description =
          "simtel or zfits. Default: as the name of the product ends. With zfits .zfits is added to"
              + " a name that does not have it.")
  String format = "";

  @Option(
      names = "--primary",
      paramLabel = "NAME",
      description =
          "gamma, electron, proton, helium, nitrogen, silicon, iron or muon. Default: gamma.")
  String primary = "gamma";

  @Option(
      names = "--array",
      paramLabel = "NAME",
      description =
          "alpha-north, alpha-south, small, lst-4, sct-4 (four SCTs), or one telescope: lst-1,"
              + " mst-nectarcam-1, mst-flashcam-1, sst-1, sct-1. Default: alpha-north.")
  String array = "alpha-north";

  @Option(
      names = "--events",
      paramLabel = "N",
      description = "Showers to throw; those that trigger are written. Default: 100.")
  long events = 100;

  @Option(names = "--seed", paramLabel = "N", description = "Seed of the random numbers.")
  long seed = 1;

  @Option(names = "--run", paramLabel = "N", description = "Run number. Default: 1.")
  int run = 1;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Any other setting of the simulation, for example energyMinTeV=0.1, viewconeDeg=5,"
              + " coreRadius=800, reuse=10, wobbleDeg=0.5, flatfieldEvery=100. May be repeated.")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--writer",
      paramLabel = "KEY=VALUE",
      description =
          "An option of the writer, for example compression=zstd3, streams=4, chunkRows=10000"
              + " (bluewake describe zfits). May be repeated.")
  List<String> writerOptions = new ArrayList<>();

  @Mixin RunOptions running;

  @Override
  int run(Session session) throws Exception {
    String settings = settings();
    chooseFormat();
    session.record().put("simulation", settings);
    session.record().files("outputs", List.of(output));
    if (output.toString().endsWith(SETTINGS)) {
      if (Files.exists(output) && !running.overwrite) {
        throw new FileAlreadyExistsException(output + ": exists already; --overwrite replaces it");
      }
      Files.writeString(output, settings);
      return CommandRunner.DONE;
    }
    Path input = Files.createTempFile("bluewake-", SETTINGS);
    try {
      // Raw data have both gain channels; DL0 has one of each pixel unless both are asked for.
      boolean add = format.equals("simtel") && bothGains().isEmpty();
      Files.writeString(input, add ? settings + BOTH_GAINS + ": 1\n" : settings);
      simulate(session, input, settings);
    } catch (IOException | PipelineException | ConfigException e) {
      throw usage(input, e);
    } finally {
      Files.deleteIfExists(input);
    }
    return CommandRunner.DONE;
  }

  /** What is wrong in the settings is wrong on the command line: names the option, not a file. */
  private <E extends Exception> E usage(Path input, E e) throws UsageException {
    String text = String.valueOf(e.getMessage());
    int at = text.indexOf(input + ": ");
    if (at < 0) {
      return e;
    }
    String problem = text.substring(at + (input + ": ").length());
    Matcher line = LINE.matcher(problem);
    if (!line.matches()) {
      throw new UsageException("--set: " + problem);
    }
    int number = Integer.parseInt(line.group(1)) - FIRST_LINE;
    List<String> options =
        List.of(
            "--primary " + primary,
            "--array " + array,
            "--events " + events,
            "--seed " + seed,
            "--run " + run);
    String option =
        number >= 0 && number < options.size()
            ? options.get(number)
            : number - options.size() >= 0 && number - options.size() < sets.size()
                ? "--set " + sets.get(number - options.size())
                : "--set";
    throw new UsageException(option + ": " + line.group(2));
  }

  private void chooseFormat() throws UsageException {
    if (format.isEmpty()) {
      format = output.toString().endsWith(DL0) ? "zfits" : "simtel";
    }
    if (!format.equals("simtel") && !format.equals("zfits")) {
      throw new UsageException("--format " + format + ": choose simtel or zfits");
    }
    if (format.equals("zfits") && !output.toString().endsWith(DL0)) {
      output = output.resolveSibling(output.getFileName() + DL0);
    }
  }

  /** The text that the simulation source reads. */
  private String settings() throws UsageException {
    if (events < 0) {
      throw new UsageException("--events " + events + ": at least 0");
    }
    running.check();
    StringBuilder text = new StringBuilder("bluewake-simulation: 1\n");
    line(text, "primary", primary);
    line(text, "array", array);
    line(text, "showers", events);
    line(text, "seed", seed);
    line(text, "run", run);
    for (String set : sets) {
      int equal = set.indexOf('=');
      if (equal <= 0) {
        throw new UsageException("--set " + set + ": give KEY=VALUE");
      }
      line(text, set.substring(0, equal), set.substring(equal + 1));
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String key, Object value) {
    text.append(key).append(": ").append(value).append('\n');
  }

  /** What the user says about both gains. */
  private Optional<String> bothGains() {
    String prefix = BOTH_GAINS + "=";
    return sets.stream()
        .filter(set -> set.startsWith(prefix))
        .map(set -> set.substring(prefix.length()))
        .findFirst();
  }

  private void simulate(Session session, Path input, String text) throws Exception {
    PipelineResult result =
        running.watched(
            session,
            this,
            pipeline -> {},
            resolved -> session.log().say("simulation\n" + text),
            listener ->
                session
                    .services()
                    .pipelines()
                    .run(request(session, input), session.cancel(), listener));
    session.record().put("events", result.report().status().events());
    session.record().put("telescopeEvents", result.report().status().telescopeEvents());
    session.say(this, StatusText.summary(output, result.report().status()));
  }

  private PipelineRequest request(Session session, Path input) {
    List<String> options = new ArrayList<>();
    String writer = format.equals("zfits") ? "zfits" : "eventio";
    options.add("write=" + writer);
    if (format.equals("zfits") && bothGains().filter(value -> value.startsWith("1")).isPresent()) {
      options.add("write.zfits.bothGains=true");
    }
    writerOptions.forEach(option -> options.add("write." + writer + "." + option));
    return new PipelineRequest(
        List.of(input.toString()),
        output,
        Set.of(DataLevel.R0),
        PipelinePlan.Recompute.NOTHING,
        List.of(),
        options,
        List.of(),
        -1,
        running.threads(),
        running.overwrite,
        session.activity("simulate"));
  }
}
