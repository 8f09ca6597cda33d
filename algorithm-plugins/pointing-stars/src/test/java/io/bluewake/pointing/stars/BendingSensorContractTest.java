package io.bluewake.pointing.stars;

import io.bluewake.math.pointing.BendingModel;
import io.bluewake.model.Camera;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.PointingSensor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.PointingSensorContract;
import io.bluewake.testkit.ToyCamera;
import java.util.Map;
import java.util.Random;

/** With positions of stars, and directions that the drive reports at their times. */
class BendingSensorContractTest extends PointingSensorContract {
  private static final int POSITIONS = 200;
  private static final long SECOND = 1_000_000_000;
  private final Camera camera = ToyCamera.hexagonal(7);

  @Override
  protected PointingSensor create() {
    return new BendingSensor(Configs.of(BendingSensor.Config.class));
  }

  @Override
  protected Camera camera() {
    return camera;
  }

  @Override
  protected TelescopeMonitoring known() {
    BendingModel model = BendingModel.parse("IE=60 CA=-30 AN=25 AW=-15 IA=40 TF=20");
    Random random = new Random(5);
    long[] time = new long[POSITIONS];
    double[][] columns = new double[4][POSITIONS];
    for (int i = 0; i < POSITIONS; i++) {
      time[i] = (StarSensorTest.START + i) * SECOND;
      columns[0][i] = 350 * random.nextDouble();
      columns[1][i] = 30 + 55 * random.nextDouble();
      double azimuth = Math.toRadians(columns[0][i]);
      double altitude = Math.toRadians(columns[1][i]);
      columns[2][i] = Math.toDegrees(model.across(azimuth, altitude));
      columns[3][i] = Math.toDegrees(model.up(azimuth, altitude));
    }
    TimeSeries drive = series(time, "azimuth", columns[0], "altitude", columns[1]);
    TimeSeries stars = series(time, "dlon", columns[2], "dlat", columns[3]);
    return TelescopeMonitoring.of(
        Map.of(),
        Map.of(TelescopeMonitoring.POINTING, drive, TelescopeMonitoring.STAR_TRACKING, stars));
  }

  private static TimeSeries series(
      long[] time, String one, double[] first, String two, double[] second) {
    return new TimeSeries(
        time, time, Map.of(one, first, two, second), Map.of(one, "deg", two, "deg"), 60 * SECOND);
  }
}
