package io.bluewake.parameters.timing;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageParameterizerContract;

class TimingParameterizerContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new TimingParameterizer(Configs.of(TimingParameterizer.Config.class));
  }
}
