package io.bluewake.pointing.combined;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.image.HillasMoments;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.sky.SkyFrames;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.PointingCorrector;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryRows;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CombinedPointingTest {
  private static final int START = 1_790_000_000;
  private static final double ARCSEC = 1 / 3600.0;
  private static final Subarray ARRAY = ToyArray.square(1, 100, ToyCamera.hexagonal(8));
  private static final Schema HILLAS =
      Schema.named("hillas")
          .float64("fov_lon", "deg", "")
          .float64("fov_lat", "deg", "")
          .float64("r", "deg", "")
          .float64("phi", "deg", "")
          .float64("length", "deg", "")
          .float64("width", "deg", "")
          .float64("psi", "deg", "")
          .build();

  private static final Schema RINGS =
      Schema.concat(
          List.of(
              Schema.named("muonring")
                  .float64("center_fov_lon", "deg", "")
                  .float64("center_fov_lat", "deg", "")
                  .float64("radius", "deg", "")
                  .float64("center_phi", "deg", "")
                  .float64("center_distance", "deg", "")
                  .build(),
              Schema.named("muonparameters").float64("mean_squared_error", "deg**2", "").build(),
              Schema.named("muonefficiency")
                  .float64("impact_x", "m", "")
                  .float64("impact_y", "m", "")
                  .build()));

  private static CombinedPointing plugin(Map<String, ?> values) {
    return new CombinedPointing(Configs.of(CombinedPointing.Config.class, values));
  }

  private static TimeSeries series(String unit, long gapSeconds, String names, double[]... rows) {
    String[] columns = names.split(" ");
    long[] time = new long[rows.length];
    Map<String, double[]> values = new java.util.LinkedHashMap<>();
    Map<String, String> units = new java.util.LinkedHashMap<>();
    for (int c = 0; c < columns.length; c++) {
      double[] column = new double[rows.length];
      for (int i = 0; i < rows.length; i++) {
        time[i] = (START + (long) rows[i][0]) * 1_000_000_000L;
        column[i] = rows[i][c + 1];
      }
      values.put(columns[c], column);
      units.put(columns[c], columns[c].startsWith("scale") ? "" : unit);
    }
    return new TimeSeries(time, time, values, units, gapSeconds * 1_000_000_000L);
  }

  private static EventBatch batch(TelescopeMonitoring known, float azimuth, float altitude) {
    EventBatch batch = new EventBatch(ARRAY, new int[1]);
    batch.addEvent(1, 1, START + 5, 0, 32);
    batch.addTelescope(0, azimuth, altitude);
    Table parameters = new Table(HILLAS);
    parameters.reset(1);
    batch.setParameters(parameters);
    batch.setMonitoring(List.of(known));
    return batch;
  }

  private static double get(MemoryRows out, String column) {
    return out.table().getDouble(0, PointingCorrector.TELESCOPE.column(column));
  }

  private static MemoryRows correct(CombinedPointing plugin, EventBatch batch) {
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, 1);
    plugin.correct(batch, true, out);
    return out;
  }

  @Test
  void driveIsInterpolatedAcrossNorth() {
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.POINTING,
                series(
                    "deg",
                    60,
                    "azimuth altitude",
                    new double[] {0, 359.9, 60},
                    new double[] {10, 0.1, 60})));
    EventBatch batch = batch(known, Float.NaN, Float.NaN);

    MemoryRows out = correct(plugin(Map.of()), batch);

    double azimuth = get(out, "azimuth");
    assertEquals(0, Math.IEEEremainder(azimuth, 360), 1e-9);
    assertEquals(60, get(out, "altitude"), 1e-4);
    assertEquals(Math.toRadians(60), batch.altitude()[0], 2e-6);
    assertEquals(Math.toRadians(60), batch.arrayAltitude()[0], 2e-6);
    assertEquals(batch.altitude()[0], (float) Math.toRadians(get(out, "reported_altitude")));
    assertEquals(PointingCorrector.NO_CORRECTION, (long) get(out, "quality"));
  }

  @Test
  void oldPointingIsSaidToBeOld() {
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.POINTING,
                series("deg", 2, "azimuth altitude", new double[] {0, 10, 60})));
    MemoryRows out = correct(plugin(Map.of()), batch(known, Float.NaN, Float.NaN));
    assertTrue(((long) get(out, "quality") & PointingCorrector.STALE_POINTING) != 0);
    assertEquals(60, get(out, "altitude"), 1e-9);
  }

  @Test
  void sourcesAreWeighedByTheirErrors() {
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STARGUIDER,
                series(
                    "arcsec",
                    60,
                    "d_lon d_lat d_lon_uncert d_lat_uncert",
                    new double[] {5, 10, -6, 4, 4}),
                TelescopeMonitoring.STAR_TRACKING,
                series(
                    "arcsec",
                    60,
                    "dlon dlat rotation dlon_uncert dlat_uncert rotation_uncert",
                    new double[] {5, 16, -12, 360, 2, 4, 30})));
    MemoryRows out = correct(plugin(Map.of()), batch(known, 1f, 1f));
    double wide = 1 / 16.0 + 1 / 4.0;
    assertEquals((10 / 16.0 + 16 / 4.0) / wide * ARCSEC, get(out, "offset_lon"), 1e-9);
    assertEquals(-9 * ARCSEC, get(out, "offset_lat"), 1e-9);
    assertEquals(0.1, get(out, "rotation"), 1e-9);
    assertEquals(Math.sqrt(1 / wide) * ARCSEC, get(out, "offset_lon_uncert"), 1e-9);
    assertTrue(Double.isNaN(get(out, "scale_uncert")));
    assertEquals(1, get(out, "scale"));
    assertEquals(0, (long) get(out, "quality"));
  }

  @Test
  void bendingAndDisplacementAddAndDisagreementIsFlagged() {
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.CAMERA_DISPLACEMENT,
                series("arcsec", 60, "d_lon d_lat", new double[] {5, 10, 0})));
    Map<String, Object> options = Map.of("bending", new String[] {"7: IE=999", "*: IE=20 CA=-30"});
    MemoryRows out = correct(plugin(options), batch(known, 1f, 1f));
    assertEquals(-20 * ARCSEC, get(out, "offset_lon"), 1e-9);
    assertEquals(20 * ARCSEC, get(out, "offset_lat"), 1e-9);
    assertEquals(Math.hypot(14, 5) * ARCSEC, get(out, "offset_lat_uncert"), 1e-9);

    TelescopeMonitoring apart =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STARGUIDER,
                series("arcsec", 60, "d_lon d_lat", new double[] {5, 200, 20})));
    out = correct(plugin(options), batch(apart, 1f, 1f));
    assertEquals(PointingCorrector.SOURCES_DISAGREE, (long) get(out, "quality"));
    Map<String, Object> own =
        Map.of("bending", new String[] {"*: IE=20"}, "bendingInDrive", true, "when", "always");
    out = correct(plugin(own), batch(TelescopeMonitoring.NONE, 1f, 1f));
    assertEquals(0, get(out, "offset_lat"));
  }

  @Test
  void aGuiderInTheSkyAndTheCorrectedAxisAgree() {
    double ra = 40 * ARCSEC;
    double dec = -25 * ARCSEC;
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STARGUIDER,
                series("deg", 60, "d_ra d_dec", new double[] {5, ra, dec})));
    MemoryRows plain =
        correct(plugin(Map.of("when", "always")), batch(TelescopeMonitoring.NONE, 2f, 1.1f));
    MemoryRows out = correct(plugin(Map.of()), batch(known, 2f, 1.1f));
    assertEquals(get(plain, "ra") + ra, get(out, "ra"), 1e-9);
    assertEquals(get(plain, "dec") + dec, get(out, "dec"), 1e-9);
  }

  @Test
  void errorsOfAGuiderInTheSkyAreThoseOfCoordinates() {
    MemoryRows plain =
        correct(plugin(Map.of("when", "always")), batch(TelescopeMonitoring.NONE, 2f, 1.1f));
    double cos = Math.cos(Math.toRadians(get(plain, "dec")));
    String columns = "d_ra d_dec d_ra_uncert d_dec_uncert";
    double[][] errors = {{3 / cos, 3}, {1e-9, 5}, {5 / cos, 1e-9}};
    double[][] found = new double[3][];
    for (int i = 0; i < 3; i++) {
      double[] row = {5, ARCSEC, ARCSEC, errors[i][0] * ARCSEC, errors[i][1] * ARCSEC};
      TelescopeMonitoring known =
          TelescopeMonitoring.of(
              Map.of(), Map.of(TelescopeMonitoring.STARGUIDER, series("deg", 60, columns, row)));
      MemoryRows out = correct(plugin(Map.of("wanderArcsec", 0.0)), batch(known, 2f, 1.1f));
      found[i] = new double[] {get(out, "offset_lon_uncert"), get(out, "offset_lat_uncert")};
    }
    // The same error in both directions has no direction; errors in one turn with the field.
    assertEquals(3 * ARCSEC, found[0][0], 0.001 * ARCSEC);
    assertEquals(3 * ARCSEC, found[0][1], 0.001 * ARCSEC);
    assertEquals(5 * ARCSEC, Math.hypot(found[1][0], found[1][1]), 0.001 * ARCSEC);
    assertEquals(found[1][0], found[2][1], 0.001 * ARCSEC);
    assertEquals(found[1][1], found[2][0], 0.001 * ARCSEC);
  }

  @Test
  void correctedParametersAreThoseOfTransformedPixels() {
    Random random = new Random(2);
    double[] t = {20 * ARCSEC, -55 * ARCSEC, 0.3, 1.001};
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STAR_TRACKING,
                series(
                    "deg",
                    60,
                    "dlon dlat rotation scale rotation_uncert scale_uncert",
                    new double[] {5, t[0], t[1], t[2], t[3], 0.01, 1e-4})));
    double[] transform = {
      Math.toRadians(t[0]), Math.toRadians(t[1]), Math.toRadians(t[2]), t[3] - 1
    };
    int n = 30;
    double[][] plain = new double[2][n];
    double[][] moved = new double[2][n];
    float[] charge = new float[n];
    int[] pixels = new int[n];
    for (int p = 0; p < n; p++) {
      double along = 0.3 * random.nextGaussian();
      double across = 0.1 * random.nextGaussian();
      plain[0][p] = 0.7 + 0.8 * along - 0.6 * across;
      plain[1][p] = -0.4 + 0.6 * along + 0.8 * across;
      double lon = Math.toRadians(plain[0][p]);
      double lat = Math.toRadians(plain[1][p]);
      moved[0][p] = Math.toDegrees(FocalTransform.lon(transform, 0, lon, lat));
      moved[1][p] = Math.toDegrees(FocalTransform.lat(transform, 0, lon, lat));
      charge[p] = 1 + 10 * random.nextFloat();
      pixels[p] = p;
    }
    HillasMoments before = new HillasMoments();
    before.compute(plain[0], plain[1], charge, 0, pixels, n);
    HillasMoments after = new HillasMoments();
    after.compute(moved[0], moved[1], charge, 0, pixels, n);
    EventBatch batch = batch(known, 2f, 1.1f);
    double[] values = {
      before.x(),
      before.y(),
      Math.hypot(before.x(), before.y()),
      Math.toDegrees(Math.atan2(before.y(), before.x())),
      before.length(),
      before.width(),
      Math.toDegrees(before.psi())
    };
    for (int c = 0; c < values.length; c++) {
      batch.parameters().set(0, HILLAS.columns().get(c), values[c]);
    }

    correct(plugin(Map.of()), batch);

    double[] expected = {
      after.x(),
      after.y(),
      Math.hypot(after.x(), after.y()),
      Math.toDegrees(Math.atan2(after.y(), after.x())),
      after.length(),
      after.width(),
      Math.toDegrees(after.psi())
    };
    for (int c = 0; c < values.length; c++) {
      double found = batch.parameters().getDouble(0, HILLAS.columns().get(c));
      assertEquals(expected[c], found, 1e-9, HILLAS.columns().get(c).name());
    }
  }

  private static final TelescopeMonitoring TURNED =
      TelescopeMonitoring.of(
          Map.of(),
          Map.of(
              TelescopeMonitoring.STAR_TRACKING,
              series(
                  "deg",
                  60,
                  "dlon dlat rotation scale rotation_uncert scale_uncert",
                  new double[] {5, 0.02, -0.01, 0.5, 1.002, 0.01, 1e-4})));

  private static EventBatch image(TelescopeMonitoring known) {
    EventBatch batch = batch(known, 2f, 1.1f);
    double[] values = {0.7, -0.4, 0.8, -30, 0.2, 0.1, 40};
    for (int c = 0; c < values.length; c++) {
      batch.parameters().set(0, HILLAS.columns().get(c), values[c]);
    }
    return batch;
  }

  private static double parameter(EventBatch batch, String name) {
    return batch.parameters().getDouble(0, HILLAS.column(name));
  }

  @Test
  void parametersThatAreReadAreCorrectedOnce() {
    EventBatch computed = image(TURNED);
    MemoryRows first = correct(plugin(Map.of()), computed);
    assertEquals(1, (long) get(first, "corrected"));

    EventBatch read = image(TURNED);
    MemoryRows out = new MemoryRows(PointingCorrector.TELESCOPE, 1);
    plugin(Map.of()).correct(read, false, out);
    assertEquals(1, (long) get(out, "corrected"));
    for (String name : List.of("fov_lon", "fov_lat", "psi", "length")) {
      assertEquals(parameter(computed, name), parameter(read, name), 0, name);
    }

    double lon = parameter(read, "fov_lon");
    read.setPointing(first.table());
    plugin(Map.of()).correct(read, false, new MemoryRows(PointingCorrector.TELESCOPE, 1));
    assertEquals(lon, parameter(read, "fov_lon"), 0, "not again");
    // Parameters computed anew are not those that were corrected.
    EventBatch again = image(TURNED);
    again.setPointing(first.table());
    correct(plugin(Map.of()), again);
    assertEquals(lon, parameter(again, "fov_lon"), 0);
  }

  @Test
  void whatNobodyCorrectsIsNotSaidToBeCorrected() {
    EventBatch batch = image(TelescopeMonitoring.NONE);
    MemoryRows out = correct(plugin(Map.of("when", "always")), batch);
    assertEquals(0, (long) get(out, "corrected"));
    assertEquals(0.7, parameter(batch, "fov_lon"), 1e-15);
  }

  private static EventBatch ring(TelescopeMonitoring known) {
    EventBatch batch = image(known);
    Table rings = new Table(RINGS);
    rings.reset(1);
    double[] values = {0.7, -0.4, 1.1, 0, 0, 0.01, 3, 4};
    for (int c = 0; c < values.length; c++) {
      rings.set(0, RINGS.columns().get(c), values[c]);
    }
    batch.setMuons(rings);
    return batch;
  }

  @Test
  void ringsOfMuonsGoWhereTheImagesGo() {
    EventBatch batch = ring(TURNED);
    MemoryRows first = correct(plugin(Map.of()), batch);
    Table rings = batch.muons();
    double x = rings.getDouble(0, RINGS.columns().get(0));
    double y = rings.getDouble(0, RINGS.columns().get(1));
    assertEquals(parameter(batch, "fov_lon"), x, 1e-12);
    assertEquals(parameter(batch, "fov_lat"), y, 1e-12);
    assertEquals(1.1 * 1.002, rings.getDouble(0, RINGS.columns().get(2)), 1e-12);
    double phi = rings.getDouble(0, RINGS.columns().get(3));
    assertEquals(Math.toDegrees(Math.atan2(y, x)), phi, 1e-12);
    assertEquals(Math.hypot(x, y), rings.getDouble(0, RINGS.columns().get(4)), 1e-12);
    assertEquals(0.01 * 1.002 * 1.002, rings.getDouble(0, RINGS.columns().get(5)), 1e-12);
    double impactX = rings.getDouble(0, RINGS.columns().get(6));
    double impactY = rings.getDouble(0, RINGS.columns().get(7));
    assertEquals(5, Math.hypot(impactX, impactY), 1e-12);
    double turn = Math.toDegrees(Math.atan2(impactY, impactX) - Math.atan2(4, 3));
    assertEquals(0.5, turn, 1e-9);

    // Rings are computed anew while the parameters were corrected before: by the same numbers.
    EventBatch later = ring(TelescopeMonitoring.NONE);
    later.setPointing(first.table());
    plugin(Map.of()).correct(later, false, new MemoryRows(PointingCorrector.TELESCOPE, 1));
    assertEquals(x, later.muons().getDouble(0, RINGS.columns().get(0)), 1e-12);
    assertEquals(impactX, later.muons().getDouble(0, RINGS.columns().get(6)), 1e-12);
    assertEquals(0.7, parameter(later, "fov_lon"), 0, "parameters stay");
  }

  @Test
  void aSourceSeenThroughAMispointedCameraComesBackToItsPlace() {
    // The telescope looks beside what it reports; where it sees a source, corrected, is the source.
    double az = 2;
    double alt = 1.1;
    SkyOffset reported = new SkyOffset();
    reported.pointTo(az, alt);
    double[] v = new double[3];
    double offLon = Math.toRadians(90 * ARCSEC);
    double offLat = Math.toRadians(-60 * ARCSEC);
    reported.toHorizon(offLon, offLat, v, 0);
    SkyOffset real = new SkyOffset();
    double realAz = Math.atan2(v[1], v[0]);
    real.pointTo(realAz, Math.asin(v[2]));
    reported.toHorizon(Math.toRadians(0.8), Math.toRadians(0.5), v, 0);
    double seenLon = real.fovLon(v[0], v[1], v[2]);
    double seenLat = real.fovLat(v[0], v[1], v[2]);
    double[] t = {offLon, offLat, 0, 0};
    double lon = FocalTransform.lon(t, 0, seenLon, seenLat);
    double lat = FocalTransform.lat(t, 0, seenLon, seenLat);
    double off = SkyFrames.separation(lon, lat, Math.toRadians(0.8), Math.toRadians(0.5));
    // Azimuths converge: at this altitude the frame turns by 90" tan(alt), 2.5" at one degree.
    assertTrue(Math.toDegrees(off) < 3 * ARCSEC, Math.toDegrees(off) / ARCSEC + " arcsec");
  }

  @Test
  void nothingHappensWhereNobodyKnowsAboutPointing() {
    assertFalse(plugin(Map.of()).applies(ARRAY, List.of()));
    assertFalse(plugin(Map.of()).applies(ARRAY, List.of(TelescopeMonitoring.NONE)));
    assertTrue(plugin(Map.of("when", "always")).applies(ARRAY, List.of()));
    TelescopeMonitoring known =
        TelescopeMonitoring.of(
            Map.of(),
            Map.of(
                TelescopeMonitoring.STAR_TRACKING,
                series("deg", 60, "dlon dlat", new double[] {5, 0, 0})));
    assertTrue(plugin(Map.of()).applies(ARRAY, List.of(known)));
  }

  @Test
  void wrongBendingModelsAreRefused() {
    for (String text : List.of("IA=1", "x: IA=1", "2: QQ=1")) {
      Map<String, Object> options = Map.of("bending", new String[] {text});
      assertThrows(IllegalArgumentException.class, () -> plugin(options), text);
    }
  }
}
