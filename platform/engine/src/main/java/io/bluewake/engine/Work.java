package io.bluewake.engine;

import io.bluewake.model.DataLevel;
import java.util.Set;

/**
 * What is to be computed, given what the input has and what the products want. The rules are those
 * of ctapipe: a level is computed if something needs it and the input lacks it.
 *
 * @param raw whether waveforms come as raw counts
 * @param waveforms whether waveforms are needed
 * @param keep whether a product wants the waveforms, raw or calibrated
 * @param counts whether a product wants the raw counts of all gains
 * @param images whether to turn waveforms into images
 * @param parameters whether to clean images and compute their parameters
 * @param copied whether a product takes the parameters that are read
 * @param muons whether to compute muon parameters
 * @param stereo whether to reconstruct showers
 */
record Work(
    boolean raw,
    boolean waveforms,
    boolean keep,
    boolean counts,
    boolean images,
    boolean parameters,
    boolean copied,
    boolean muons,
    boolean stereo) {

  static Work of(Set<DataLevel> input, Set<DataLevel> wanted, PipelinePlan.Recompute again)
      throws PipelineException {
    boolean stereo = again.dl2() || wanted.contains(DataLevel.DL2);
    boolean muons = wanted.contains(DataLevel.DL1_MUON);
    boolean needParameters = wanted.contains(DataLevel.DL1_PARAMETERS) || stereo || muons;
    boolean parameters =
        again.dl1() || (needParameters && !input.contains(DataLevel.DL1_PARAMETERS));
    boolean copied = !parameters && wanted.contains(DataLevel.DL1_PARAMETERS);
    boolean raw = input.contains(DataLevel.R0);
    boolean keep = wanted.contains(DataLevel.R1);
    boolean counts = wanted.contains(DataLevel.R0);
    // Raw counts become waveforms worth keeping on the way to images.
    boolean needImages =
        parameters || muons || wanted.contains(DataLevel.DL1_IMAGES) || keep && raw;
    boolean hasImages = input.contains(DataLevel.DL1_IMAGES);
    boolean waveforms = raw || input.contains(DataLevel.R1) || input.contains(DataLevel.DL0);
    if (counts && !raw) {
      throw new PipelineException(
          PipelineException.Kind.CONFIGURATION,
          "the input has no raw counts (R0) to write; it has " + input.stream().sorted().toList());
    }
    if (keep && !waveforms) {
      throw new PipelineException(
          PipelineException.Kind.INPUT,
          "the input has no waveforms to write; it has " + input.stream().sorted().toList());
    }
    if (needImages && !hasImages && !waveforms) {
      throw new PipelineException(
          PipelineException.Kind.INPUT,
          "the input has neither waveforms nor images, which are needed for "
              + (parameters ? "image parameters" : muons ? "muon parameters" : "images")
              + "; it has "
              + input.stream().sorted().toList());
    }
    boolean images = needImages && waveforms && (again.dl1() || !hasImages);
    return new Work(
        raw,
        raw || images || keep,
        keep || counts,
        counts,
        images,
        parameters,
        copied,
        muons,
        stereo);
  }

  /** The same without anything that is computed from images. */
  Work imagesAlone() {
    return new Work(raw, waveforms, keep, counts, images, false, false, false, false);
  }
}
