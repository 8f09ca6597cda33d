package io.bluewake.spi;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.EventBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Changes simulated events in place so that they resemble an observation, for example by adding
 * night sky light. Never called for observations. What it adds must follow from run, event and
 * telescope alone, so that neither batches nor threads change a result, and so that a batch may be
 * decoded and changed again.
 */
@ConsumerType
public interface SimulationModifier {
  /**
   * Changes the waveforms of all rows, p.e. per sample, after {@link
   * CameraCalibrator#calibrateWaveforms} and before images are extracted. Factors of the
   * calibration still act on the charges that come of them. By default nothing happens.
   */
  default void modifyWaveforms(EventBatch batch, CameraBatch camera) {}

  /**
   * Changes the images of all rows, p.e., before they are cleaned: calibrated, with the invalid
   * pixels handled, or as the input has them. By default nothing happens.
   */
  default void modifyImages(EventBatch batch, CameraBatch camera) {}
}
