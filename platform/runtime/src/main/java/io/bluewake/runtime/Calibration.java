package io.bluewake.runtime;

import io.bluewake.engine.Gatherer;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What collects the events of a calibration pass instead of a file.
 *
 * <p>The plug-ins belong to the pass and must not be used after it.
 */
public interface Calibration {
  /**
   * Starts to collect, before the first event.
   *
   * @param plugins what summarizes the events
   * @param subarray the telescopes
   * @param run what the input says of itself
   */
  Collector open(Plugins plugins, Subarray subarray, RunInfo run) throws IOException;

  /** Takes events. */
  interface Collector extends Gatherer, AutoCloseable {
    /** All events were delivered; the plug-ins are still there. */
    void finish() throws IOException;

    @Override
    void close() throws IOException;
  }

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
