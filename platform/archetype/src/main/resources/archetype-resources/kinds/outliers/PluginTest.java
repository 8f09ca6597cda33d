package __PACKAGE__;

import io.bluewake.spi.OutlierDetector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.OutlierDetectorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends OutlierDetectorContract {
  @Override
  protected OutlierDetector create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
