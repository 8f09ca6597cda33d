package io.bluewake.spi;

import io.bluewake.model.PixelChunk;
import org.osgi.annotation.versioning.ConsumerType;

/** Finds pixels whose statistics are not those of a healthy pixel of their camera. */
@ConsumerType
public interface OutlierDetector {
  /**
   * Marks outliers.
   *
   * @param chunk statistics with columns {@code mean}, {@code median}, {@code std}
   * @param outlier {@code [channel][pixel]}; entries of outliers become true, others stay
   */
  void detect(PixelChunk chunk, boolean[] outlier);
}
