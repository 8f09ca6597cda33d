package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.EngineOptions;
import io.bluewake.config.QualityCriterion;
import io.bluewake.config.ResolvedGroup;
import io.bluewake.config.ResolvedPipeline;
import io.bluewake.config.ResolvedPlugin;
import io.bluewake.config.ResolvedReconstruction;
import io.bluewake.engine.Criterion;
import io.bluewake.engine.EngineSettings;
import io.bluewake.engine.PipelinePlan;
import io.bluewake.engine.ReconstructorStage;
import io.bluewake.engine.Slot;
import io.bluewake.engine.StageGroup;
import io.bluewake.spi.CameraCalibrator;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.InvalidPixelHandler;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.SimulationModifier;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Turns a resolved configuration into a plan whose slots are filled by services. */
final class PlanBuilder {
  private final Slots slots;

  /** Makes slots. */
  interface Slots {
    /** Makes the slot that a plug-in fills. */
    <T> Slot<T> slot(Class<T> kind, ResolvedPlugin plugin, String name)
        throws ConfigException, IOException;
  }

  PlanBuilder(Slots slots) {
    this.slots = slots;
  }

  /** Makes all slots of a pipeline. */
  PipelinePlan build(
      ResolvedPipeline pipeline, OptionalInt threads, PipelinePlan.Recompute recompute)
      throws ConfigException, IOException {
    List<StageGroup> groups = new ArrayList<>();
    for (ResolvedGroup group : pipeline.groups()) {
      groups.add(group(group));
    }
    List<ReconstructorStage> reconstructors = new ArrayList<>();
    for (ResolvedReconstruction r : pipeline.reconstruct()) {
      String name = SlotNames.common("reconstruct", r.plugin());
      reconstructors.add(
          new ReconstructorStage(
              slots.slot(Reconstructor.class, r.plugin(), name), criteria(r.quality())));
    }
    return new PipelinePlan(
            pipeline.groupOfTelescope(),
            groups,
            criteria(pipeline.imageQuality()),
            reconstructors,
            recompute,
            settings(pipeline.engine(), threads))
        .withPointing(pointing(pipeline.pointing()));
  }

  private Optional<Slot<PointingCorrector>> pointing(List<ResolvedPlugin> plugins)
      throws ConfigException, IOException {
    if (plugins.size() > 1) {
      throw new ConfigException(
          plugins.get(1).pluginOrigin()
              + ": pointing: one plug-in at a time, "
              + plugins.get(0).plugin().name()
              + " is there already");
    }
    if (plugins.isEmpty()) {
      return Optional.empty();
    }
    String name = SlotNames.common("pointing", plugins.get(0));
    return Optional.of(slots.slot(PointingCorrector.class, plugins.get(0), name));
  }

  private StageGroup group(ResolvedGroup group) throws ConfigException, IOException {
    String name = group.name();
    Optional<Slot<InvalidPixelHandler>> invalidPixels = Optional.empty();
    if (group.invalidPixels().isPresent()) {
      invalidPixels =
          Optional.of(
              slot(InvalidPixelHandler.class, group.invalidPixels().get(), "invalidPixels", name));
    }
    return new StageGroup(
        name,
        slot(GainSelector.class, group.gain(), "gain", name),
        slot(CameraCalibrator.class, group.calibrate(), "calibrate", name),
        listed(SimulationModifier.class, group.modify(), "modify", name),
        slot(ImageExtractor.class, group.extract(), "extract", name),
        invalidPixels,
        slot(ImageCleaner.class, group.clean(), "clean", name),
        listed(ImageParameterizer.class, group.parameters(), "parameters", name),
        listed(ImageParameterizer.class, group.muons(), "muons", name));
  }

  private <T> Slot<T> slot(Class<T> kind, ResolvedPlugin plugin, String stage, String group)
      throws ConfigException, IOException {
    return slots.slot(kind, plugin, SlotNames.single(stage, group));
  }

  private <T> List<Slot<T>> listed(
      Class<T> kind, List<ResolvedPlugin> plugins, String stage, String group)
      throws ConfigException, IOException {
    List<Slot<T>> list = new ArrayList<>();
    for (ResolvedPlugin plugin : plugins) {
      list.add(slots.slot(kind, plugin, SlotNames.listed(stage, plugin, group)));
    }
    return list;
  }

  private static List<Criterion> criteria(List<QualityCriterion> criteria) {
    return criteria.stream().map(c -> new Criterion(c.name(), c.expression())).toList();
  }

  static EngineSettings settings(EngineOptions options, OptionalInt threads) {
    int configured =
        options.workers() > 0 ? options.workers() : Runtime.getRuntime().availableProcessors();
    return new EngineSettings(
        threads.orElse(configured),
        new EventSource.Limits(options.batchEvents(), options.batchBytes()),
        options.errors().equals("skip-event")
            ? EngineSettings.ErrorPolicy.SKIP_EVENT
            : EngineSettings.ErrorPolicy.FAIL);
  }
}
