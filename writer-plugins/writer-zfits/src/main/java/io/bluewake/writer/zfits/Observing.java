package io.bluewake.writer.zfits;

import io.bluewake.codec.zfits.BlockEncoder;
import io.bluewake.model.Camera;

/**
 * What all files of an observation share.
 *
 * @param schedulingBlock number of the scheduling block
 * @param observation number of the observation block
 * @param subarray number of the subarray
 * @param start begin, seconds since 1970 UTC
 * @param scale stored units per photo-electron, 0 to choose by camera
 * @param offset added before storing, p.e.
 * @param rowsPerTile rows that are compressed together, 0 for as many as are 1 MB
 * @param schemes how columns are compressed
 * @param encoder compresses; one thread writes all files
 */
record Observing(
    long schedulingBlock,
    long observation,
    int subarray,
    long start,
    float scale,
    float offset,
    int rowsPerTile,
    Schemes schemes,
    BlockEncoder encoder) {
  private static final float USUAL = 60;

  /** With it 65535 is 2700 p.e. in a sample: all that FlashCam measures. */
  private static final float LONG_SAMPLES = 24;

  private static final double LONG_NS = 2;

  /** Stored units per photo-electron of a telescope. */
  float scaleOf(Camera camera) {
    if (scale > 0) {
      return scale;
    }
    return camera.readout().samplingRateGHz() * LONG_NS < 1 ? LONG_SAMPLES : USUAL;
  }
}
