package io.bluewake.math.pointing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class StarFieldFitTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final double FOCAL = 28;

  /** A camera like that of an LST, or one of squares. */
  private static Camera camera(boolean square) {
    double pitch = 0.05;
    int reach = square ? 18 : 25;
    double[] x = new double[(2 * reach + 1) * (2 * reach + 1)];
    double[] y = new double[x.length];
    int n = 0;
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        if (square || Math.abs(i + j) <= reach) {
          double u = pitch * (square ? i : i + 0.5 * j);
          double v = pitch * j * (square ? 1 : Math.sqrt(3) / 2);
          double turn = 0.2;
          x[n] = Math.cos(turn) * u - Math.sin(turn) * v;
          y[n++] = Math.sin(turn) * u + Math.cos(turn) * v;
        }
      }
    }
    x = Arrays.copyOf(x, n);
    y = Arrays.copyOf(y, n);
    double[] area = new double[n];
    Arrays.fill(area, pitch * pitch * (square ? 1 : Math.sqrt(3) / 2));
    PixelShape shape = square ? PixelShape.RECTANGULAR : PixelShape.HEXAGON;
    return new Camera(
        new CameraGeometry("toy", x, y, area, shape, 0, 0, PixelNeighbors.of(x, y, area, shape)),
        new CameraReadout("toy", 1, 1, n, 40, new double[1][1], 1),
        new Optics("toy", "LST", "PARABOLIC", 386, 1, 198, FOCAL, FOCAL),
        FOCAL);
  }

  @Test
  void pixelsTogetherGetAllTheLight() {
    for (boolean square : new boolean[] {false, true}) {
      PixelResponse response = new PixelResponse(camera(square));
      Random random = new Random(3);
      for (int i = 0; i < 30; i++) {
        double sigma = (0.1 + 0.6 * random.nextDouble()) * response.pitch();
        double lon = 0.02 * (2 * random.nextDouble() - 1);
        double lat = 0.02 * (2 * random.nextDouble() - 1);
        double sum = 0;
        double meanLon = 0;
        for (int p = 0; p < response.pixels(); p++) {
          double part = response.part(p, lon, lat, sigma);
          sum += part;
          meanLon += part * response.lon(p);
        }
        assertEquals(1, sum, 5e-4, "square " + square + " sigma " + sigma / response.pitch());
        assertTrue(Math.abs(meanLon - lon) < response.pitch() / 2);
      }
    }
  }

  @Test
  void aPixelGetsWhatRandomLightSays() {
    Camera camera = camera(false);
    PixelResponse response = new PixelResponse(camera);
    Random random = new Random(4);
    int centre = response.nearest(0.001, -0.002);
    double lon = response.lon(centre) + 0.3 * response.pitch();
    double lat = response.lat(centre) - 0.35 * response.pitch();
    double sigma = 0.3 * response.pitch();
    int[] count = new int[response.pixels()];
    int n = 200_000;
    for (int i = 0; i < n; i++) {
      // Hexagons of a hexagonal grid are the cells of nearest points.
      count[
          response.nearest(
              lon + sigma * random.nextGaussian(), lat + sigma * random.nextGaussian())]++;
    }
    for (int p = 0; p < count.length; p++) {
      double part = response.part(p, lon, lat, sigma);
      double error = Math.sqrt(Math.max(1, n * part)) / n;
      assertEquals((double) count[p] / n, part, 5 * error, "pixel " + p);
    }
  }

  /** A night sky with stars; some pixels are dead or lie. */
  private static final class Night {
    final PixelResponse response;
    final double[] lon;
    final double[] lat;
    final double[] variance;
    final boolean[] good;

    Night(Camera camera, double[] t, int stars, double relative, double psf, long seed) {
      response = new PixelResponse(camera);
      Random random = new Random(seed);
      int n = response.pixels();
      lon = new double[stars];
      lat = new double[stars];
      variance = new double[n];
      good = new boolean[n];
      Arrays.fill(variance, 1.7);
      for (int s = 0; s < stars; s++) {
        lon[s] = Math.toRadians(3.6 * random.nextDouble() - 1.8);
        lat[s] = Math.toRadians(3.6 * random.nextDouble() - 1.8);
        double flux = 1.7 * 30 * Math.pow(1.5, -s);
        double atLon = FocalTransform.lonBefore(t, 0, lon[s], lat[s]);
        double atLat = FocalTransform.latBefore(t, 0, lon[s], lat[s]);
        double sigma = Math.hypot(psf, 0.012 * Math.hypot(atLon, atLat));
        for (int p = 0; p < n; p++) {
          variance[p] += flux * response.part(p, atLon, atLat, sigma);
        }
      }
      for (int p = 0; p < n; p++) {
        variance[p] *= 1 + relative * random.nextGaussian();
        good[p] = random.nextDouble() > 0.005;
        if (random.nextDouble() < 0.003) {
          variance[p] *= 4;
        }
      }
    }

    StarFieldFit.Result fit(double psf, double relative) {
      return new StarFieldFit(
              response,
              new StarFieldFit.Options(psf, 0.012, Math.toRadians(0.25), 5, 0, 3, true, true))
          .fit(variance, good, relative, lon, lat, lon.length)
          .orElseThrow();
    }
  }

  @Test
  void offsetRotationAndScaleAreFoundWithinTheirErrors() {
    for (boolean square : new boolean[] {false, true}) {
      Camera camera = camera(square);
      double[] square2 = new double[4];
      int trials = 12;
      for (int i = 0; i < trials; i++) {
        Random random = new Random(100 + i);
        double[] t = {
          Math.toRadians(0.2 * random.nextDouble() - 0.1),
          Math.toRadians(0.2 * random.nextDouble() - 0.1),
          Math.toRadians(0.4 * random.nextDouble() - 0.2),
          2e-3 * random.nextDouble()
        };
        Night night = new Night(camera, t, 9, 0.02, Math.toRadians(0.035), i);
        // The width of the images need not be known well.
        StarFieldFit.Result found = night.fit(Math.toRadians(0.04), 0.02);
        double off =
            Math.hypot(found.estimate().value()[0] - t[0], found.estimate().value()[1] - t[1]);
        assertTrue(off < 15 * ARCSEC, "off by " + off / ARCSEC + " in trial " + i);
        for (int k = 0; k < 4; k++) {
          double pull = (found.estimate().value()[k] - t[k]) / found.estimate().uncertainty(k);
          square2[k] += pull * pull / trials;
        }
      }
      for (int k = 0; k < 4; k++) {
        double rms = Math.sqrt(square2[k]);
        assertTrue(rms > 0.5 && rms < 1.6, "square " + square + " number " + k + ": " + rms);
      }
    }
  }

  @Test
  void starPixelsAreMarked() {
    double[] t = new double[4];
    Night night = new Night(camera(false), t, 3, 0.02, Math.toRadians(0.035), 5);
    StarFieldFit.Result found = night.fit(Math.toRadians(0.035), 0.02);
    assertArrayEquals(new int[] {0, 1, 2}, found.stars());
    assertTrue(found.lit()[night.response.nearest(night.lon[0], night.lat[0])]);
    int lit = 0;
    for (boolean b : found.lit()) {
      lit += b ? 1 : 0;
    }
    assertTrue(lit >= 6 && lit < 60, lit + " pixels");
    assertEquals(1.7, found.background(), 0.03);
    assertEquals(1.7 * 30, found.flux()[0], 2.5);
  }

  @Test
  void aSkyWithoutStarsGivesNothing() {
    double[] t = new double[4];
    Night dark = new Night(camera(false), t, 0, 0.02, 1, 6);
    StarFieldFit fit =
        new StarFieldFit(
            dark.response, new StarFieldFit.Options(7e-4, 0, 4e-3, 8, 0, 3, true, true));
    double[] lon = {0.01, -0.02, 0.005};
    double[] lat = {0.013, 0.01, -0.02};
    assertFalse(fit.fit(dark.variance, dark.good, 0.02, lon, lat, 3).isPresent());
    assertFalse(fit.fit(dark.variance, dark.good, 0.02, lon, lat, 0).isPresent());
  }
}
