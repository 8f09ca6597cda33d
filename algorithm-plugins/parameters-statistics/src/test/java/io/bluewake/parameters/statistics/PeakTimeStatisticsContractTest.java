package io.bluewake.parameters.statistics;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class PeakTimeStatisticsContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new PeakTimeStatistics();
  }
}
