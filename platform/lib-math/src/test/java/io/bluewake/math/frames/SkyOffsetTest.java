package io.bluewake.math.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SkyOffsetTest {
  private final SkyOffset frame = new SkyOffset();
  private final double[] v = new double[3];

  @Test
  void originIsThePointing() {
    frame.pointTo(1.2, 0.7);
    frame.toHorizon(0, 0, v, 0);
    assertEquals(1.2, Directions.longitude(v[0], v[1]), 1e-15);
    assertEquals(0.7, Directions.latitude(v[0], v[1], v[2]), 1e-15);
  }

  @Test
  void latitudeGrowsWithAltitudeAndLongitudeWithAzimuth() {
    frame.pointTo(1.2, 0.7);
    frame.toHorizon(0, 0.1, v, 0);
    assertEquals(0.8, Directions.latitude(v[0], v[1], v[2]), 1e-15);
    frame.toHorizon(1e-4, 0, v, 0);
    assertEquals(1.2 + 1e-4 / Math.cos(0.7), Directions.longitude(v[0], v[1]), 1e-8);
  }

  @Test
  void backAndForthIsWhereItStarted() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 1000; i++) {
      frame.pointTo(random.nextDouble(-7, 7), random.nextDouble(-1.6, 1.6));
      double lon = random.nextDouble(-3.1, 3.1);
      double lat = random.nextDouble(-1.5, 1.5);
      frame.toHorizon(lon, lat, v, 0);
      assertEquals(1, Math.hypot(Math.hypot(v[0], v[1]), v[2]), 1e-14);
      assertEquals(lon, frame.fovLon(v[0], v[1], v[2]), 1e-13);
      assertEquals(lat, frame.fovLat(v[0], v[1], v[2]), 1e-13);
    }
  }

  @Test
  void distancesOnTheSphereStay() {
    SplittableRandom random = new SplittableRandom(2);
    double[] a = new double[6];
    for (int i = 0; i < 200; i++) {
      frame.pointTo(random.nextDouble(-7, 7), random.nextDouble(-1.6, 1.6));
      double[] angle = new double[4];
      for (int k = 0; k < 4; k++) {
        angle[k] = random.nextDouble(-1.5, 1.5);
      }
      frame.toHorizon(angle[0], angle[1], v, 0);
      Directions.toVector(angle[0], angle[1], a, 0);
      double x = v[0];
      double y = v[1];
      double z = v[2];
      frame.toHorizon(angle[2], angle[3], v, 0);
      Directions.toVector(angle[2], angle[3], a, 3);
      assertEquals(
          Directions.angleBetween(a[0], a[1], a[2], a[3], a[4], a[5]),
          Directions.angleBetween(x, y, z, v[0], v[1], v[2]),
          1e-14);
    }
  }

  @Test
  void atTheZenithTheAzimuthStillTurnsTheFrame() {
    frame.pointTo(0.5, Math.PI / 2);
    frame.toHorizon(0, -0.1, v, 0);
    assertEquals(0.5, Directions.longitude(v[0], v[1]), 1e-14);
    assertEquals(Math.PI / 2 - 0.1, Directions.latitude(v[0], v[1], v[2]), 1e-14);
  }

  @Test
  void numbersAreThoseOfAstropy() {
    // SkyCoord(lon=0.031, lat=-0.022 rad, frame=SkyOffsetFrame(origin=AltAz(az=6.1, alt=1.05)))
    frame.pointTo(6.1, 1.05);
    frame.toHorizon(0.031, -0.022, v, 0);
    assertEquals(6.159947319742282, Directions.wrapTwoPi(Directions.longitude(v[0], v[1])), 1e-14);
    assertEquals(1.0271938851180307, Directions.latitude(v[0], v[1], v[2]), 1e-14);
  }
}
