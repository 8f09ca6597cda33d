package __PACKAGE__;

import io.bluewake.spi.PointingCorrector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PointingCorrectorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends PointingCorrectorContract {
  @Override
  protected PointingCorrector create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
