package io.bluewake.spi;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import org.osgi.annotation.versioning.ConsumerType;

/** Applies the calibration constants of a camera before and after the extraction of images. */
@ConsumerType
public interface CameraCalibrator {
  /**
   * Turns waveforms into photo-electrons ready for extraction: fills {@link
   * WaveformBatch#samples()} from {@link WaveformBatch#adc()} if {@code raw}, subtracts remaining
   * pedestals, shifts whole samples if so configured.
   */
  void calibrateWaveforms(WaveformBatch waveforms, boolean raw);

  /**
   * Corrects extracted charges and peak times in place and marks the unusable pixels.
   *
   * @param chargeExponent power with which factors act on the charge, as the extractor says: {@link
   *     ImageExtractor#chargeExponent()}; 1 for waveforms of a single sample
   */
  void calibrateImages(WaveformBatch waveforms, ImageBatch images, int chargeExponent);
}
