package io.bluewake.commands;

import io.bluewake.engine.PipelinePlan;
import io.bluewake.model.DataLevel;
import io.bluewake.runtime.PipelineRequest;
import io.bluewake.runtime.PipelineResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Turns raw or calibrated data into images, parameters and showers. */
@Command(
    name = "process",
    description = "Process raw events or DL1 into DL1 or DL2 of the ctapipe data model.")
class ProcessCommand extends BluewakeCommand {
  @Option(
      names = {"-i", "--input"},
      required = true,
      arity = "1..*",
      paramLabel = "IN",
      description = "Input: files, directories, or patterns in quotes.")
  List<String> inputs = new ArrayList<>();

  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "OUT",
      description = "Product.")
  Path output;

  @Option(
      names = "--to",
      paramLabel = "LEVEL",
      description = "Last data level: dl1 or dl2. Default: dl2.")
  String to = "dl2";

  @Option(
      names = "--recompute",
      paramLabel = "LEVEL",
      description =
          "Compute again what the input has already: dl1 (images and parameters) or dl2."
              + " May be given twice.")
  List<String> recompute = new ArrayList<>();

  @Mixin ProfileOptions profile;

  @Mixin RunOptions running;

  @Mixin SelectionOptions selection;

  @Mixin ObservationOption choice;

  @Option(
      names = "--monitoring",
      paramLabel = "FILE",
      description =
          "Monitoring data: calibration coefficients, pixel statistics, pointing. May be given"
              + " several times; the first that has something counts.")
  List<String> monitoring = new ArrayList<>();

  @Option(
      names = "--waveforms",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description = "Write calibrated waveforms (R1), gain selected. Default: no.")
  boolean waveforms;

  @Option(
      names = "--raw-waveforms",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description = "Write raw counts of all gains (R0). Default: no.")
  boolean rawWaveforms;

  @Option(
      names = "--images",
      negatable = true,
      defaultValue = "false",
      fallbackValue = "true",
      description = "Write images. Default: no.")
  boolean images;

  @Option(
      names = "--parameters",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Write image parameters. Default: yes.")
  boolean parameters;

  @Option(
      names = "--showers",
      negatable = true,
      description = "Write reconstructed showers. Default: yes with --to dl2.")
  Boolean showers;

  @Override
  int run(Session session) throws Exception {
    PipelineRequest request = request(session);
    session.record().files("outputs", List.of(output));
    PipelineResult result =
        running.watched(
            session,
            this,
            pipeline -> session.services().runs().declared(session.cancel(), pipeline),
            resolved -> {
              session.services().runs().resolved(session.cancel(), resolved.explain());
              session.record().put("configuration", resolved.explain());
              session.log().say("configuration\n" + resolved.explain());
            },
            listener -> session.services().pipelines().run(request, session.cancel(), listener));
    report(session, result);
    return CommandRunner.DONE;
  }

  private PipelineRequest request(Session session) throws UsageException {
    running.check();
    selection.check();
    return new PipelineRequest(
        inputs,
        output,
        levels(),
        recompute(),
        profile.profiles,
        choice.with(profile.sets),
        selection.telescopes,
        selection.maxEvents,
        running.threads(),
        running.overwrite,
        session.activity("process"),
        monitoring);
  }

  private PipelinePlan.Recompute recompute() throws UsageException {
    for (String level : recompute) {
      if (!level.equals("dl1") && !level.equals("dl2")) {
        throw new UsageException("--recompute " + level + ": choose dl1 or dl2");
      }
    }
    return new PipelinePlan.Recompute(recompute.contains("dl1"), recompute.contains("dl2"));
  }

  private Set<DataLevel> levels() throws UsageException {
    if (!to.equals("dl1") && !to.equals("dl2")) {
      throw new UsageException("--to " + to + ": choose dl1 or dl2");
    }
    Set<DataLevel> levels = EnumSet.noneOf(DataLevel.class);
    if (rawWaveforms) {
      levels.add(DataLevel.R0);
    }
    if (waveforms) {
      levels.add(DataLevel.R1);
    }
    if (images) {
      levels.add(DataLevel.DL1_IMAGES);
    }
    if (parameters) {
      levels.add(DataLevel.DL1_PARAMETERS);
      levels.add(DataLevel.DL1_MUON);
    }
    if (showers == null ? to.equals("dl2") : showers) {
      levels.add(DataLevel.DL2);
    }
    if (levels.isEmpty()) {
      throw new UsageException(
          "nothing to write: --raw-waveforms, --waveforms, --images, --parameters or --showers");
    }
    return levels;
  }

  private void report(Session session, PipelineResult result) throws java.io.IOException {
    RunRecord record = session.record();
    record.files("inputs", result.inputs());
    record.files("outputs", List.of(output));
    record.put("events", result.report().status().events());
    record.put("telescopeEvents", result.report().status().telescopeEvents());
    record.put(
        "source", result.source().stream().map(s -> RunRecord.software("source", s)).toList());
    record.put("writer", RunRecord.software("write", result.writer()));
    record.segments(result.report().provenance());
    record.put("notices", result.report().notices());
    StatusText.log(session.log(), result.report().status());
    result
        .report()
        .notices()
        .forEach((text, n) -> session.say(this, "bluewake: note: " + text + ": " + n));
    session.say(this, StatusText.summary(output, result.report().status()));
  }
}
