package io.bluewake.math.pointing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SimilarityFitTest {
  private static final double ARCSEC = Math.PI / 648000;

  @Test
  void transformsAreUndoneByTheirInverse() {
    double[] t = {0.01, -0.02, 0.3, 0.05};
    double[] back = new double[4];
    double[] both = new double[4];
    FocalTransform.invert(t, back);
    FocalTransform.chain(t, back, both);
    for (double x : both) {
      assertEquals(0, x, 1e-15);
    }
    double lon = FocalTransform.lon(t, 0, 0.1, 0.2);
    double lat = FocalTransform.lat(t, 0, 0.1, 0.2);
    assertEquals(0.1, FocalTransform.lonBefore(t, 0, lon, lat), 1e-15);
    assertEquals(0.2, FocalTransform.latBefore(t, 0, lon, lat), 1e-15);
    assertEquals(0.1, FocalTransform.lon(back, 0, lon, lat), 1e-15);
    assertEquals(0.2, FocalTransform.lat(back, 0, lon, lat), 1e-15);
  }

  /** Fits random points under a known transformation; returns the offsets over their errors. */
  private static double[] pulls(long seed, int n, boolean outlier) {
    Random random = new Random(seed);
    double[] truth = {30 * ARCSEC, -70 * ARCSEC, Math.toRadians(0.1), 4e-4};
    double[] fromLon = new double[n];
    double[] fromLat = new double[n];
    double[] toLon = new double[n];
    double[] toLat = new double[n];
    double[] sigma = new double[n];
    for (int i = 0; i < n; i++) {
      sigma[i] = (3 + 5 * random.nextDouble()) * ARCSEC;
      fromLon[i] = 0.035 * random.nextGaussian();
      fromLat[i] = 0.035 * random.nextGaussian();
      toLon[i] =
          FocalTransform.lon(truth, 0, fromLon[i], fromLat[i]) + sigma[i] * random.nextGaussian();
      toLat[i] =
          FocalTransform.lat(truth, 0, fromLon[i], fromLat[i]) + sigma[i] * random.nextGaussian();
    }
    if (outlier) {
      toLon[0] += 600 * ARCSEC;
    }
    FocalEstimate fit = SimilarityFit.fit(fromLon, fromLat, toLon, toLat, sigma, n, true);
    double[] pulls = new double[4];
    for (int k = 0; k < 4; k++) {
      pulls[k] = (fit.value()[k] - truth[k]) / fit.uncertainty(k);
    }
    return pulls;
  }

  @Test
  void offsetsAreAsLargeAsTheirErrors() {
    double[] square = new double[4];
    int trials = 400;
    for (int i = 0; i < trials; i++) {
      double[] p = pulls(i, 12, false);
      for (int k = 0; k < 4; k++) {
        square[k] += p[k] * p[k] / trials;
      }
    }
    for (int k = 0; k < 4; k++) {
      assertEquals(1, Math.sqrt(square[k]), 0.2, "number " + k);
    }
  }

  @Test
  void onePointFarOffChangesLittle() {
    for (int i = 0; i < 50; i++) {
      for (double p : pulls(i, 12, true)) {
        assertTrue(Math.abs(p) < 5, "seed " + i + ": " + p);
      }
    }
  }

  @Test
  void fewPointsDetermineLess() {
    double[] x = {0.01, -0.02, 0.03};
    double[] s = {1e-5, 1e-5, 1e-5};
    FocalEstimate none = SimilarityFit.fit(x, x, x, x, s, 0, true);
    assertFalse(none.knows(FocalTransform.LON));
    FocalEstimate one = SimilarityFit.fit(x, x, x, x, s, 1, true);
    assertTrue(one.knows(FocalTransform.LON));
    assertFalse(one.knows(FocalTransform.ROTATION));
    assertEquals(1e-5, one.uncertainty(FocalTransform.LAT), 1e-12);
    FocalEstimate three = SimilarityFit.fit(x, x, x, x, s, 3, true);
    assertTrue(three.knows(FocalTransform.ROTATION));
    assertFalse(three.knows(FocalTransform.SCALE));
  }

  @Test
  void combinationWeighsByWhatIsKnown() {
    double inf = Double.POSITIVE_INFINITY;
    FocalEstimate guider = FocalEstimate.of(new double[] {10, 20, 0, 0}, 3, 3, inf, inf);
    FocalEstimate stars = FocalEstimate.of(new double[] {13, 14, 0.5, 0.1}, 4, 3, 0.1, inf);

    FocalEstimate both = FocalEstimate.combine(List.of(guider, stars));

    assertEquals((10 / 9.0 + 13 / 16.0) / (1 / 9.0 + 1 / 16.0), both.value()[0], 1e-12);
    assertEquals(17, both.value()[1], 1e-12);
    assertEquals(0.5, both.value()[2], 1e-12);
    assertEquals(Math.sqrt(1 / (1 / 9.0 + 1 / 16.0)), both.uncertainty(0), 1e-12);
    assertFalse(both.knows(3));
    double chi = Math.sqrt((9.0 / 25 + 36.0 / 18) / 2);
    assertEquals(chi, guider.disagreement(stars), 1e-12);
  }

  @Test
  void serialCorrectionsAddTheirVariances() {
    double inf = Double.POSITIVE_INFINITY;
    FocalEstimate bending = FocalEstimate.of(new double[] {1e-4, 0, 0, 0}, 3e-5, 4e-5, inf, inf);
    FocalEstimate camera =
        FocalEstimate.of(new double[] {2e-4, 1e-4, 1e-3, 0}, 4e-5, 3e-5, 1e-4, inf);

    FocalEstimate both = bending.then(camera);

    assertEquals(3e-4, both.value()[0], 1e-7);
    assertEquals(5e-5, both.uncertainty(0), 1e-12);
    assertEquals(5e-5, both.uncertainty(1), 1e-12);
    assertEquals(1e-4, both.uncertainty(2), 1e-12);
    assertFalse(both.knows(3));
  }
}
