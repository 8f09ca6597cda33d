package io.bluewake.parameters.muon;

import io.bluewake.spi.ImageParameterizer;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ImageParameterizerContract;
import java.util.Map;

class MuonRingsContractTest extends ImageParameterizerContract {
  @Override
  protected ImageParameterizer create() {
    // Showers are no rings, so the result is not of interest, but with low limits all code runs.
    Map<String, Object> low =
        Map.of("minPixels", 3, "minIntensityPe", 1, "minRingPixels", 80, "minContainment", 0);
    return new MuonRings(Configs.of(MuonRings.Config.class, low));
  }

  @Override
  protected boolean usesSignalPixelsOnly() {
    return false;
  }

  /** A search among kinks ends elsewhere when sums are taken in another order. */
  @Override
  protected double tolerance() {
    return 1;
  }
}
