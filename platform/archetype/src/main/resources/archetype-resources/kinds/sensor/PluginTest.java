package __PACKAGE__;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.PointingSensor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PointingSensorContract;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyMonitoring;
import java.util.Map;

/** Keeps what plug-ins of this kind promise. */
class __CLASS__Test extends PointingSensorContract {
  private final Camera camera = ToyCamera.hexagonal(61);

  @Override
  protected PointingSensor create() {
    return new __CLASS__(Configs.of(__CLASS__.Config.class));
  }

  @Override
  protected Camera camera() {
    return camera;
  }

  @Override
  protected TelescopeMonitoring known() {
    PixelChunk chunk = ToyMonitoring.chunk(10, 20, 1, camera.pixels(), Map.of("mean", 1.0));
    chunk.values("mean")[7] = 20;
    chunk.values("mean")[8] = 30;
    return ToyMonitoring.of(TelescopeMonitoring.PEDESTAL_VARIANCE, chunk);
  }
}
