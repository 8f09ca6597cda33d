package io.bluewake.parameters.leakage;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class LeakageParameterizerContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new LeakageParameterizer();
  }
}
