package io.bluewake.pointing.stars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.pointing.PixelResponse;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.math.sky.TaiTime;
import io.bluewake.math.stars.StarCatalog;
import io.bluewake.math.stars.StarField;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.PixelShape;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.testkit.Configs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StarSensorTest {
  static final int START = 1_735_700_000;
  private static final long SECOND = 1_000_000_000;
  private static final double ARCSEC = 1 / 3600.0;
  static final GeodeticLocation PLACE = new GeodeticLocation(28.76, -17.89, 2200);
  static final double AZIMUTH = 4;
  static final double ALTITUDE = 1.1;
  private static final int EVENTS = 100;

  /** About an LST: hexagons of a tenth of a degree within 2.2 degrees. */
  static Camera camera() {
    int reach = 24;
    double[] x = new double[49 * 49];
    double[] y = new double[x.length];
    int n = 0;
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        if (Math.abs(i + j) <= reach) {
          x[n] = 0.05 * (i + 0.5 * j);
          y[n++] = 0.05 * j * Math.sqrt(3) / 2;
        }
      }
    }
    x = Arrays.copyOf(x, n);
    y = Arrays.copyOf(y, n);
    double[] area = new double[n];
    Arrays.fill(area, 0.05 * 0.05 * Math.sqrt(3) / 2);
    PixelShape hexagon = PixelShape.HEXAGON;
    return new Camera(
        new CameraGeometry(
            "toy", x, y, area, hexagon, 0, 0, PixelNeighbors.of(x, y, area, hexagon)),
        new CameraReadout("toy", 1, 1, n, 40, new double[1][1], 1),
        new Optics("toy", "LST", "PARABOLIC", 386, 1, 198, 28, 28),
        28);
  }

  /** Variances of a sky that turns above a telescope which looks past what it reports. */
  static PixelChunk chunk(Camera camera, double[] t, long start, Random random) throws IOException {
    PixelResponse response = new PixelResponse(camera);
    long middle = start + 2;
    AstrometryContext context =
        SkyModels.of("", "")
            .context(
                Site.ofDegrees(PLACE.longitudeDeg(), PLACE.latitudeDeg(), PLACE.height()),
                Atmosphere.NONE,
                TaiTime.of(middle, 0));
    StarField field = new StarField(StarCatalog.shipped());
    int n = field.look(context, StarField.year((double) middle), AZIMUTH, ALTITUDE, 0.045, 7.5);
    int pixels = camera.pixels();
    double[] mean = new double[pixels];
    Arrays.fill(mean, 1);
    for (int s = 0; s < n; s++) {
      double magnitude = StarCatalog.shipped().cameraMagnitude(field.star()[s]);
      double lon = FocalTransform.lonBefore(t, 0, field.lon()[s], field.lat()[s]);
      double lat = FocalTransform.latBefore(t, 0, field.lon()[s], field.lat()[s]);
      for (int p = 0; p < pixels; p++) {
        mean[p] +=
            Math.pow(10, 0.4 * (10 - magnitude))
                * response.part(
                    p,
                    lon,
                    lat,
                    1.1 * Math.hypot(Math.toRadians(0.025), 0.01 * Math.hypot(lon, lat)));
      }
    }
    double[] std = new double[pixels];
    long[] events = new long[pixels];
    Arrays.fill(events, EVENTS);
    double relative = 0.2;
    for (int p = 0; p < pixels; p++) {
      std[p] = relative * mean[p];
      mean[p] *= 1 + relative / Math.sqrt((double) EVENTS) * random.nextGaussian();
    }
    return new PixelChunk(
        start * SECOND,
        (start + 4) * SECOND,
        1,
        pixels,
        Map.of("mean", mean, "median", mean, "std", std),
        events,
        new boolean[pixels],
        new boolean[] {true});
  }

  @Test
  void pointingIsFoundWhileTheSkyTurns() throws IOException {
    Camera camera = camera();
    Random random = new Random(8);
    double[] truth = {
      Math.toRadians(70 * ARCSEC), Math.toRadians(-110 * ARCSEC), Math.toRadians(0.15), 0
    };
    List<PixelChunk> chunks = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      chunks.add(chunk(camera, truth, START + 300L * i, random));
    }
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, PixelSeries.of(chunks)), Map.of());
    // Images are a tenth wider than the sensor expects.
    Map<String, Object> options = Map.of("psfDeg", 0.025, "psfPerDeg", 0.01, "floorArcsec", 0.0);
    StarSensor sensor = new StarSensor(Configs.of(StarSensor.Config.class, options));
    Telescope telescope = new Telescope(1, "toy", 0, 0, 0, camera);

    TimeSeries found = sensor.measure(telescope, PLACE, known, AZIMUTH, ALTITUDE);

    assertEquals(5, found.size());
    double lon = 0;
    double lat = 0;
    double chi2 = 0;
    for (int i = 0; i < found.size(); i++) {
      assertEquals(1, found.values("is_valid")[i], "entry " + i);
      double dLon = found.values("dlon")[i] - 70 * ARCSEC;
      double dLat = found.values("dlat")[i] + 110 * ARCSEC;
      lon += dLon / 5;
      lat += dLat / 5;
      chi2 += Math.pow(dLon / found.values("dlon_uncert")[i], 2) / 15;
      chi2 += Math.pow(dLat / found.values("dlat_uncert")[i], 2) / 15;
      double turn = found.values("rotation")[i] - 0.15;
      chi2 += Math.pow(turn / found.values("rotation_uncert")[i], 2) / 15;
      assertTrue(found.values("stars_in_fit")[i] >= 3);
      assertTrue(found.values("dlon_uncert")[i] < 20 * ARCSEC, "" + found.values("dlon_uncert")[i]);
    }
    assertTrue(Math.abs(lon) < 5 * ARCSEC && Math.abs(lat) < 5 * ARCSEC, lon + " " + lat);
    assertTrue(chi2 < 3, "chi2 " + chi2);
  }

  @Test
  void nothingIsMeasuredWithoutVariancesOrPointing() throws IOException {
    StarSensor sensor = new StarSensor(Configs.of(StarSensor.Config.class));
    Camera camera = camera();
    Telescope telescope = new Telescope(1, "toy", 0, 0, 0, camera);
    assertEquals(0, sensor.measure(telescope, PLACE, TelescopeMonitoring.NONE, 1, 1).size());
    PixelChunk one = chunk(camera, new double[4], START, new Random(1));
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(TelescopeMonitoring.PEDESTAL_VARIANCE, PixelSeries.of(List.of(one))), Map.of());
    TimeSeries found = sensor.measure(telescope, PLACE, known, Double.NaN, Double.NaN);
    assertEquals(1, found.size());
    assertEquals(0, found.values("is_valid")[0]);
  }
}
