package io.bluewake.engine;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;

/** Tells every row of a group what is known from monitoring about its telescope, and its time. */
final class MonitoringRows {
  private MonitoringRows() {}

  static void attachToWaveforms(EventBatch batch, CameraBatch camera) {
    if (!batch.hasMonitoring()) {
      return;
    }
    WaveformBatch waveforms = camera.waveforms();
    for (int row = 0; row < camera.rows(); row++) {
      int t = camera.tableRows()[row];
      waveforms.setMonitoring(
          row, batch.monitoring(batch.telescope()[t]), batch.timeNs(batch.eventOfRow()[t]));
    }
  }

  static void attachToImages(EventBatch batch, CameraBatch camera) {
    if (!batch.hasMonitoring()) {
      return;
    }
    ImageBatch images = camera.images();
    for (int row = 0; row < camera.rows(); row++) {
      int t = camera.tableRows()[row];
      images.setMonitoring(
          row, batch.monitoring(batch.telescope()[t]), batch.timeNs(batch.eventOfRow()[t]));
    }
  }
}
