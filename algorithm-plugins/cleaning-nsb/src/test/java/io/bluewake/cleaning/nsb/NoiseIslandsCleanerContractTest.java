package io.bluewake.cleaning.nsb;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class NoiseIslandsCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new NoiseIslandsCleaner(
        Configs.of(NoiseIslandsCleaner.Config.class), new ThresholdStore());
  }
}
