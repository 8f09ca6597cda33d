package io.bluewake.commands;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes calibration data from calibration events. */
@Command(
    name = "calibrate",
    description =
        "Compute pixel statistics and camera coefficients from pedestal and flat-field events, or"
            + " optical throughputs from muon rings, as monitoring data for 'process --monitoring'.")
final class CalibrateCommand extends BluewakeCommand {
  @Option(
      names = {"-i", "--input"},
      arity = "1..*",
      paramLabel = "IN",
      description = "Inputs whose events say what they are: files, directories, or patterns.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = "--pedestals",
      arity = "1..*",
      paramLabel = "IN",
      description = "Inputs all of whose events are sky pedestals.")
  List<String> pedestals = new ArrayList<>();

  @Option(
      names = "--flatfields",
      arity = "1..*",
      paramLabel = "IN",
      description = "Inputs all of whose events are flat fields.")
  List<String> flatfields = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Monitoring data, .h5.")
  Path output;

  @Option(
      names = "--pedestal-type",
      paramLabel = "KIND",
      description =
          "Which pedestal events of --input: sky, plain (of unspecified kind), dark, electronic, or"
              + " auto for the first of these that there is. Default: auto.")
  String pedestalType = "auto";

  @Option(
      names = "--chunk-events",
      paramLabel = "N",
      description = "Events of a chunk, of each kind and telescope. Default: 2500.")
  int chunkEvents = 2500;

  @Option(
      names = "--chunk-seconds",
      paramLabel = "S",
      description = "Length of a chunk instead of a number of events.")
  double chunkSeconds;

  @Option(
      names = "--last-chunk",
      paramLabel = "HOW",
      description =
          "The events after the last whole chunk: overlap (a whole chunk that reaches back),"
              + " truncate (a shorter one) or skip. Default: overlap.")
  String lastChunk = "overlap";

  @Option(
      names = "--chunk-shift",
      paramLabel = "X",
      description =
          "Take the statistics again around chunks that are not valid, in chunks that begin so many"
              + " events after each other, or so many seconds with --chunk-seconds. All events wait"
              + " in a temporary file then. Default: not again.")
  double chunkShift;

  @Option(
      names = "--faulty-fraction",
      paramLabel = "X",
      description = "Part of a camera that may be outliers in a valid chunk. Default: 0.1.")
  double faultyFraction = 0.1;

  @Option(
      names = "--raw",
      description =
          "Calibrate the counts of raw data as they are, without the pedestals and gains of the"
              + " file.")
  boolean raw;

  @Option(
      names = "--variance",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description =
          "Pedestal variances and the light of the night sky, if there are waveforms. Default: yes.")
  boolean variance;

  @Option(names = "--muons", description = "Optical throughputs from the muon rings of --input.")
  boolean muons;

  @Option(
      names = "--max-impact",
      paramLabel = "M",
      description = "With --muons: largest impact distance of a ring, m. Default: 10.")
  double maxImpact = 10;

  @Option(
      names = "--pedestal-profile",
      paramLabel = "NAME|FILE",
      description = "Extraction and statistics of pedestals. Default: calibrate-pedestal.")
  String pedestalProfile = "calibrate-pedestal";

  @Option(
      names = "--flatfield-profile",
      paramLabel = "NAME|FILE",
      description =
          "Extraction, statistics and coefficients of flat fields. Default: calibrate-flatfield.")
  String flatfieldProfile = "calibrate-flatfield";

  @Option(
      names = "--variance-profile",
      paramLabel = "NAME|FILE",
      description = "Statistics of pedestal variances. Default: calibrate-variance.")
  String varianceProfile = "calibrate-variance";

  @Option(
      names = "--muon-profile",
      paramLabel = "NAME|FILE",
      description = "Images, rings and statistics of muons. Default: calibrate-muon.")
  String muonProfile = "calibrate-muon";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description =
          "Set one value in all profiles, for example source.focalLength=equivalent, or in one of"
              + " them with its kind in front: pedestal:, variance:, flatfield: or muon:, for"
              + " example flatfield:coefficients.excess-noise.squaredExcessNoise=1.2.")
  List<String> sets = new ArrayList<>();

  @Option(
      names = "--monitoring",
      paramLabel = "FILE",
      description = "Monitoring data to apply before, for a second pass. May be repeated.")
  List<String> monitoring = new ArrayList<>();

  @Mixin RunOptions running;

  @Mixin SelectionOptions selection;

  @Mixin ObservationOption choice;

  @Override
  int run(Session session) throws Exception {
    check();
    session.record().files("outputs", List.of(output));
    session
        .services()
        .pipelines()
        .checkMonitoring(
            output, List.of(muons ? muonProfile : pedestalProfile), List.of(), running.overwrite);
    if (muons) {
      new MuonThroughput(this, session).run();
    } else {
      new CameraCalibration(this, session).run();
    }
    return CommandRunner.DONE;
  }

  private void check() throws UsageException {
    running.check();
    selection.check();
    if (chunkEvents < 2) {
      throw new UsageException("--chunk-events " + chunkEvents + ": at least 2");
    }
    if (!(chunkSeconds >= 0 && chunkSeconds < 1e9)) {
      throw new UsageException("--chunk-seconds " + chunkSeconds + ": at least 0");
    }
    checkShift();
    if (!(faultyFraction >= 0 && faultyFraction <= 1)) {
      throw new UsageException("--faulty-fraction " + faultyFraction + ": 0 to 1");
    }
    if (!List.of("overlap", "truncate", "skip").contains(lastChunk)) {
      throw new UsageException("--last-chunk " + lastChunk + ": overlap, truncate or skip");
    }
    if (!List.of("auto", "sky", "plain", "dark", "electronic").contains(pedestalType)) {
      throw new UsageException(
          "--pedestal-type " + pedestalType + ": auto, sky, plain, dark or electronic");
    }
    if (inputs.isEmpty() && (muons || pedestals.isEmpty() && flatfields.isEmpty())) {
      throw new UsageException("nothing to read: --input, --pedestals or --flatfields");
    }
  }

  private void checkShift() throws UsageException {
    double length = chunkSeconds > 0 ? chunkSeconds : chunkEvents;
    if (!(chunkShift >= 0 && chunkShift < length)) {
      throw new UsageException("--chunk-shift " + chunkShift + ": less than a chunk, " + length);
    }
    if (chunkSeconds <= 0 && chunkShift != Math.rint(chunkShift)) {
      throw new UsageException("--chunk-shift " + chunkShift + ": a number of events");
    }
    if (chunkShift > 0 && muons) {
      throw new UsageException("--chunk-shift is for pixels, not for --muons");
    }
  }

  /** How events are cut into chunks. */
  ChunkWindow.Rule rule() {
    return new ChunkWindow.Rule(
        chunkEvents,
        chunkSeconds,
        ChunkWindow.Last.valueOf(lastChunk.toUpperCase(Locale.ROOT)),
        chunkShift);
  }
}
