package io.bluewake.parameters.concentration;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class ConcentrationParameterizerContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new ConcentrationParameterizer();
  }
}
