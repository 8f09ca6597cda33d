package io.bluewake.spi;

import io.bluewake.model.WaveformBatch;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Chooses the gain channel of each pixel of a camera with two channels. Called while the source
 * decodes: {@link WaveformBatch#adc()} of the row holds the high gain of all pixels (raw counts).
 * Not called for cameras with one channel.
 */
@ConsumerType
public interface GainSelector {
  /**
   * Marks the pixels whose low gain is to be used with 1 in {@link WaveformBatch#gain()}; all
   * entries of the row are 0 before.
   *
   * @return how many pixels were marked
   */
  int select(WaveformBatch waveforms, int row);
}
