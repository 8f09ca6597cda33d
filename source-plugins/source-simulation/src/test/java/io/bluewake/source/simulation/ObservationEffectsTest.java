package io.bluewake.source.simulation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.Table;
import io.bluewake.model.WaveformBatch;
import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every effect of an observation is measured from its events and compared with the truth. */
class ObservationEffectsTest {
  private static final PhotonTable LIGHT = PhotonTable.make(21, 2158, 0.94);
  private static final EventSource.Limits LIMITS = new EventSource.Limits(16, 1L << 40);

  /** What the calibration events of a run of one LST amount to, in one interval of time. */
  private static final class Interval {
    double[] pedestalSum = new double[0];
    double[] variance = new double[0];
    double[] flash = new double[0];
    double[] peak = new double[0];
    int pedestals;
    int flashes;
  }

  private record Run(
      CameraGeometry camera, double focus, List<Interval> intervals, Map<String, Table> truth) {
    Table table(String name) {
      return truth.get("/simulation/truth/obs_00000001/" + name);
    }

    double value(String table, int row, String column) {
      Table t = table(table);
      return t.getDouble(row, t.schema().column(column));
    }
  }

  private static SimulationSource source(String keys) throws Exception {
    String text = "bluewake-simulation: 1\n" + keys.replace(", ", "\n") + "\n";
    return new SimulationSource(
        Settings.parse("test", text), EventSource.Request.ALL, field -> LIGHT);
  }

  private static EventBatch batch(SimulationSource source) {
    int[] groups = new int[source.subarray().size()];
    for (int t = 0; t < groups.length; t++) {
      groups[t] = source.subarray().cameras().indexOf(source.subarray().telescope(t).camera());
    }
    return new EventBatch(source.subarray(), groups);
  }

  private static List<GainSelector> highGain(EventBatch batch) {
    List<GainSelector> gains = new ArrayList<>();
    batch.cameras().forEach(c -> gains.add((waveforms, row) -> 0));
    return gains;
  }

  /** Showers that nobody sees, for the calibration events between them. */
  private static Run calibrationRun(int showers, int perInterval, String keys) throws Exception {
    SimulationSource source =
        source(
            "array: lst-1, coreRadius: 0, energyMinTeV: 0.001, energyMaxTeV: 0.001,"
                + (" brokenPixels: 0, showers: " + showers + ", " + keys)
                    .replace(",", ", ")
                    .replace(",  ", ", "));
    EventBatch batch = batch(source);
    List<Interval> intervals = new ArrayList<>();
    int seen = 0;
    while (source.read(batch, LIMITS)) {
      source.decode(batch, highGain(batch));
      CameraBatch camera = batch.cameras().get(0);
      for (int row = 0; row < camera.rows(); row++) {
        int event = batch.eventOfRow()[camera.tableRows()[row]];
        if (batch.eventType()[event] == EventType.SUBARRAY.code()) {
          continue;
        }
        if (seen++ % perInterval == 0) {
          intervals.add(new Interval());
        }
        add(
            intervals.get(intervals.size() - 1),
            camera.waveforms(),
            row,
            batch.eventType()[event] == EventType.FLATFIELD.code());
      }
      batch.clear();
    }
    var camera = source.subarray().telescope(0).camera();
    return new Run(camera.geometry(), camera.focalLength(), intervals, source.tables());
  }

  private static void add(Interval to, WaveformBatch w, int row, boolean flash) {
    int pixels = w.pixels();
    if (to.variance.length == 0) {
      to.pedestalSum = new double[pixels];
      to.variance = new double[pixels];
      to.flash = new double[pixels];
      to.peak = new double[pixels];
    }
    int n = w.samplesPerPixel();
    for (int p = 0; p < pixels; p++) {
      double sum = 0;
      double square = 0;
      double moment = 0;
      for (int s = 0; s < n; s++) {
        double v = (w.adc()[w.base(row) + p * n + s] & 0xFFFF) - w.constants(row).pedestal()[0][p];
        sum += v;
        square += v * v;
        moment += v * s;
      }
      if (flash) {
        to.flash[p] += sum;
        to.peak[p] += moment / sum;
      } else {
        to.pedestalSum[p] += sum / n;
        to.variance[p] += square / n;
      }
    }
    to.flashes += flash ? 1 : 0;
    to.pedestals += flash ? 0 : 1;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }

  private static double correlation(double[] a, double[] b) {
    double ma = mean(a);
    double mb = mean(b);
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int i = 0; i < a.length; i++) {
      ab += (a[i] - ma) * (b[i] - mb);
      aa += (a[i] - ma) * (a[i] - ma);
      bb += (b[i] - mb) * (b[i] - mb);
    }
    return ab / Math.sqrt(aa * bb);
  }

  private static double[] column(Run run, String table, String column) {
    Table t = run.table(table);
    double[] values = new double[t.rows()];
    for (int i = 0; i < values.length; i++) {
      values[i] = t.getDouble(i, t.schema().column(column));
    }
    return values;
  }

  /** Centre of the excess of variance near a place, deg in the telescope frame. */
  private static double[] spot(Run run, Interval interval, double lon, double lat) {
    double[] sorted = interval.variance.clone();
    java.util.Arrays.sort(sorted);
    double dark = sorted[sorted.length / 2];
    double sum = 0;
    double x = 0;
    double y = 0;
    for (int p = 0; p < sorted.length; p++) {
      double a = Math.toDegrees(run.camera.pixelY()[p] / run.focus);
      double b = Math.toDegrees(run.camera.pixelX()[p] / run.focus);
      double excess = interval.variance[p] - dark;
      if (Math.hypot(a - lon, b - lat) < 0.16 && excess > 0.5 * dark) {
        sum += excess;
        x += excess * a;
        y += excess * b;
      }
    }
    return new double[] {x / sum, y / sum};
  }

  /** The brightest star well inside the camera that has no bright neighbour. */
  private static int loneStar(Run run) {
    int best = -1;
    double most = 0;
    Table stars = run.table("stars");
    for (int s = 0; s < stars.rows(); s++) {
      double right = run.value("stars", s, "right");
      double up = run.value("stars", s, "up");
      double light = run.value("stars", s, "brightness");
      boolean alone = Math.hypot(right, up) < 1.6 && Math.hypot(right, up) > 0.7;
      for (int o = 0; o < stars.rows(); o++) {
        double far =
            Math.hypot(right - run.value("stars", o, "right"), up - run.value("stars", o, "up"));
        alone &= o == s || far > 0.5;
      }
      if (alone && light > most) {
        most = light;
        best = s;
      }
    }
    assertTrue(best >= 0 && most > 3, "a bright star alone");
    return best;
  }

  @Test
  void starsShineWhereTheTruthSaysPastThePointingError() throws Exception {
    Run run = calibrationRun(60, 60, "pedestalEvery: 1, stars: 60, pointingErrorDeg: 0.15");
    int star = loneStar(run);
    double errorRight =
        (run.value("pointing", 0, "true_azimuth") - run.value("pointing", 0, "azimuth"))
            * Math.cos(Math.toRadians(run.value("pointing", 0, "altitude")));
    double errorUp =
        run.value("pointing", 0, "true_altitude") - run.value("pointing", 0, "altitude");
    double lon = run.value("stars", star, "right") - errorRight;
    double lat = run.value("stars", star, "up") - errorUp;

    double[] found = spot(run, run.intervals.get(0), lon, lat);

    assertTrue(Math.hypot(errorRight, errorUp) > 0.02, "there is an error");
    // Pixels are 0.1° wide, and of a spot of 0.02° no more than three of them are lit.
    assertArrayEquals(new double[] {lon, lat}, found, 0.05);
  }

  @Test
  void varianceGrowsWithTheNightSkyOfEachPixel() throws Exception {
    Run run = calibrationRun(60, 60, "pedestalEvery: 1, stars: 400, gainSpread: 0");
    double[] sky = column(run, "pixels/tel_001", "night_sky_factor");
    double noise = 5.5 * 5.5;
    double dark = 0;
    double starLight = 0;
    double expected = 0;
    int even = 0;
    int bright = 0;
    Interval all = run.intervals.get(0);
    for (int p = 0; p < sky.length; p++) {
      double light = all.variance[p] / all.pedestals - noise;
      if (Math.abs(sky[p] - 1) < 1e-6) {
        dark += light;
        even++;
      } else if (sky[p] > 2) {
        starLight += light;
        expected += sky[p];
        bright++;
      }
    }

    assertTrue(bright >= 10 && even > 1000, bright + " bright, " + even + " even");
    assertEquals(expected / bright, starLight / bright / (dark / even), 0.08 * expected / bright);
  }

  @Test
  void fieldRotationTurnsTheStars() throws Exception {
    // 30 degrees in the hour that 120 showers take.
    Run run =
        calibrationRun(
            120,
            6,
            "pedestalEvery: 1, stars: 60, rotationDegPerHour: 30, showersPerSecond: 0.0333");
    int star = loneStar(run);
    double right = run.value("stars", star, "right");
    double up = run.value("stars", star, "up");
    Interval last = run.intervals.get(run.intervals.size() - 1);
    double turn = Math.toRadians(30 * (117.5 / 120));
    double lon = Math.cos(turn) * right - Math.sin(turn) * up;
    double lat = Math.sin(turn) * right + Math.cos(turn) * up;

    double[] found = spot(run, last, lon, lat);
    double measured = Math.atan2(found[1], found[0]) - Math.atan2(up, right);

    assertEquals(turn, Math.IEEEremainder(measured, 2 * Math.PI), 0.05);
    assertEquals(30, run.value("pointing", run.table("pointing").rows() - 1, "rotation"), 0.5);
  }

  @Test
  void bendingMovesTheStarsUp() throws Exception {
    Run run =
        calibrationRun(
            120,
            6,
            "pedestalEvery: 1, stars: 60, bendingDegPerHour: 0.5, showersPerSecond: 0.0333");
    int star = loneStar(run);
    double right = run.value("stars", star, "right");
    double up = run.value("stars", star, "up");
    Interval last = run.intervals.get(run.intervals.size() - 1);

    double[] found = spot(run, last, right, up + 0.5 * (117.5 / 120));

    assertEquals(0.49, found[1] - up, 0.05);
    assertEquals(right, found[0], 0.05);
    int end = run.table("pointing").rows() - 1;
    assertEquals(
        -0.5,
        run.value("pointing", end, "true_altitude") - run.value("pointing", end, "altitude"),
        0.01);
  }

  @Test
  void skyDriftsPastTelescopesThatStandStill() throws Exception {
    // Towards the south the sky moves westwards, by 15 seconds of arc a second less the pole's.
    Run run = calibrationRun(60, 6, "pedestalEvery: 1, stars: 60, drift: 1, showersPerSecond: 0.5");
    int star = loneStar(run);
    double right = run.value("stars", star, "right");
    double up = run.value("stars", star, "up");
    double declination = 28.76 - 20;
    double moved = 15.041 / 3600 * Math.cos(Math.toRadians(declination)) * 115;
    Interval last = run.intervals.get(run.intervals.size() - 1);

    double[] found = spot(run, last, right + moved, up);

    assertEquals(moved, found[0] - right, 0.06);
    assertEquals(up, found[1], 0.06);
  }

  @Test
  void gainDriftShowsInFlatFieldsAndTruth() throws Exception {
    Run run =
        calibrationRun(
            100, 10, "flatfieldEvery: 1, gainDriftPerHour: 0.2, showersPerSecond: 0.027778");
    double first = mean(run.intervals.get(0).flash);
    double last = mean(run.intervals.get(9).flash);

    // From the twentieth to the last twentieth of the hour; flashes differ by 3 %.
    assertEquals(1 + 0.2 * 0.95, last / first * (1 + 0.2 * 0.05), 0.04);
    int end = run.table("pointing").rows() - 1;
    assertEquals(1.2, run.value("pointing", end, "gain_factor"), 0.003);
  }

  @Test
  void nightSkyStepShowsInTheVariance() throws Exception {
    Run run =
        calibrationRun(
            80,
            40,
            "pedestalEvery: 1, nightSkyStepAtS: 40.5, nightSkyStepFactor: 2.8284,"
                + " showersPerSecond: 1, gainSpread: 0");
    double before = mean(run.intervals.get(0).variance);
    double after = mean(run.intervals.get(1).variance);
    double noise = 5.5 * 5.5;

    assertEquals(2.83, (after - noise) / (before - noise), 0.2);
    int end = run.table("pointing").rows() - 1;
    assertEquals(2.828, run.value("pointing", end, "night_sky_factor"), 0.01);
    assertEquals(1, run.value("pointing", 0, "night_sky_factor"), 1e-6);
  }

  @Test
  void gainsAndDelaysOfPixelsShowInFlatFields() throws Exception {
    Run run = calibrationRun(60, 60, "flatfieldEvery: 1, gainSpread: 0.1, pixelDelayNs: 1");
    double[] perAdc = column(run, "pixels/tel_001", "pe_per_adc");
    double[] delay = column(run, "pixels/tel_001", "delay");
    Interval all = run.intervals.get(0);
    double[] charge = new double[perAdc.length];
    for (int p = 0; p < charge.length; p++) {
      charge[p] = all.flash[p] / all.flashes * perAdc[p];
    }

    // In true photo-electrons all pixels see the same flash of 80.
    assertEquals(80, mean(charge), 1.5);
    double rms = 0;
    for (double c : charge) {
      rms += (c / 80 - 1) * (c / 80 - 1) / charge.length;
    }
    assertTrue(Math.sqrt(rms) < 0.035, "spread " + Math.sqrt(rms));
    assertTrue(correlation(delay, all.peak) > 0.95, "" + correlation(delay, all.peak));
  }

  @Test
  void brokenPixelsAreFlaggedAndDark() throws Exception {
    SimulationSource source =
        source(
            "array: lst-1, showers: 1, coreRadius: 0, energyMinTeV: 0.001, energyMaxTeV: 0.001,"
                + " brokenPixels: 0.1, flatfieldEvery: 1");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, LIMITS));
    source.decode(batch, highGain(batch));
    WaveformBatch w = batch.cameras().get(0).waveforms();
    int row = w.rows() - 1;
    int broken = 0;
    for (int p = 0; p < w.pixels(); p++) {
      int n = w.samplesPerPixel();
      double sum = 0;
      for (int s = 0; s < n; s++) {
        sum += (w.adc()[w.base(row) + p * n + s] & 0xFFFF) - w.constants(row).pedestal()[0][p];
      }
      boolean dark = sum * w.constants(row).gain()[0][p] < 20;
      assertEquals(w.constants(row).isUnusable(0, p), dark, "pixel " + p);
      broken += dark ? 1 : 0;
    }
    assertEquals(0.1, broken / (double) w.pixels(), 0.025);
  }

  @Test
  void triggerTimesJitterAsMuchAsAsked() throws Exception {
    String keys =
        "array: lst-4, showers: 60, coreRadius: 80, energyMinTeV: 0.5, energyMaxTeV: 0.6,"
            + " coincidenceNs: 500, triggerJitterNs: ";
    double[] still = triggerTimes(keys + "0");
    double[] jittering = triggerTimes(keys + "3");
    assertEquals(still.length, jittering.length);
    double square = 0;
    for (int i = 0; i < still.length; i++) {
      square += (still[i] - jittering[i]) * (still[i] - jittering[i]);
    }
    assertTrue(still.length > 150, "" + still.length);
    assertEquals(3, Math.sqrt(square / still.length), 0.45);
  }

  private static double[] triggerTimes(String keys) throws Exception {
    SimulationSource source = source(keys);
    EventBatch batch = batch(source);
    List<Double> times = new ArrayList<>();
    while (source.read(batch, LIMITS)) {
      for (int t = 0; t < batch.triggers(); t++) {
        times.add(batch.triggerSeconds()[t] % 1000 * 1e9 + 0.25 * batch.triggerQuarterNs()[t]);
      }
      batch.clear();
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
