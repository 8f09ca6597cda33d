package __PACKAGE__;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageParameterizerContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
