package io.bluewake.cleaning.tailcuts;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class MarsCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new MarsCleaner(Configs.of(MarsCleaner.Config.class));
  }
}
