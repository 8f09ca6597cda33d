package io.bluewake.spi;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Turns waveforms into charge and peak time per pixel. Empty case: no rows, nothing to do. Not
 * called when waveforms have a single sample; then the waveform is the image.
 */
@ConsumerType
public interface ImageExtractor {
  /**
   * Extracts all rows.
   *
   * @param in calibrated waveforms, p.e. per sample; must not be changed
   * @param out receives charge (p.e.), peak time (ns from the start of the readout window) and
   *     validity; already sized
   */
  void extract(WaveformBatch in, ImageBatch out);

  /** Power with which calibration factors act on the charge: 2 for variances. */
  default int chargeExponent() {
    return 1;
  }

  /**
   * Whether there are peak times; if not, the images are sized without ({@link
   * ImageBatch#reset(int, boolean)}).
   */
  default boolean providesPeakTime() {
    return true;
  }
}
