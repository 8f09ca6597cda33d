package io.bluewake.engine;

import io.bluewake.model.EventBatch;
import io.bluewake.model.Reconstruction;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** A batch on its way, with its tables, counts and the services that computed it. */
final class Job {
  static final String GEOMETRY = "geometry";
  private static final String SKY = "sky";

  final EventBatch batch;
  final Table parameters;
  final Table trueParameters;
  final Table muons;
  final Table pointing;
  final List<Reconstruction> reconstructions = new ArrayList<>();

  /** Sky coordinates of each reconstruction of directions, in order. */
  final List<Reconstruction> sky = new ArrayList<>();

  final CutFlow imageFlow;
  final CutFlow[] stereoFlows;
  final Map<String, ServiceIdentity> identities = new HashMap<>();
  final AtomicInteger writersLeft = new AtomicInteger();

  /** What is written instead of this, after events had to be left out; usually this. */
  Job output = this;

  /** What read it, if the source says so. */
  Optional<ServiceIdentity> readBy = Optional.empty();

  /** How many events were left out. */
  int skipped;

  /** Telescope events whose parameters were read and are corrected for the pointing now. */
  long correctedNow;

  /** Telescope events whose parameters were read and had been corrected before. */
  long correctedBefore;

  /** Telescope events whose corrected parameters are computed again without correction. */
  long uncorrected;

  /** What branches have gathered, to be delivered in the order of the batches. */
  final List<Gatherer.Delivery> gathered = new ArrayList<>();

  Job(Subarray subarray, int[] groupOfTelescope, Layout layout) {
    batch = new EventBatch(subarray, groupOfTelescope);
    parameters = new Table(layout.parameters);
    trueParameters = new Table(layout.trueParameters);
    muons = new Table(layout.muons);
    pointing = new Table(layout.pointing ? PointingCorrector.TELESCOPE : Schema.EMPTY);
    for (Layout.Reconstruct r : layout.reconstructors) {
      reconstructions.add(
          new Reconstruction(
              r.algorithm(),
              r.property(),
              new Table(r.stereo()),
              r.telescopeProperty(),
              new Table(r.telescope())));
      if (layout.pointing && r.property().equals(GEOMETRY)) {
        sky.add(
            new Reconstruction(
                r.algorithm(),
                SKY,
                new Table(PointingCorrector.SKY.withPrefix(r.algorithm() + "_")),
                SKY,
                new Table(Schema.EMPTY)));
      }
    }
    imageFlow = new CutFlow(layout.imageQuality.size());
    stereoFlows = new CutFlow[layout.reconstructors.size()];
    for (int i = 0; i < stereoFlows.length; i++) {
      stereoFlows[i] = new CutFlow(layout.stereoQuality.get(i).size());
    }
  }

  /** Makes it ready for the source. */
  void clear(long number) {
    batch.clear();
    batch.setNumber(number);
    skipped = 0;
    gathered.clear();
    again();
  }

  /** Makes it ready for other stages, which begin with what the source has read. */
  void again() {
    output = this;
    clearCounts();
  }

  /** Forgets what earlier attempts have counted. */
  void clearCounts() {
    imageFlow.clear();
    for (CutFlow flow : stereoFlows) {
      flow.clear();
    }
    identities.clear();
    correctedNow = 0;
    correctedBefore = 0;
    uncorrected = 0;
  }
}
