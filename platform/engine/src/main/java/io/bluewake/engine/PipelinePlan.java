package io.bluewake.engine;

import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.PointingCorrector;
import java.util.List;
import java.util.Optional;

/**
 * What a run computes and with what: immutable.
 *
 * @param groupOfTelescope index into {@code groups} of each telescope, by layout index
 * @param groups stages of each group of telescopes; every group has a telescope
 * @param imageQuality criteria on the selected pixels of an image, all of which must hold before
 *     parameters are computed
 * @param reconstructors reconstructions in order
 * @param recompute which levels to compute although the input has them
 * @param settings threads, batches, errors
 * @param monitoring what is known from monitoring about each telescope, by layout index; empty when
 *     there is no monitoring
 * @param pointing corrects where telescopes look and gives sky coordinates, if wanted
 */
public record PipelinePlan(
    List<Integer> groupOfTelescope,
    List<StageGroup> groups,
    List<Criterion> imageQuality,
    List<ReconstructorStage> reconstructors,
    Recompute recompute,
    EngineSettings settings,
    List<TelescopeMonitoring> monitoring,
    Optional<Slot<PointingCorrector>> pointing) {

  /** A plan without monitoring. */
  public PipelinePlan(
      List<Integer> groupOfTelescope,
      List<StageGroup> groups,
      List<Criterion> imageQuality,
      List<ReconstructorStage> reconstructors,
      Recompute recompute,
      EngineSettings settings) {
    this(
        groupOfTelescope,
        groups,
        imageQuality,
        reconstructors,
        recompute,
        settings,
        List.of(),
        Optional.empty());
  }

  /** The same plan with what is known from monitoring. */
  public PipelinePlan with(List<TelescopeMonitoring> known) {
    return new PipelinePlan(
        groupOfTelescope,
        groups,
        imageQuality,
        reconstructors,
        recompute,
        settings,
        known,
        pointing);
  }

  /** The same plan with a correction of the pointing. */
  public PipelinePlan withPointing(Optional<Slot<PointingCorrector>> corrector) {
    return new PipelinePlan(
        groupOfTelescope,
        groups,
        imageQuality,
        reconstructors,
        recompute,
        settings,
        monitoring,
        corrector);
  }

  /** Keeps copies of the lists and checks the groups. */
  public PipelinePlan {
    groupOfTelescope = List.copyOf(groupOfTelescope);
    groups = List.copyOf(groups);
    imageQuality = List.copyOf(imageQuality);
    reconstructors = List.copyOf(reconstructors);
    monitoring = List.copyOf(monitoring);
    if (!monitoring.isEmpty() && monitoring.size() != groupOfTelescope.size()) {
      throw new IllegalArgumentException(
          "monitoring of " + monitoring.size() + " telescopes for " + groupOfTelescope.size());
    }
    for (int g = 0; g < groups.size(); g++) {
      if (!groupOfTelescope.contains(g)) {
        throw new IllegalArgumentException("group " + groups.get(g).name() + " has no telescope");
      }
    }
    for (int g : groupOfTelescope) {
      if (g < 0 || g >= groups.size()) {
        throw new IllegalArgumentException("no group " + g + " among " + groups.size());
      }
    }
  }

  /**
   * Which levels to compute although the input has them.
   *
   * @param dl1 images, if there are waveforms, and parameters
   * @param dl2 showers
   */
  public record Recompute(boolean dl1, boolean dl2) {
    /** Only what the input lacks. */
    public static final Recompute NOTHING = new Recompute(false, false);
  }
}
