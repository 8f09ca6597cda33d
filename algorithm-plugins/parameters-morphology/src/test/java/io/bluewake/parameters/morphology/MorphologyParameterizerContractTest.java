package io.bluewake.parameters.morphology;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.ImageParameterizerContract;

class MorphologyParameterizerContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new MorphologyParameterizer();
  }
}
