package io.bluewake.math.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class DirectionsTest {
  @Test
  void groundLooksNorthWestAndUp() {
    double[] v = new double[4];
    Directions.toGround(0, 0, v, 1);
    assertEquals(1, v[1], 1e-15);
    Directions.toGround(Math.PI / 2, 0, v, 1);
    assertEquals(-1, v[2], 1e-15);
    Directions.toGround(0.4, Math.PI / 2, v, 1);
    assertEquals(1, v[3], 1e-15);
  }

  @Test
  void azimuthIsNeverNegativeNorAFullTurn() {
    for (double y : new double[] {0.0, -0.0, 1e-300, -1e-300, 1e-17, -1e-17, 0.5, -0.5}) {
      double az = Directions.azimuthOfGround(1, y);
      assertTrue(az >= 0 && az < 2 * Math.PI, y + ": " + az);
    }
    double[] v = new double[3];
    Directions.toGround(6.0, 0.3, v, 0);
    assertEquals(6.0, Directions.azimuthOfGround(v[0], v[1]), 1e-15);
  }

  @Test
  void wrappedAnglesAreTheSameAngles() {
    for (double angle = -20; angle < 20; angle += 0.37) {
      double full = Directions.wrapTwoPi(angle);
      double half = Directions.wrapPi(angle);
      assertTrue(full >= 0 && full < 2 * Math.PI);
      assertTrue(half >= -Math.PI && half < Math.PI);
      assertEquals(Math.sin(angle), Math.sin(full), 1e-14);
      assertEquals(Math.cos(angle), Math.cos(half), 1e-14);
    }
    assertTrue(Double.isNaN(Directions.wrapTwoPi(Double.NaN)));
  }

  @Test
  void tinyAnglesAreMeasured() {
    assertEquals(1e-9, Directions.angleBetween(1, 0, 0, 1, 1e-9, 0), 1e-20);
    assertEquals(Math.PI - 1e-9, Directions.angleBetween(1, 0, 0, -1, 1e-9, 0), 1e-15);
    assertEquals(0, Directions.angleBetween(2, 3, 4, 2, 3, 4), 0);
  }

  @Test
  void cameraAxesSwapAndTurn() {
    assertEquals(0.01, FocalPlane.fovLon(0.28, 28), 1e-16);
    assertEquals(0.02, FocalPlane.fovLat(0.56, 28), 1e-16);
    assertEquals(0.56, FocalPlane.x(0.02, 28), 1e-16);
    assertEquals(0.28, FocalPlane.y(0.01, 28), 1e-16);
    assertEquals(-2, FocalPlane.derotatedX(1, 2, Math.PI / 2), 1e-15);
    assertEquals(1, FocalPlane.derotatedY(1, 2, Math.PI / 2), 1e-15);
  }
}
