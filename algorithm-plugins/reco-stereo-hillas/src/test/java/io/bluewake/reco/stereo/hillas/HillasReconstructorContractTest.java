package io.bluewake.reco.stereo.hillas;

import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ReconstructorContract;

class HillasReconstructorContractTest extends ReconstructorContract {
  @Override
  protected Reconstructor create() {
    return new HillasReconstructor(Configs.of(HillasReconstructor.Config.class));
  }
}
