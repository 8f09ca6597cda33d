package io.bluewake.commands;

import io.bluewake.config.ResolvedPipeline;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventType;
import io.bluewake.runtime.Calibration;
import io.bluewake.runtime.CalibrationRun;
import io.bluewake.runtime.PipelineRequest;
import io.bluewake.runtime.PipelineResult;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends inputs through stages, for somebody who collects what comes out. */
final class CalibrationPass {
  private static final List<String> KINDS = List.of("pedestal", "variance", "flatfield", "muon");

  private final CalibrateCommand command;
  private final Session session;
  private final Map<String, ResolvedPipeline> resolved = new HashMap<>();
  private final Set<String> said = new HashSet<>();

  CalibrationPass(CalibrateCommand command, Session session) {
    this.command = command;
    this.session = session;
  }

  /**
   * Settings of a pass: sources are to deliver their calibration events; what users say about this
   * kind of passes or about all.
   *
   * @param kind pedestal, variance, flatfield or muon
   */
  List<String> sets(String kind, List<String> more) throws UsageException {
    List<String> all =
        new ArrayList<>(
            List.of("source.skipCalibrationEvents=false", "source.calibrationEvents=include"));
    if (command.raw) {
      all.add("calibrate.counts=true");
    }
    all.addAll(more);
    for (String set : command.sets) {
      int colon = set.indexOf(':');
      int equal = set.indexOf('=');
      if (colon < 0 || equal >= 0 && equal < colon) {
        all.add(set);
        continue;
      }
      String of = set.substring(0, colon);
      if (!KINDS.contains(of)) {
        throw new UsageException("--set " + set + ": '" + of + "' is none of " + KINDS);
      }
      if (of.equals(kind)) {
        all.add(set.substring(colon + 1));
      }
    }
    return command.choice.with(all);
  }

  /**
   * Stages for a kind of events.
   *
   * @param kind pedestal, variance, flatfield or muon
   * @param again whether to compute images although the inputs have them
   */
  CalibrationRun stages(
      String kind,
      List<String> inputs,
      String profile,
      List<String> sets,
      Set<DataLevel> levels,
      boolean again,
      List<String> monitoring,
      Calibration calibration)
      throws UsageException {
    return new CalibrationRun(
        request(kind, inputs, profile, sets, levels, again, monitoring),
        calibration,
        pipeline -> {
          if (resolved.put(kind, pipeline) == null) {
            session.record().put("configuration of " + kind, pipeline.explain());
            session.log().say("configuration of " + kind + "\n" + pipeline.explain());
          }
        });
  }

  /**
   * Reads the inputs once and sends them through all of the stages.
   *
   * @param name what the pass is about, for records
   * @param types kinds of events that are wanted, empty for all
   */
  PipelineResult run(String name, List<CalibrationRun> runs, Set<EventType> types)
      throws Exception {
    PipelineResult result =
        command.running.watched(
            session,
            command,
            pipeline -> session.services().runs().declared(session.cancel(), pipeline),
            plain -> {},
            listener ->
                session.services().pipelines().collect(runs, types, session.cancel(), listener));
    session.record().put("events of " + name, result.report().status().events());
    result
        .report()
        .notices()
        .forEach(
            (text, n) -> {
              String note = text + ": " + n;
              if (said.add(note)) { // passes over the same files find the same
                session.say(command, "bluewake: note: " + note);
              }
            });
    return result;
  }

  private PipelineRequest request(
      String kind,
      List<String> inputs,
      String profile,
      List<String> sets,
      Set<DataLevel> levels,
      boolean again,
      List<String> monitoring)
      throws UsageException {
    return new PipelineRequest(
        inputs,
        command.output,
        levels,
        new PipelinePlan.Recompute(again, false),
        List.of(profile),
        sets(kind, sets),
        command.selection.telescopes,
        command.selection.maxEvents,
        command.running.threads(),
        command.running.overwrite,
        activity(),
        monitoring);
  }

  /** Samples of the window in which a kind of events was summed, or 0 without such a window. */
  int windowSamples(String kind) {
    return Optional.ofNullable(resolved.get(kind))
        .map(r -> r.groups().get(0).extract().options().get("windowWidth"))
        .map(v -> ((Number) v.value()).intValue())
        .orElse(0);
  }

  /**
   * Options of the cleaning that a profile has for a telescope; none when it was not used.
   *
   * @param telescope number of the telescope
   */
  Map<String, Object> cleaning(String kind, int telescope) {
    return Optional.ofNullable(resolved.get(kind)).stream()
        .flatMap(r -> r.groups().stream())
        .filter(group -> group.telescopes().contains(telescope))
        .findFirst()
        .map(group -> group.clean().values())
        .orElse(Map.of());
  }

  Map<String, String> activity() {
    return session.activity("calibrate");
  }
}
