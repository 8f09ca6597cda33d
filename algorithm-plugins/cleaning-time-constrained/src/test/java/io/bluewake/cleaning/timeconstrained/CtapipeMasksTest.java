package io.bluewake.cleaning.timeconstrained;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.TimedCleanerContract;
import java.util.Map;

class CtapipeMasksTest extends TimedCleanerContract {
  @Override
  protected ImageCleaner cleaner(Map<String, ?> options) {
    return new TimeConstrainedCleaner(Configs.of(TimeConstrainedCleaner.Config.class, options));
  }
}
