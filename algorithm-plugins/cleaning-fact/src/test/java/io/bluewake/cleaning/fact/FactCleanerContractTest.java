package io.bluewake.cleaning.fact;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class FactCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new FactCleaner(Configs.of(FactCleaner.Config.class));
  }
}
