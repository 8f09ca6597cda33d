package io.bluewake.parameters.hillas;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageParameterizerContract;

class HillasParameterizerContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new HillasParameterizer(Configs.of(HillasParameterizer.Config.class));
  }
}
