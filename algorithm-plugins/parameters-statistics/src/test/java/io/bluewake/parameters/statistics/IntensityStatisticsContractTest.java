package io.bluewake.parameters.statistics;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class IntensityStatisticsContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new IntensityStatistics();
  }

  /** The mean is a sum in single precision, which depends on the order of the pixels. */
  @Override
  protected double tolerance() {
    return 1e-4;
  }
}
