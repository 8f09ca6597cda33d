package __PACKAGE__;

import io.bluewake.spi.CoefficientCalculator;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.CoefficientCalculatorContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends CoefficientCalculatorContract {
  @Override
  protected CoefficientCalculator create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
