package io.bluewake.cleaning.tailcuts;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class TailcutsCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new TailcutsCleaner(Configs.of(TailcutsCleaner.Config.class));
  }
}
