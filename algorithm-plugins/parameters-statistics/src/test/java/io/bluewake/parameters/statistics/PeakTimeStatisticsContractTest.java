package io.bluewake.parameters.statistics;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class PeakTimeStatisticsContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new PeakTimeStatistics();
  }

  /**
   * The mean is a sum in single precision, which depends on the order of the pixels; the skewness
   * of times that differ little magnifies that.
   */
  @Override
  protected double tolerance() {
    return 1e-2;
  }
}
