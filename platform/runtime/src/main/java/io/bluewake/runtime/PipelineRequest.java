package io.bluewake.runtime;

import io.bluewake.engine.PipelinePlan;
import io.bluewake.model.DataLevel;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a user asks of a pipeline.
 *
 * @param inputs paths or patterns
 * @param output the product
 * @param levels what the product is to contain
 * @param recompute what to compute although the input has it
 * @param profiles names or files of profiles, in order
 * @param sets overrides {@code path=value}, in order
 * @param telescopes ids or patterns of telescopes; empty for all
 * @param maxEvents largest number of events, -1 for all
 * @param threads number of workers, when the user says so
 * @param overwrite whether an existing product may be replaced
 * @param activity facts for the reference metadata
 * @param monitoring monitoring files that come before those of the configuration, in order of
 *     priority
 */
public record PipelineRequest(
    List<String> inputs,
    Path output,
    Set<DataLevel> levels,
    PipelinePlan.Recompute recompute,
    List<String> profiles,
    List<String> sets,
    List<String> telescopes,
    long maxEvents,
    OptionalInt threads,
    boolean overwrite,
    Map<String, String> activity,
    List<String> monitoring) {
  /** A request without monitoring files of its own. */
  public PipelineRequest(
      List<String> inputs,
      Path output,
      Set<DataLevel> levels,
      PipelinePlan.Recompute recompute,
      List<String> profiles,
      List<String> sets,
      List<String> telescopes,
      long maxEvents,
      OptionalInt threads,
      boolean overwrite,
      Map<String, String> activity) {
    this(
        inputs,
        output,
        levels,
        recompute,
        profiles,
        sets,
        telescopes,
        maxEvents,
        threads,
        overwrite,
        activity,
        List.of());
  }

  /** Keeps copies. */
  public PipelineRequest {
    inputs = List.copyOf(inputs);
    levels = Set.copyOf(levels);
    profiles = List.copyOf(profiles);
    sets = List.copyOf(sets);
    telescopes = List.copyOf(telescopes);
    activity = Map.copyOf(activity);
    monitoring = List.copyOf(monitoring);
  }
}
