package io.bluewake.gain.selection;

import io.bluewake.spi.GainSelector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.GainSelectorContract;
import java.util.Map;
import org.junit.jupiter.api.Nested;

class GainSelectorsContractTest {
  @Nested
  class Threshold extends GainSelectorContract {
    @Override
    protected GainSelector create() {
      return new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class));
    }
  }

  @Nested
  class AlwaysLow extends GainSelectorContract {
    @Override
    protected GainSelector create() {
      return new ManualGainSelector(
          Configs.of(ManualGainSelector.Config.class, Map.of("channel", "low")));
    }
  }
}
