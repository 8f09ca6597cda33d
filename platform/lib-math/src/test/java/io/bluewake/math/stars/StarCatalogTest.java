package io.bluewake.math.stars;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.sky.SkyFrames;
import org.junit.jupiter.api.Test;

class StarCatalogTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final StarCatalog CATALOG = StarCatalog.shipped();

  private static int find(int hipparcos) {
    for (int i = 0; i < CATALOG.size(); i++) {
      if (CATALOG.number(i) == hipparcos) {
        return i;
      }
    }
    throw new AssertionError("HIP " + hipparcos);
  }

  private static double[] at(int star, double year) {
    double[] v = new double[3];
    CATALOG.direction(star, year, v, 0);
    double ra = Math.atan2(v[1], v[0]);
    return new double[] {ra < 0 ? ra + 2 * Math.PI : ra, Math.asin(v[2])};
  }

  private static void assertAt(int hipparcos, double raDeg, double decDeg, double arcsec) {
    double[] found = at(find(hipparcos), 2000);
    double off =
        SkyFrames.separation(found[0], found[1], Math.toRadians(raDeg), Math.toRadians(decDeg));
    assertTrue(off < arcsec * ARCSEC, "HIP " + hipparcos + " off by " + off / ARCSEC);
  }

  @Test
  void starsAreWhereTheyWereIn2000() {
    // Sirius, Vega, Polaris, Arcturus, Barnard-like motion: 61 Cyg A. SIMBAD, J2000.
    assertAt(32349, 101.28715533, -16.71611586, 0.3);
    assertAt(91262, 279.23473479, 38.78368896, 0.2);
    assertAt(11767, 37.95456067, 89.26410897, 0.2);
    assertAt(69673, 213.91530029, 19.18240916, 0.3);
    assertAt(104214, 316.72474829, 38.74941732, 0.5);
  }

  @Test
  void properMotionMovesThem() {
    double[] before = at(find(104214), 2000);
    double[] after = at(find(104214), 2026);
    double moved = SkyFrames.separation(before[0], before[1], after[0], after[1]);
    assertEquals(5.28 * 26, moved / ARCSEC, 0.6);
  }

  @Test
  void circlesHoldWhatIsNearAndBrightestComesFirst() {
    double[] v = new double[3];
    CATALOG.direction(find(17702), 2000, v, 0);
    int[] pleiades = CATALOG.around(v[0], v[1], v[2], Math.toRadians(1), 5);
    assertEquals(17702, CATALOG.number(pleiades[0]), "Alcyone");
    assertTrue(pleiades.length >= 6, pleiades.length + " stars");
    int count = 0;
    double[] w = new double[3];
    for (int i = 0; i < CATALOG.size(); i++) {
      CATALOG.direction(i, 1991.25, w, 0);
      boolean near = v[0] * w[0] + v[1] * w[1] + v[2] * w[2] > Math.cos(Math.toRadians(1));
      count += near && CATALOG.cameraMagnitude(i) <= 5 ? 1 : 0;
    }
    assertEquals(count, pleiades.length);
    for (int i = 1; i < pleiades.length; i++) {
      assertTrue(CATALOG.cameraMagnitude(pleiades[i]) >= CATALOG.cameraMagnitude(pleiades[i - 1]));
    }
  }

  @Test
  void theWholeSkyIsThere() {
    assertEquals(25493, CATALOG.size());
    assertEquals(-1.44, CATALOG.visualMagnitude(find(32349)), 0.01);
    assertEquals(CATALOG.size(), CATALOG.around(0, 0, 1, Math.PI, Double.POSITIVE_INFINITY).length);
  }
}
