package io.bluewake.config;

import java.util.List;
import java.util.Map;

/**
 * A configuration resolved for the telescopes of an array.
 *
 * @param title name of the pipeline, with the place where it was written
 * @param sources what reads inputs: the plug-in that the configuration names, or all installed ones
 * @param monitoring what may read monitoring data, in order of priority
 * @param groupOfTelescope index into {@code groups} of each telescope, by layout index
 * @param groups telescopes with one camera and one configuration, in order of first appearance
 * @param imageQuality criteria before parameters are computed
 * @param pointing what corrects where telescopes look: one plug-in or none
 * @param reconstruct reconstructions in order
 * @param calibration what summarizes calibration events
 * @param write writers that are configured, in order
 * @param engine how to use the machine
 * @param engineValues the same, each value with the place where it was written
 * @param warnings things that are probably mistakes, one line each
 */
public record ResolvedPipeline(
    ResolvedPlugin.Value title,
    List<ResolvedPlugin> sources,
    List<ResolvedPlugin> monitoring,
    List<Integer> groupOfTelescope,
    List<ResolvedGroup> groups,
    List<QualityCriterion> imageQuality,
    List<ResolvedPlugin> pointing,
    List<ResolvedReconstruction> reconstruct,
    ResolvedCalibration calibration,
    List<ResolvedPlugin> write,
    EngineOptions engine,
    Map<String, ResolvedPlugin.Value> engineValues,
    List<String> warnings) {

  /** Name of the pipeline. */
  public String name() {
    return String.valueOf(title.value());
  }

  /**
   * All values as YAML, each with the place where it was written as a comment. This text goes into
   * products.
   */
  public String explain() {
    return new Outline(this).explain();
  }

  /** What another has instead: one line per value, empty when they are the same. */
  public List<String> differences(ResolvedPipeline other) {
    return new Outline(this).differences(new Outline(other));
  }
}
