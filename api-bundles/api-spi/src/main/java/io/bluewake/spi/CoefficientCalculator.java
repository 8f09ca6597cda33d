package io.bluewake.spi;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import org.osgi.annotation.versioning.ConsumerType;

/** Computes calibration coefficients of a camera from statistics of calibration events. */
@ConsumerType
public interface CoefficientCalculator {
  /**
   * Computes the coefficients of an interval.
   *
   * @param pedestal charge in pedestal events
   * @param flatfield charge in flat-field events
   * @param peakTime peak time in flat-field events, ns
   * @return columns {@code pedestal_offset}, {@code factor}, {@code time_shift}
   */
  PixelChunk calculate(
      Camera camera,
      PixelChunk pedestal,
      PixelChunk flatfield,
      PixelChunk peakTime,
      long startNs,
      long endNs);
}
