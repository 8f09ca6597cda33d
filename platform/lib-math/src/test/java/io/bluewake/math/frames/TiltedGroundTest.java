package io.bluewake.math.frames;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TiltedGroundTest {
  private final TiltedGround frame = new TiltedGround();

  @Test
  void zenithWithoutAzimuthIsTheGroundFrame() {
    frame.pointTo(0, Math.PI / 2);
    assertEquals(3, frame.x(3, 4, 5), 1e-14);
    assertEquals(4, frame.y(3, 4), 1e-14);
    assertEquals(5, frame.z(3, 4, 5), 1e-14);
  }

  @Test
  void directionIsTheThirdAxis() {
    double[] n = new double[3];
    Directions.toGround(2.1, 0.9, n, 0);
    frame.pointTo(2.1, 0.9);
    assertEquals(0, frame.x(n[0], n[1], n[2]), 1e-15);
    assertEquals(0, frame.y(n[0], n[1]), 1e-15);
    assertEquals(1, frame.z(n[0], n[1], n[2]), 1e-15);
  }

  @Test
  void projectionMovesAlongTheDirection() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 500; i++) {
      frame.pointTo(random.nextDouble(-7, 7), random.nextDouble(0.2, 1.5));
      double x = random.nextDouble(-300, 300);
      double y = random.nextDouble(-300, 300);
      double gx = frame.groundX(x, y);
      double gy = frame.groundY(x, y);
      assertEquals(x, frame.x(gx, gy, 0), 1e-9);
      assertEquals(y, frame.y(gx, gy), 1e-9);
    }
  }

  @Test
  void lengthsStay() {
    frame.pointTo(0.3, 1.1);
    double x = frame.x(1, -2, 3);
    double y = frame.y(1, -2);
    double z = frame.z(1, -2, 3);
    assertEquals(14, x * x + y * y + z * z, 1e-13);
  }
}
