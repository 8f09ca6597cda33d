package io.bluewake.reco.stereo.intersection;

import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ReconstructorContract;

class HillasIntersectionContractTest extends ReconstructorContract {
  @Override
  protected Reconstructor create() {
    return new HillasIntersection(Configs.of(HillasIntersection.Config.class));
  }
}
