package io.bluewake.runtime;

import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.ProductWriter;
import java.util.List;
import java.util.Optional;

/**
 * What collects the events of a calibration pass instead of a file.
 *
 * <p>The plug-ins belong to the pass and must not be used after it.
 */
public interface Calibration {
  /**
   * Starts to collect.
   *
   * @param plugins what summarizes the events
   * @param header what is known before the first event
   */
  ProductWriter open(Plugins plugins, ProductWriter.Header header);

  /**
   * What summarizes calibration events.
   *
   * @param statistics statistics of charges
   * @param outliers find outliers in them
   * @param timeStatistics statistics of peak times, if wanted
   * @param timeOutliers find outliers in them
   * @param coefficients computes coefficients, if wanted
   */
  record Plugins(
      PixelAggregator statistics,
      List<OutlierDetector> outliers,
      Optional<PixelAggregator> timeStatistics,
      List<OutlierDetector> timeOutliers,
      Optional<CoefficientCalculator> coefficients) {}
}
