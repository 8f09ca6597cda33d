package __PACKAGE__;

import io.bluewake.spi.GainSelector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.GainSelectorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends GainSelectorContract {
  @Override
  protected GainSelector create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
