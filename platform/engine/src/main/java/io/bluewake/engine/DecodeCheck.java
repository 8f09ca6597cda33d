package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.spi.InputException;

/** Compares what a source decoded with the rows it announced, before stages stumble over it. */
final class DecodeCheck {
  private DecodeCheck() {}

  /**
   * Checks a decoded batch.
   *
   * @throws InputException naming what has the wrong number of rows, in one line
   */
  static void check(EventBatch batch, Work work) throws InputException {
    boolean needsImages = !work.images() && (work.parameters() || work.muons());
    for (CameraBatch camera : batch.cameras()) {
      int rows = camera.rows();
      if (rows == 0) {
        continue;
      }
      if (work.waveforms()) {
        require(batch, camera, "waveforms", camera.waveforms().rows());
        if (camera.waveforms().samplesPerPixel() < 1) {
          throw wrong(batch, camera, "waveforms without samples");
        }
      }
      if (needsImages) {
        require(batch, camera, "images", camera.images().rows());
      }
      if (camera.hasTrueImages()) {
        require(batch, camera, "true images", camera.trueImages().rows());
      }
    }
    if (work.stereo() && !work.parameters()) {
      int found = batch.parameters().rows();
      if (found != batch.telescopeRows()) {
        throw new InputException(
            "the source decoded image parameters of "
                + found
                + " telescope events where the batch has "
                + batch.telescopeRows()
                + where(batch));
      }
    }
  }

  private static void require(EventBatch batch, CameraBatch camera, String what, int found)
      throws InputException {
    if (found != camera.rows()) {
      throw wrong(batch, camera, found + " " + what);
    }
  }

  private static InputException wrong(EventBatch batch, CameraBatch camera, String found) {
    return new InputException(
        "the source decoded "
            + found
            + " of "
            + camera.camera().description()
            + " where the batch has "
            + camera.rows()
            + where(batch));
  }

  private static String where(EventBatch batch) {
    int n = batch.events();
    return n == 0
        ? ""
        : ", obs "
            + batch.obsId()[0]
            + ", events "
            + batch.eventId()[0]
            + " to "
            + batch.eventId()[n - 1];
  }
}
