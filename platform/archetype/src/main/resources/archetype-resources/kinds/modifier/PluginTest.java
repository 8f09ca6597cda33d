package __PACKAGE__;

import io.bluewake.spi.SimulationModifier;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.SimulationModifierContract;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends SimulationModifierContract {
  @Override
  protected SimulationModifier create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }
}
