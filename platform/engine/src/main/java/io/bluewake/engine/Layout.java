package io.bluewake.engine;

import io.bluewake.engine.PipelineException.Kind;
import io.bluewake.model.Column;
import io.bluewake.model.ColumnType;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.spi.Reconstructor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The tables of a run, from what the plug-ins in the slots say before the first batch. A plug-in
 * that takes over later must say the same.
 */
final class Layout {
  static final String TRUE = "true_";

  final Selection imageQuality;
  final List<Selection> stereoQuality = new ArrayList<>();
  final List<Reconstruct> reconstructors = new ArrayList<>();
  final Map<Slot<?>, Schema> provided = new HashMap<>();
  Schema parameters = Schema.EMPTY;
  Schema trueParameters = Schema.EMPTY;
  Schema muons = Schema.EMPTY;

  /** Whether the corrector of the pointing has anything to do. */
  boolean pointing;

  /** What a reconstructor says of itself. */
  record Reconstruct(
      String algorithm,
      String property,
      Schema stereo,
      String telescopeProperty,
      Schema telescope,
      List<String> requires) {

    static Reconstruct of(Reconstructor r, int telescopes) {
      return new Reconstruct(
          r.algorithm(),
          r.property(),
          r.provides(telescopes).withPrefix(r.algorithm() + "_"),
          r.telescopeProperty(),
          r.providesPerTelescope().withPrefix(r.algorithm() + "_tel_"),
          r.requires().stream().sorted().toList());
    }

    boolean same(Reconstruct other) {
      return algorithm.equals(other.algorithm)
          && property.equals(other.property)
          && Columns.same(stereo, other.stereo)
          && Columns.same(telescope, other.telescope);
    }
  }

  Layout(PipelinePlan plan, Work work, Subarray subarray, SlotWaits waits)
      throws PipelineException, SlotException, InterruptedException {
    imageQuality = Selection.of("imageQuality", plan.imageQuality());
    ImageFacts.check(imageQuality);
    for (ReconstructorStage stage : plan.reconstructors()) {
      stereoQuality.add(Selection.of("quality of " + stage.slot().name(), stage.quality()));
    }
    if (work.parameters()) {
      collectParameters(plan, waits);
    }
    if (work.muons()) {
      muons = collectMuons(plan, waits);
    }
    if (work.stereo()) {
      collectReconstructors(plan, subarray.size(), waits);
      if (work.parameters()) {
        for (int i = 0; i < reconstructors.size(); i++) {
          checkColumns(i, parameters);
        }
      }
    }
    if (work.images()) {
      touchImageStages(plan, waits);
    }
    boolean pointed = work.parameters() || work.copied() || work.muons() || work.stereo();
    if (plan.pointing().isPresent() && pointed) {
      try (Lease<PointingCorrector> lease = waits.acquire(plan.pointing().get(), -1)) {
        pointing = lease.service().applies(subarray, plan.monitoring());
      }
    }
  }

  private void collectParameters(PipelinePlan plan, SlotWaits waits)
      throws PipelineException, SlotException, InterruptedException {
    List<Schema> measured = new ArrayList<>();
    List<Schema> simulated = new ArrayList<>();
    List<Schema> reported = new ArrayList<>();
    for (StageGroup group : plan.groups()) {
      List<String> names = new ArrayList<>();
      try (Lease<ImageCleaner> lease = waits.acquire(group.clean(), -1)) {
        Schema schema = lease.service().provides();
        checkNew(group.clean(), schema, names);
        provided.put(group.clean(), schema);
        reported.add(schema);
      }
      for (Slot<ImageParameterizer> slot : group.parameters()) {
        try (Lease<ImageParameterizer> lease = waits.acquire(slot, -1)) {
          Schema schema = lease.service().provides();
          checkNew(slot, schema, names);
          measured.add(schema);
          provided.put(slot, schema);
          simulated.add(lease.service().providesForTrueImages().withPrefix(TRUE));
        }
      }
    }
    measured.addAll(reported);
    measured.add(Reconstructor.CORE);
    parameters = Columns.union("image parameters", measured);
    trueParameters = Columns.union("true image parameters", simulated);
  }

  private Schema collectMuons(PipelinePlan plan, SlotWaits waits)
      throws PipelineException, SlotException, InterruptedException {
    List<Schema> parts = new ArrayList<>();
    for (StageGroup group : plan.groups()) {
      List<String> names = new ArrayList<>();
      for (Slot<ImageParameterizer> slot : group.muons()) {
        try (Lease<ImageParameterizer> lease = waits.acquire(slot, -1)) {
          checkNew(slot, lease.service().provides(), names);
          parts.add(lease.service().provides());
          provided.put(slot, lease.service().provides());
        }
      }
    }
    return Columns.union("muon parameters", parts);
  }

  private static void checkNew(Slot<?> slot, Schema schema, List<String> names)
      throws PipelineException {
    for (Column c : schema.columns()) {
      if (names.contains(c.name())) {
        throw new PipelineException(
            Kind.CONFIGURATION,
            slot.name() + ": another plug-in of the list provides column '" + c.name() + "' too");
      }
      names.add(c.name());
    }
  }

  private void collectReconstructors(PipelinePlan plan, int telescopes, SlotWaits waits)
      throws PipelineException, SlotException, InterruptedException {
    for (ReconstructorStage stage : plan.reconstructors()) {
      try (Lease<Reconstructor> lease = waits.acquire(stage.slot(), -1)) {
        Reconstruct fresh = Reconstruct.of(lease.service(), telescopes);
        for (Reconstruct other : reconstructors) {
          if (other.algorithm().equals(fresh.algorithm())) {
            throw new PipelineException(
                Kind.CONFIGURATION,
                stage.slot().name() + ": algorithm " + fresh.algorithm() + " is there twice");
          }
        }
        reconstructors.add(fresh);
      }
    }
  }

  /** Takes every other slot once, so that what is missing is missing before the first batch. */
  private void touchImageStages(PipelinePlan plan, SlotWaits waits)
      throws SlotException, InterruptedException {
    for (StageGroup group : plan.groups()) {
      List<Slot<?>> slots = new ArrayList<>();
      slots.add(group.gain());
      slots.add(group.calibrate());
      slots.addAll(group.modify());
      slots.add(group.extract());
      group.invalidPixels().ifPresent(slots::add);
      if (!provided.containsKey(group.clean())) {
        slots.add(group.clean());
      }
      for (Slot<?> slot : slots) {
        waits.acquire(slot, -1).close();
      }
    }
  }

  /** Checks that a reconstructor and its criteria find their columns. */
  void checkColumns(int reconstructor, Schema schema) throws PipelineException {
    Reconstruct r = reconstructors.get(reconstructor);
    for (String name : r.requires()) {
      int index = schema.indexOf(name);
      if (index < 0 || schema.columns().get(index).type() != ColumnType.FLOAT64) {
        throw new PipelineException(
            Kind.CONFIGURATION,
            "reconstruction "
                + r.algorithm()
                + " needs column '"
                + name
                + "', which neither the input nor a plug-in of 'parameters' provides");
      }
    }
    ColumnFacts.check(stereoQuality.get(reconstructor), schema);
  }
}
