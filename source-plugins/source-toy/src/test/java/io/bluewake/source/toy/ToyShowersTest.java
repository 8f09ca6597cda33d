package io.bluewake.source.toy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Optics;
import io.bluewake.model.Table;
import io.bluewake.model.Telescope;
import io.bluewake.spi.EventSource.Limits;
import io.bluewake.spi.EventSource.Request;
import io.bluewake.spi.InputException;
import io.bluewake.testkit.Seeded;
import io.bluewake.testkit.ToyArray;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What toy showers look like. */
@Seeded
class ToyShowersTest {
  private static ToySettings settings(String... lines) throws InputException {
    return ToySettings.parse("test.toy", "bluewake-toy: 1\n" + String.join("\n", lines));
  }

  private static EventBatch events(ToySettings settings) {
    ToySource source = new ToySource(settings, Request.ALL);
    EventBatch batch = new EventBatch(source.subarray(), ToyArray.groups(source.subarray()));
    batch.clear();
    source.read(batch, new Limits(10_000, Long.MAX_VALUE));
    source.decode(batch, List.of());
    return batch;
  }

  @Test
  void wrongLinesAreRefusedWithTheirNumber() {
    for (String line :
        List.of("pixel: 5", "pixels: many", "pixels: 0", "pixels: 1.5", "spacing", "seed: NaN")) {
      InputException refused = assertThrows(InputException.class, () -> settings("seed: 3", line));
      assertTrue(refused.getMessage().startsWith("test.toy: line 3: "), refused.getMessage());
    }
    assertThrows(InputException.class, () -> settings("energyMinTeV: 5", "energyMaxTeV: 1"));
    assertThrows(InputException.class, () -> settings("medium: 0"));
    assertThrows(InputException.class, () -> ToySettings.parse("x", "events: 5"));
  }

  @Test
  void pixelOfAPointIsTheNearestOne(RandomGenerator random) {
    Optics optics = new Optics("Toy", "MST", "UNKNOWN", 88, 1, 84, 16, 16);
    HexCamera hexagons = new HexCamera("Toy", optics, 400, 10, 0.2);
    Camera camera = hexagons.camera();
    for (int i = 0; i < 2000; i++) {
      double lon = random.nextDouble(-0.05, 0.05);
      double lat = random.nextDouble(-0.05, 0.05);
      int nearest = 0;
      double least = Double.MAX_VALUE;
      for (int p = 0; p < camera.pixels(); p++) {
        double away =
            Math.hypot(
                camera.fovLon()[p] - Math.toDegrees(lon), camera.fovLat()[p] - Math.toDegrees(lat));
        if (away < least) {
          least = away;
          nearest = p;
        }
      }
      int pixel = hexagons.pixelAt(lon, lat);
      assertTrue(pixel == nearest || (pixel == -1 && least > 0.099), "pixel " + pixel);
    }
    assertEquals(-1, hexagons.pixelAt(1, 1));
    assertEquals(-1, hexagons.pixelAt(Double.NaN, 0));
  }

  @Test
  void poissonNumbersHaveTheirMeanAndVariance() {
    SplittableRandom random = new SplittableRandom(4);
    for (double mean : new double[] {0.3, 7, 80, 900}) {
      double sum = 0;
      double squares = 0;
      int n = 20_000;
      for (int i = 0; i < n; i++) {
        double k = ToyLight.poisson(mean, random);
        sum += k;
        squares += k * k;
      }
      double variance = squares / n - sum / n * sum / n;
      assertEquals(mean, sum / n, 5 * Math.sqrt(mean / n), "mean");
      assertEquals(1, variance / mean, 0.06, "variance over mean");
    }
  }

  @Test
  void imageAxesPassThroughTheSource() throws InputException {
    EventBatch batch =
        events(
            settings("events: 60", "energyMinTeV: 3", "medium: 9", "samples: 2", "pixels: 1800"));
    assertTrue(batch.telescopeRows() > 100, "telescope events: " + batch.telescopeRows());
    double sum = 0;
    int n = 0;
    for (int row = 0; row < batch.telescopeRows(); row++) {
      int event = batch.eventOfRow()[row];
      ImageBatch image = batch.cameras().get(0).trueImages();
      double[] m = moments(image, batch.groupRow()[row]);
      if (batch.trueImpactDistance()[row] > 60 && m[2] > 1.5 * m[3]) {
        double[] source = source(batch, event);
        double miss = -(source[0] - m[0]) * Math.sin(m[4]) + (source[1] - m[1]) * Math.cos(m[4]);
        sum += miss * miss;
        n++;
      }
    }
    assertTrue(n > 50, "long images: " + n);
    assertTrue(Math.sqrt(sum / n) < 0.15, "root mean square miss, deg: " + Math.sqrt(sum / n));
  }

  /** Longitude and latitude of the shower in the telescope frame of the default pointing, deg. */
  private static double[] source(EventBatch batch, int event) {
    Table showers = batch.showers();
    double alt = Math.toRadians(showers.getDouble(event, showers.schema().column("true_alt")));
    double az = Math.toRadians(showers.getDouble(event, showers.schema().column("true_az")));
    double pointing = Math.toRadians(70);
    double turn = az - Math.PI;
    double right = Math.cos(alt) * Math.sin(turn);
    double up =
        Math.sin(alt) * Math.cos(pointing) - Math.cos(alt) * Math.sin(pointing) * Math.cos(turn);
    return new double[] {Math.toDegrees(Math.asin(right)), Math.toDegrees(Math.asin(up))};
  }

  /** Mean, length, width and direction of an image in the telescope frame, deg and rad. */
  private static double[] moments(ImageBatch image, int row) {
    double s = 0;
    double x = 0;
    double y = 0;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int p = 0; p < image.pixels(); p++) {
      double q = image.charge(row, p);
      double lon = image.camera().fovLon()[p];
      double lat = image.camera().fovLat()[p];
      s += q;
      x += q * lon;
      y += q * lat;
      xx += q * lon * lon;
      xy += q * lon * lat;
      yy += q * lat * lat;
    }
    x /= s;
    y /= s;
    xx = xx / s - x * x;
    xy = xy / s - x * y;
    yy = yy / s - y * y;
    double root = Math.hypot(xx - yy, 2 * xy);
    return new double[] {
      x,
      y,
      Math.sqrt((xx + yy + root) / 2),
      Math.sqrt((xx + yy - root) / 2),
      0.5 * Math.atan2(2 * xy, xx - yy)
    };
  }

  @Test
  void waveformsHoldTheLightOfTheImage() throws InputException {
    EventBatch batch =
        events(settings("events: 20", "nightSkyPePerNs: 0", "energyMinTeV: 1", "samples: 60"));
    var camera = batch.cameras().get(0);
    assertTrue(camera.rows() > 5, "telescope events: " + camera.rows());
    for (int row = 0; row < camera.rows(); row++) {
      double light = 0;
      for (int i = camera.waveforms().base(row); i < camera.waveforms().base(row + 1); i++) {
        light += camera.waveforms().samples()[i];
      }
      int truth = batch.trueImageSum()[camera.tableRows()[row]];
      assertEquals(truth, light, 0.03 * truth + 1, "photo-electrons");
    }
  }

  @Test
  void nightSkyHasNoMean() throws InputException {
    ToySettings settings = settings("nightSkyPePerNs: 0.2", "triggerPe: 0", "events: 5");
    EventBatch batch = events(settings);
    var waveforms = batch.cameras().get(0).waveforms();
    double sum = 0;
    for (int i = 0; i < waveforms.base(waveforms.rows()); i++) {
      sum += waveforms.samples()[i];
    }
    int truth = 0;
    for (int row = 0; row < batch.telescopeRows(); row++) {
      truth += batch.trueImageSum()[row];
    }
    double perSample = (sum - truth) / waveforms.base(waveforms.rows());
    assertEquals(0, perSample, 0.003, "p.e. per sample besides the shower");
  }

  @Test
  void impactIsTheDistanceFromTheAxis() {
    ToyShower vertical = new ToyShower(1, Math.PI / 2, 0, 30, 40, 300, 9000, 20_000);
    Optics optics = new Optics("Toy", "MST", "UNKNOWN", 88, 1, 84, 16, 16);
    Camera camera = new HexCamera("Toy", optics, 7, 10, 0.2).camera();
    Telescope origin = new Telescope(1, "Toy", 0, 0, 0, camera);
    assertEquals(50, vertical.impact(origin), 1e-9);
    ToyShower inclined = new ToyShower(1, Math.PI / 6, 0, 30, 0, 300, 9000, 20_000);
    assertEquals(15, inclined.impact(origin), 1e-9);
  }

  @Test
  void thrownShowersAreAllInTheDistribution() throws InputException {
    ToySettings settings = settings("events: 500", "pixels: 7", "samples: 2", "triggerPe: 1000");
    ToySource source = new ToySource(settings, Request.ALL);
    EventBatch batch = new EventBatch(source.subarray(), ToyArray.groups(source.subarray()));
    batch.clear();
    source.read(batch, new Limits(10_000, Long.MAX_VALUE));
    Table table = source.showerDistribution().orElseThrow();
    var counts = table.schema().column("histogram");
    double sum = 0;
    for (int i = 0; i < counts.elements(); i++) {
      sum += table.getElement(0, counts, i);
    }
    assertEquals(500, sum);
    assertTrue(batch.events() < 500 && batch.events() == batch.showers().rows());
  }
}
