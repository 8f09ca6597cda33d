package __PACKAGE__;

import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ReconstructorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends ReconstructorContract {
  @Override
  protected Reconstructor create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
