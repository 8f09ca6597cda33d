package io.bluewake.source.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraBatch;
import io.bluewake.model.DataModel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.EventType;
import io.bluewake.model.WaveformBatch;
import io.bluewake.source.simulation.shower.PhotonTable;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Events have the physics that was asked for. */
class SimulatedEventsTest {
  private static final PhotonTable TABLE = PhotonTable.make(21, 2158, 0.94);

  private static SimulationSource source(String keys) throws Exception {
    String text = "bluewake-simulation: 1\n" + keys.replace(", ", "\n") + "\n";
    return new SimulationSource(
        Settings.parse("test", text), EventSource.Request.ALL, field -> TABLE);
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

  @Test
  void muonRingsHaveTheCherenkovAngle() throws Exception {
    SimulationSource source =
        source(
            "primary: muon, array: lst-1, showers: 20, coreRadius: 4, energyMinTeV: 0.05,"
                + " energyMaxTeV: 0.05, triggerTelescopes: 1, altitudeDeg: 70");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(100, 1L << 30)));
    source.decode(batch, highGain(batch));
    CameraBatch camera = batch.cameras().get(0);

    assertEquals(20, camera.rows());
    for (int row = 0; row < camera.rows(); row++) {
      double sum = 0;
      double radius = 0;
      for (int p = 0; p < camera.camera().pixels(); p++) {
        double n = camera.trueImages().charge(row, p);
        sum += n;
        radius += n * Math.hypot(camera.camera().fovLon()[p], camera.camera().fovLat()[p]);
      }
      // sqrt(2 (n - 1) - (m / E)²) a few hundred metres above 2200 m.
      assertEquals(1.20, radius / sum, 0.05);
      // The muons of prod3 files at up to 10 m have 1600 to 4000.
      assertTrue(sum > 1800 && sum < 4400, "" + sum);
    }
  }

  @Test
  void muonsBetweenShowersAreMarkedAndSeenByTheTelescopeTheyHit() throws Exception {
    SimulationSource source =
        source(
            "array: lst-4, showers: 60, coreRadius: 100, energyMinTeV: 0.5, energyMaxTeV: 1,"
                + " muonEvery: 3, reuse: 2");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(200, 1L << 30)));
    source.decode(batch, highGain(batch));
    int muons = 0;
    for (int e = 0; e < batch.events(); e++) {
      boolean third = batch.eventId()[e] / 100 % 3 == 0;
      int from = batch.firstTelescope()[e];
      int rows = batch.firstTelescope()[e + 1] - from;
      assertEquals(third ? EventType.MUON.code() : EventType.SUBARRAY.code(), batch.eventType()[e]);
      assertEquals(
          third ? 2 : 0,
          batch.showers().getLong(e, DataModel.SHOWER.column("true_shower_primary_id")));
      if (third) {
        muons++;
        assertEquals(0, batch.eventId()[e] % 100, "a muon is used once");
        assertEquals(1, rows);
        assertTrue(batch.trueImpactDistance()[from] < 12, "" + batch.trueImpactDistance()[from]);
        int row = batch.groupRow()[from];
        assertTrue(batch.cameras().get(0).trueImages().valid()[row]);
      } else {
        assertTrue(rows > 1);
      }
    }

    assertTrue(muons > 10 && muons <= 20, "of 20 muons " + muons);
  }

  @Test
  void gammasOfTheCentreMakeNarrowImagesThatPointToIt() throws Exception {
    SimulationSource source =
        source(
            "array: lst-4, showers: 25, coreRadius: 120, energyMinTeV: 0.5, energyMaxTeV: 1,"
                + " nightSkyFactor: 0, triggerTelescopes: 2");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(100, 1L << 30)));
    source.decode(batch, highGain(batch));
    CameraBatch camera = batch.cameras().get(0);
    double[] widths = new double[camera.rows()];
    double[] lengths = new double[camera.rows()];
    for (int row = 0; row < camera.rows(); row++) {
      double[] wl = widthAndLength(camera, row);
      widths[row] = wl[0];
      lengths[row] = wl[1];
    }
    java.util.Arrays.sort(widths);
    java.util.Arrays.sort(lengths);

    assertTrue(camera.rows() > 40, "" + camera.rows());
    assertEquals(0.1, widths[widths.length / 2], 0.05);
    assertTrue(lengths[lengths.length / 2] > 1.5 * widths[widths.length / 2]);
  }

  @Test
  void imagesOfProtonsAreWiderAndLongerThanThoseOfGammas() throws Exception {
    String common = "array: lst-4, showers: 60, coreRadius: 150, nightSkyFactor: 0";
    double[][] gammas = shapes(common + ", energyMinTeV: 0.5, energyMaxTeV: 1.5");
    double[][] protons = shapes(common + ", primary: proton, energyMinTeV: 1, energyMaxTeV: 4");

    assertTrue(larger(protons[0], gammas[0]) > 0.7, "" + larger(protons[0], gammas[0]));
    assertTrue(larger(protons[1], gammas[1]) > 0.6, "" + larger(protons[1], gammas[1]));
  }

  /** Widths and lengths of images above 1000 photo-electrons. */
  private static double[][] shapes(String keys) throws Exception {
    SimulationSource source = source(keys);
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(200, 1L << 30)));
    source.decode(batch, highGain(batch));
    CameraBatch camera = batch.cameras().get(0);
    List<double[]> list = new ArrayList<>();
    for (int row = 0; row < camera.rows(); row++) {
      double sum = 0;
      for (int p = 0; p < camera.camera().pixels(); p++) {
        sum += camera.trueImages().charge(row, p);
      }
      if (sum > 1000) {
        list.add(widthAndLength(camera, row));
      }
    }
    assertTrue(list.size() > 30, "" + list.size());
    return new double[][] {
      list.stream().mapToDouble(a -> a[0]).toArray(), list.stream().mapToDouble(a -> a[1]).toArray()
    };
  }

  /** Probability that one of the first is larger than one of the second. */
  private static double larger(double[] first, double[] second) {
    long count = 0;
    for (double a : first) {
      for (double b : second) {
        count += a > b ? 1 : 0;
      }
    }
    return (double) count / first.length / second.length;
  }

  /** Of the pixels above 5 true photo-electrons. */
  private static double[] widthAndLength(CameraBatch camera, int row) {
    double n = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double yy = 0;
    double xy = 0;
    for (int p = 0; p < camera.camera().pixels(); p++) {
      double q = camera.trueImages().charge(row, p);
      if (q > 5) {
        double a = camera.camera().fovLon()[p];
        double b = camera.camera().fovLat()[p];
        n += q;
        x += q * a;
        y += q * b;
        xx += q * a * a;
        yy += q * b * b;
        xy += q * a * b;
      }
    }
    double vx = xx / n - x * x / n / n;
    double vy = yy / n - y * y / n / n;
    double c = xy / n - x * y / n / n;
    double half = Math.sqrt((vx - vy) * (vx - vy) / 4 + c * c);
    double middle = (vx + vy) / 2;
    return new double[] {Math.sqrt(Math.max(0, middle - half)), Math.sqrt(middle + half)};
  }

  @Test
  void calibrationEventsComeWhenAskedFor() throws Exception {
    SimulationSource source =
        source(
            "array: lst-1, showers: 20, coreRadius: 2000, energyMaxTeV: 0.03, flatfieldEvery: 10,"
                + " pedestalEvery: 5, darkPedestalEvery: 20");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(100, 1L << 30)));
    int[] count = new int[256];
    for (int e = 0; e < batch.events(); e++) {
      count[batch.eventType()[e]]++;
    }

    assertEquals(2, count[EventType.FLATFIELD.code()]);
    assertEquals(4, count[EventType.SKY_PEDESTAL.code()]);
    assertEquals(1, count[EventType.DARK_PEDESTAL.code()]);
  }

  @Test
  void flatFieldsCarryTheLightThatWasAskedFor() throws Exception {
    SimulationSource source =
        source(
            "array: lst-1, showers: 1, coreRadius: 2000, energyMaxTeV: 0.03, flatfieldEvery: 1,"
                + " flatfieldPe: 60, brokenPixels: 0, nightSkyFactor: 0");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(100, 1L << 30)));
    source.decode(batch, highGain(batch));
    CameraBatch camera = batch.cameras().get(0);
    var waveforms = camera.waveforms();
    var constants = waveforms.constants(0);
    double mean = 0;
    for (int p = 0; p < waveforms.pixels(); p++) {
      double sum = 0;
      for (int s = 0; s < waveforms.samplesPerPixel(); s++) {
        int at = waveforms.base(0) + p * waveforms.samplesPerPixel() + s;
        sum += waveforms.adc()[at] - constants.pedestal()[0][p];
      }
      mean += sum * constants.gain()[0][p] / waveforms.pixels();
    }

    assertEquals(60, mean, 6);
  }

  @Test
  void thrownShowersAreCounted() throws Exception {
    SimulationSource source =
        source("array: lst-4, showers: 40, reuse: 3, energyMinTeV: 0.02, energyMaxTeV: 0.03");
    EventBatch batch = batch(source);
    while (source.read(batch, new EventSource.Limits(10, 1L << 30))) {
      batch.clear();
    }
    var table = source.showerDistribution().orElseThrow();

    assertEquals(120, table.getLong(0, table.schema().column("n_entries")));
  }

  @Test
  void energiesFollowThePowerLaw() throws Exception {
    SimulationSource source =
        source(
            "array: lst-1, showers: 300, coreRadius: 10, energyMinTeV: 0.3, energyMaxTeV: 30,"
                + " spectralIndex: -2, triggerTelescopes: 1");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(1000, 1L << 40)));
    int below = 0;
    for (int e = 0; e < batch.events(); e++) {
      double energy = batch.showers().getDouble(e, DataModel.SHOWER.column("true_energy"));
      assertTrue(energy >= 0.3 && energy <= 30);
      below += energy < 0.6 ? 1 : 0;
    }

    // Half of the showers of an E^-2 spectrum are below twice its lower end; all trigger here.
    assertEquals(0.5, (double) below / batch.events(), 0.1);
  }

  @Test
  void noSampleIsAboveTheCeilingOfItsPixel() throws Exception {
    SimulationSource source =
        source("array: small, showers: 10, coreRadius: 100, energyMinTeV: 1, stars: 20");
    EventBatch batch = batch(source);
    assertTrue(source.read(batch, new EventSource.Limits(100, 1L << 30)));
    source.decode(batch, highGain(batch));
    for (CameraBatch camera : batch.cameras()) {
      WaveformBatch waveforms = camera.waveforms();
      int samples = waveforms.samplesPerPixel();
      for (int p = 0; p < camera.rows() * waveforms.pixels(); p++) {
        for (int s = p * samples; s < (p + 1) * samples; s++) {
          int count = waveforms.adc()[s] & 0xffff;
          assertTrue(count <= waveforms.ceiling()[p], camera.camera().name() + " " + count);
        }
      }
    }
  }
}
