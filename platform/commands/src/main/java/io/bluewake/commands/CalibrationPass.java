package io.bluewake.commands;

import io.bluewake.config.ResolvedPipeline;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.model.DataLevel;
import io.bluewake.runtime.Calibration;
import io.bluewake.runtime.PipelineRequest;
import io.bluewake.runtime.PipelineResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Sends inputs through the stages once, for somebody who collects what comes out. */
final class CalibrationPass {
  private static final List<String> KINDS = List.of("pedestal", "variance", "flatfield", "muon");

  private final CalibrateCommand command;
  private final Session session;
  private Optional<ResolvedPipeline> resolvedLast = Optional.empty();

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
    return all;
  }

  /**
   * Runs it.
   *
   * @param kind pedestal, variance, flatfield or muon
   */
  PipelineResult run(
      String kind,
      List<String> inputs,
      String profile,
      List<String> sets,
      Set<DataLevel> levels,
      boolean again,
      List<String> monitoring,
      Calibration calibration)
      throws Exception {
    PipelineRequest request = request(kind, inputs, profile, sets, levels, again, monitoring);
    PipelineResult result =
        command.running.watched(
            session,
            command,
            pipeline -> session.services().runs().declared(session.cancel(), pipeline),
            resolved -> {
              resolvedLast = Optional.of(resolved);
              session.record().put("configuration of " + kind, resolved.explain());
              session.log().say("configuration of " + kind + "\n" + resolved.explain());
            },
            listener ->
                session
                    .services()
                    .pipelines()
                    .collect(request, session.cancel(), listener, calibration));
    session.record().put("events of " + kind, result.report().status().events());
    result.report().notices().forEach((text, n) -> session.log().say(text + ": " + n));
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

  /** Samples of the window in which the last pass has summed, or 0 if it had no such window. */
  int windowSamples() {
    return resolvedLast
        .map(r -> r.groups().get(0).extract().options().get("windowWidth"))
        .map(v -> ((Number) v.value()).intValue())
        .orElse(0);
  }

  Map<String, String> activity() {
    return session.activity("calibrate");
  }
}
