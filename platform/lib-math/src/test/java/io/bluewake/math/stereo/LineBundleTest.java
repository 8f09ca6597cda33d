package io.bluewake.math.stereo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LineBundleTest {
  private final LineBundle lines = new LineBundle();

  private void addThrough(SplittableRandom random, double x, double y, double z) {
    double nx = random.nextDouble(-1, 1);
    double ny = random.nextDouble(-1, 1);
    double nz = random.nextDouble(-1, 1);
    double length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    double along = random.nextDouble(-5, 5);
    lines.add(
        nx / length, ny / length, nz / length, x + along * nx, y + along * ny, z + along * nz);
  }

  @Test
  void linesThroughAPointMeetThere() {
    SplittableRandom random = new SplittableRandom(4);
    for (int count = 2; count < 20; count++) {
      lines.clear();
      for (int i = 0; i < count; i++) {
        addThrough(random, 7, -3, 11);
      }
      assertTrue(lines.solve());
      assertEquals(7, lines.x(), 1e-9);
      assertEquals(-3, lines.y(), 1e-9);
      assertEquals(11, lines.z(), 1e-9);
    }
  }

  @Test
  void skewLinesAreNearestHalfWay() {
    lines.clear();
    lines.add(1, 0, 0, 5, 0, 1);
    lines.add(0, 1, 0, 0, -8, 3);
    assertTrue(lines.solve());
    assertEquals(0, lines.x(), 1e-12);
    assertEquals(0, lines.y(), 1e-12);
    assertEquals(2, lines.z(), 1e-12);
  }

  @Test
  void parallelLinesDoNotMeet() {
    lines.clear();
    assertFalse(lines.solve());
    lines.add(0.6, 0.8, 0, 1, 2, 3);
    assertFalse(lines.solve());
    lines.add(0.6, 0.8, 0, -1, 5, 0);
    assertFalse(lines.solve());
    assertTrue(Double.isNaN(lines.x()) && Double.isNaN(lines.y()) && Double.isNaN(lines.z()));
  }

  @Test
  void linesThatAreNotFiniteDoNotMeet() {
    lines.clear();
    lines.add(1, 0, 0, 5, 0, 1);
    lines.add(0, Double.NaN, 0, 0, -8, 3);
    assertFalse(lines.solve());
  }

  @Test
  void crossingInThePlaneIsOnBothLines() {
    SplittableRandom random = new SplittableRandom(5);
    for (int i = 0; i < 500; i++) {
      double x = random.nextDouble(-3, 3);
      double y = random.nextDouble(-3, 3);
      double a = random.nextDouble(0, 7);
      double b = random.nextDouble(0, 7);
      if (Math.abs(Math.sin(a - b)) < 1e-3) {
        continue;
      }
      double ca = Math.cos(a);
      double sa = Math.sin(a);
      double cb = Math.cos(b);
      double sb = Math.sin(b);
      double first = PlaneLines.offset(x + 2 * ca, y + 2 * sa, ca, sa);
      double second = PlaneLines.offset(x - 3 * cb, y - 3 * sb, cb, sb);
      assertEquals(x, PlaneLines.crossingX(ca, sa, first, cb, sb, second), 1e-10);
      assertEquals(y, PlaneLines.crossingY(ca, sa, first, cb, sb, second), 1e-10);
    }
  }

  @Test
  void distanceFromAnAxisIsTheSmallestToAnyPointOfIt() {
    double n = Math.sqrt(1.0 / 3);
    double least = Double.POSITIVE_INFINITY;
    for (double t = -20; t < 20; t += 1e-3) {
      double dx = 3 - t * n;
      double dy = -4 - t * n;
      double dz = 5 - t * n;
      least = Math.min(least, Math.sqrt(dx * dx + dy * dy + dz * dz));
    }
    assertEquals(least, ShowerAxis.distance(n, n, n, 3, -4, 5), 1e-6);
  }
}
