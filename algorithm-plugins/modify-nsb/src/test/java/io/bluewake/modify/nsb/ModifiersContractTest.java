package io.bluewake.modify.nsb;

import io.bluewake.spi.SimulationModifier;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.SimulationModifierContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class ModifiersContractTest {
  @Nested
  class NightSky extends SimulationModifierContract {
    @Override
    protected SimulationModifier create() {
      return new NightSkyModifier(
          Configs.of(NightSkyModifier.Config.class, Map.of("rateGHz", 0.3, "afterpulses", 0.01)));
    }
  }

  @Nested
  class ImageNoise extends SimulationModifierContract {
    @Override
    protected SimulationModifier create() {
      return new ImageNoiseModifier(
          Configs.of(
              ImageNoiseModifier.Config.class,
              Map.of(
                  "psfSmearFraction",
                  0.2,
                  "transitionPe",
                  8,
                  "dimBiasPe",
                  0.5,
                  "dimNoisePe",
                  2,
                  "brightNoisePe",
                  6)));
    }
  }
}
