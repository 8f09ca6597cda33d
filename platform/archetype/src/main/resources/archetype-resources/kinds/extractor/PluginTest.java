package __PACKAGE__;

import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageExtractorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends ImageExtractorContract {
  @Override
  protected ImageExtractor create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
