package io.bluewake.pointing.combined;

import io.bluewake.spi.PointingCorrector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PointingCorrectorContract;
import java.util.Map;

class CombinedPointingContractTest extends PointingCorrectorContract {
  @Override
  protected PointingCorrector create() {
    return new CombinedPointing(
        Configs.of(CombinedPointing.Config.class, Map.of("when", "always")));
  }
}
