package io.bluewake.pointing.stars;

import io.bluewake.model.Camera;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.PointingSensor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PointingSensorContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;

class StarSensorContractTest extends PointingSensorContract {
  private final Camera camera = StarSensorTest.camera();

  @Override
  protected PointingSensor create() {
    return new StarSensor(Configs.of(StarSensor.Config.class));
  }

  @Override
  protected Camera camera() {
    return camera;
  }

  @Override
  protected GeodeticLocation place() {
    return StarSensorTest.PLACE;
  }

  @Override
  protected TelescopeMonitoring known() throws IOException {
    Random random = new Random(8);
    double[] none = new double[4];
    return TelescopeMonitoring.of(
        Map.of(
            TelescopeMonitoring.PEDESTAL_VARIANCE,
            PixelSeries.of(
                List.of(
                    StarSensorTest.chunk(camera, none, StarSensorTest.START, random),
                    StarSensorTest.chunk(camera, none, StarSensorTest.START + 300, random)))),
        Map.of());
  }

  @Override
  protected double azimuth() {
    return StarSensorTest.AZIMUTH;
  }

  @Override
  protected double altitude() {
    return StarSensorTest.ALTITUDE;
  }
}
