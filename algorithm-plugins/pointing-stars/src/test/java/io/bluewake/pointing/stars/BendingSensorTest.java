package io.bluewake.pointing.stars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.pointing.BendingModel;
import io.bluewake.math.pointing.Term;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.math.sky.TaiTime;
import io.bluewake.model.Telescope;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Bending models fitted to positions whose model is known. */
class BendingSensorTest {
  private static final double ARCSEC = 1 / 3600.0;
  private static final Telescope TELESCOPE = new Telescope(1, "T", 0, 0, 0, ToyCamera.hexagonal(7));

  private static TelescopeMonitoring positions(
      BendingModel model, double azimuthRange, Random random, int n, double noiseArcsec) {
    List<TelescopeMonitoring> files = new ArrayList<>();
    for (int file = 0; file < 4; file++) {
      long[] time = new long[n];
      double[][] c = new double[4][n];
      double[] error = new double[n];
      double[] valid = new double[n];
      for (int i = 0; i < n; i++) {
        time[i] = (file * n + i) * 1_000_000_000L;
        double azimuth = azimuthRange * random.nextDouble();
        double altitude = 30 + 55 * random.nextDouble();
        double az = Math.toRadians(azimuth);
        double alt = Math.toRadians(altitude);
        c[0][i] = azimuth;
        c[1][i] = altitude;
        double noise = noiseArcsec * ARCSEC;
        c[2][i] = Math.toDegrees(model.across(az, alt)) + noise * random.nextGaussian();
        c[3][i] = Math.toDegrees(model.up(az, alt)) + noise * random.nextGaussian();
        error[i] = noise;
        valid[i] = i == 3 ? 0 : 1;
      }
      c[2][3] = 5; // not valid, not near anything
      TimeSeries series =
          new TimeSeries(
              time,
              time,
              Map.of(
                  "azimuth",
                  c[0],
                  "altitude",
                  c[1],
                  "dlon",
                  c[2],
                  "dlat",
                  c[3],
                  "dlon_uncert",
                  error,
                  "dlat_uncert",
                  error,
                  "is_valid",
                  valid),
              Map.of("dlon", "deg", "dlat", "deg"),
              0);
      files.add(
          TelescopeMonitoring.of(Map.of(), Map.of(TelescopeMonitoring.STAR_TRACKING, series)));
    }
    return TelescopeMonitoring.merged(files);
  }

  private static TimeSeries fit(TelescopeMonitoring known) {
    return new BendingSensor(Configs.of(BendingSensor.Config.class))
        .measure(TELESCOPE, StarSensorTest.PLACE, known, Double.NaN, Double.NaN);
  }

  @Test
  void termsComeOutAsTheyWerePutInWithinTheirErrors() {
    BendingModel model = BendingModel.parse("IE=60 CA=-30 AN=25 AW=-15 IA=40 TF=20");
    TimeSeries found = fit(positions(model, 360, new Random(5), 60, 3));
    for (String term : List.of("IE=60", "CA=-30", "AN=25", "AW=-15", "IA=40", "TF=20")) {
      String name = term.substring(0, 2);
      double truth = Double.parseDouble(term.substring(3)) * ARCSEC;
      double error = found.values(name + "_uncert")[0];
      assertEquals(truth, found.values(name)[0], 3.5 * error, name);
      assertTrue(error < 5 * ARCSEC, name);
    }
    assertEquals(3 * ARCSEC, found.values("rms")[0], 0.4 * ARCSEC);
    assertEquals(4 * 59, found.values("n_positions")[0]);
  }

  @Test
  void termsThatThePositionsDoNotDetermineAreLeftOut() {
    BendingModel model = BendingModel.parse("IE=60 CA=-30");
    TimeSeries found = fit(positions(model, 0, new Random(6), 60, 3));
    assertTrue(found.has("IE") && found.has("CA"));
    // At one azimuth the tilt along it looks like the zero of the altitude.
    assertFalse(found.has("AN"));
    assertEquals(60 * ARCSEC, found.values("IE")[0], 5 * ARCSEC);
  }

  @Test
  void largeOffsetsDoNotHideEachOther() {
    BendingModel model = BendingModel.parse("IE=-60 CA=-600");
    TimeSeries found = fit(positions(model, 360, new Random(7), 4, 2));
    assertEquals(-60 * ARCSEC, found.values("IE")[0], 4 * ARCSEC);
    assertEquals(-600 * ARCSEC, found.values("CA")[0], 4 * ARCSEC);
  }

  @Test
  void aStarGuiderCountsWithTheReportedPointingOfTheDrive() {
    long[] time = {0, 10_000_000_000L, 20_000_000_000L, 30_000_000_000L};
    double[] five = {5 * ARCSEC, 5 * ARCSEC, 5 * ARCSEC, 5 * ARCSEC};
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STARGUIDER,
                new TimeSeries(
                    time,
                    time,
                    Map.of("d_lon", five, "d_lat", five),
                    Map.of("d_lon", "deg", "d_lat", "deg"),
                    60_000_000_000L),
                TelescopeMonitoring.POINTING,
                new TimeSeries(
                    time,
                    time,
                    Map.of(
                        "azimuth", new double[] {1, 1.5, 2, 2.5},
                        "altitude", new double[] {1, 1.1, 1.2, 1.3}),
                    Map.of("azimuth", "rad", "altitude", "rad"),
                    60_000_000_000L)));
    TimeSeries found = fit(known);
    assertEquals(5 * ARCSEC, found.values("CA")[0], 0.01 * ARCSEC);
    assertEquals(5 * ARCSEC, found.values("IE")[0], 0.01 * ARCSEC);
  }

  /** A night of a star guider that sees the axis where a model puts it, in the sky. */
  private static TelescopeMonitoring nightOfAGuider(BendingModel model, double noiseArcsec) {
    int n = 120;
    Random random = new Random(12);
    Site site =
        Site.ofDegrees(
            StarSensorTest.PLACE.longitudeDeg(),
            StarSensorTest.PLACE.latitudeDeg(),
            StarSensorTest.PLACE.height());
    long[] time = new long[n];
    double[][] c = new double[6][n];
    SkyOffset frame = new SkyOffset();
    double[] v = new double[3];
    for (int i = 0; i < n; i++) {
      long second = 1_790_000_000L + 180L * i;
      time[i] = second * 1_000_000_000L;
      double az = 6.28 * random.nextDouble();
      double alt = Math.toRadians(30 + 50 * random.nextDouble());
      c[0][i] = az;
      c[1][i] = alt;
      AstrometryContext sky =
          SkyModels.shipped().context(site, Atmosphere.NONE, new TaiTime(second, 0));
      Directions.toVector(az, alt, v, 0);
      sky.toIcrs(v[0], v[1], v[2], v, 0);
      double ra = Directions.longitude(v[0], v[1]);
      double dec = Directions.latitude(v[0], v[1], v[2]);
      frame.pointTo(az, alt);
      frame.toHorizon(model.across(az, alt), model.up(az, alt), v, 0);
      sky.toIcrs(v[0], v[1], v[2], v, 0);
      double noise = noiseArcsec * ARCSEC;
      double dRa = Math.IEEEremainder(Directions.longitude(v[0], v[1]) - ra, 2 * Math.PI);
      double dDec = Directions.latitude(v[0], v[1], v[2]) - dec;
      c[2][i] = (Math.toDegrees(dRa) + noise / Math.cos(dec) * random.nextGaussian()) * 3600;
      c[3][i] = (Math.toDegrees(dDec) + noise * random.nextGaussian()) * 3600;
      c[4][i] = noiseArcsec / Math.cos(dec);
      c[5][i] = noiseArcsec;
    }
    TimeSeries guider =
        new TimeSeries(
            time,
            time,
            Map.of("d_ra", c[2], "d_dec", c[3], "d_ra_uncert", c[4], "d_dec_uncert", c[5]),
            Map.of(
                "d_ra",
                "arcsec",
                "d_dec",
                "arcsec",
                "d_ra_uncert",
                "arcsec",
                "d_dec_uncert",
                "arcsec"),
            60_000_000_000L);
    TimeSeries drive =
        new TimeSeries(
            time,
            time,
            Map.of("azimuth", c[0], "altitude", c[1]),
            Map.of("azimuth", "rad", "altitude", "rad"),
            60_000_000_000L);
    return TelescopeMonitoring.of(
        Map.of(),
        Map.of(TelescopeMonitoring.STARGUIDER, guider, TelescopeMonitoring.POINTING, drive));
  }

  @Test
  void aStarGuiderInTheSkyGivesTheModelThatBentTheTelescope() {
    BendingModel model = BendingModel.parse("IE=60 CA=-300 AN=25 AW=-15");
    TimeSeries found = fit(nightOfAGuider(model, 2));
    for (Term term : model.terms()) {
      double truth = Math.toDegrees(model.coefficient(term));
      double error = found.values(term + "_uncert")[0];
      assertEquals(truth, found.values(term.name())[0], 3.5 * error, "" + term);
      assertTrue(error < ARCSEC, term + " " + error / ARCSEC);
    }
    assertEquals(2 * ARCSEC, found.values("rms")[0], 0.3 * ARCSEC);
    assertEquals(120, found.values("n_positions")[0]);
    // Without noise nothing is left but the curvature of the frame, 300 arcsec squared.
    found = fit(nightOfAGuider(model, 1e-3));
    for (Term term : model.terms()) {
      double truth = Math.toDegrees(model.coefficient(term));
      assertEquals(truth, found.values(term.name())[0], 0.001 * ARCSEC, "" + term);
    }
  }

  @Test
  void nothingComesOfNothingAndUnknownTermsAreRefused() {
    assertEquals(0, fit(TelescopeMonitoring.NONE).size());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new BendingSensor(
                Configs.of(BendingSensor.Config.class, Map.of("terms", new String[] {"XX"}))));
  }
}
