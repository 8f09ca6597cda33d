package io.bluewake.cleaning.nsb;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class PedestalTailcutsCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new PedestalTailcutsCleaner(Configs.of(PedestalTailcutsCleaner.Config.class));
  }
}
