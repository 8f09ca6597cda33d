package io.bluewake.extract.two.pass;

import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageExtractorContract;

class TwoPassContractTest extends ImageExtractorContract {
  @Override
  protected ImageExtractor create() {
    return new TwoPassWindowSum(Configs.of(TwoPassWindowSum.Config.class));
  }
}
