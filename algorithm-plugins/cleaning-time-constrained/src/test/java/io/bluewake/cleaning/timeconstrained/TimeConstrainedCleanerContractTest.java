package io.bluewake.cleaning.timeconstrained;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

class TimeConstrainedCleanerContractTest extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new TimeConstrainedCleaner(Configs.of(TimeConstrainedCleaner.Config.class));
  }
}
