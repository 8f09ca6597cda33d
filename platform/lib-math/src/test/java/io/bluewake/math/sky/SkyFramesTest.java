package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SkyFramesTest {
  private final SplittableRandom random = new SplittableRandom(5);
  private final double[] out = new double[2];

  @Test
  void separationIsTheAngleBetweenVectors() {
    double[] v = new double[6];
    for (int i = 0; i < 1000; i++) {
      double a = random.nextDouble(-7, 7);
      double b = random.nextDouble(-1.57, 1.57);
      double c = random.nextDouble(-7, 7);
      double d = random.nextDouble(-1.57, 1.57);
      Directions.toVector(a, b, v, 0);
      Directions.toVector(c, d, v, 3);
      double angle = Directions.angleBetween(v[0], v[1], v[2], v[3], v[4], v[5]);
      assertEquals(angle, SkyFrames.separation(a, b, c, d), 1e-14);
    }
    assertEquals(1e-12, SkyFrames.separation(1, 0.5, 1, 0.5 + 1e-12), 1e-15);
    assertEquals(Math.PI, SkyFrames.separation(0, 0, Math.PI, 0), 1e-15);
  }

  @Test
  void positionAngleGoesFromNorthThroughEast() {
    assertEquals(0, SkyFrames.positionAngle(1, 0.2, 1, 0.3), 1e-15);
    assertEquals(Math.PI, SkyFrames.positionAngle(1, 0.2, 1, 0.1), 1e-15);
    assertEquals(Math.PI / 2, SkyFrames.positionAngle(1, 0, 1.1, 0), 1e-15);
    assertEquals(3 * Math.PI / 2, SkyFrames.positionAngle(1, 0, 0.9, 0), 1e-15);
  }

  @Test
  void tangentPlaneIsThatOfTheSkyOffset() {
    TangentPlane plane = new TangentPlane();
    SkyOffset offset = new SkyOffset();
    double[] v = new double[3];
    for (int i = 0; i < 1000; i++) {
      double lon = random.nextDouble(-7, 7);
      double lat = random.nextDouble(-1.57, 1.57);
      plane.pointTo(lon, lat);
      offset.pointTo(lon, lat);
      double x = random.nextDouble(-1, 1);
      double y = random.nextDouble(-1, 1);
      offset.toHorizon(x, y, v, 0);
      plane.project(Math.atan2(v[1], v[0]), Math.asin(v[2]), out, 0);
      assertEquals(Math.tan(x), out[0], 1e-11);
      assertEquals(Math.tan(y) / Math.cos(x), out[1], 1e-11);
    }
  }

  @Test
  void tangentPlaneThereAndBackIsTheSame() {
    TangentPlane plane = new TangentPlane();
    for (int i = 0; i < 1000; i++) {
      plane.pointTo(random.nextDouble(-7, 7), random.nextDouble(-1.6, 1.6));
      double xi = random.nextDouble(-0.2, 0.2);
      double eta = random.nextDouble(-0.2, 0.2);
      plane.unproject(xi, eta, out, 0);
      plane.project(out[0], out[1], out, 0);
      assertEquals(xi, out[0], 1e-14);
      assertEquals(eta, out[1], 1e-14);
    }
  }

  @Test
  void whatIsBehindTheTangentPlaneHasNoPlaceInIt() {
    TangentPlane plane = new TangentPlane();
    plane.pointTo(0, 0);
    plane.project(Math.PI, 0, out, 0);
    assertTrue(Double.isNaN(out[0]) && Double.isNaN(out[1]));
  }
}
