package __PACKAGE__;

import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageCleanerContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends ImageCleanerContract {
  @Override
  protected ImageCleaner create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
