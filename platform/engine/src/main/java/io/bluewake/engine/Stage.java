package io.bluewake.engine;

/** Where the time of a run goes. */
public enum Stage {
  /** The source reads. */
  READ,
  /** The reader waits for a free batch: computing or writing is slower than reading. */
  READ_WAIT,
  /** A worker waits for a batch: reading is slower than computing. */
  WORK_WAIT,
  /** A worker waits for a slot. */
  SLOT_WAIT,
  /** The source decodes. */
  DECODE,
  /** Waveforms are calibrated. */
  CALIBRATE_WAVEFORMS,
  /** Simulated events are changed. */
  MODIFY,
  /** Images are extracted. */
  EXTRACT,
  /** Images are calibrated and unusable pixels filled. */
  CALIBRATE_IMAGES,
  /** Images are cleaned. */
  CLEAN,
  /** Image parameters, with the quality selection. */
  PARAMETERS,
  /** The same of true images. */
  TRUE_PARAMETERS,
  /** Muon parameters. */
  MUONS,
  /** Pointing is corrected, and sky coordinates computed. */
  POINTING,
  /** Showers are reconstructed. */
  RECONSTRUCT,
  /** Writers write, summed over products. */
  WRITE,
  /** Writers wait for the next batch, summed over products. */
  WRITE_WAIT
}
