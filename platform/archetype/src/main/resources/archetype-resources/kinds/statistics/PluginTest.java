package __PACKAGE__;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PixelAggregatorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends PixelAggregatorContract {
  @Override
  protected PixelAggregator create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
