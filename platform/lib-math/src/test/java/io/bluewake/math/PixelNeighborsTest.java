package io.bluewake.math;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Neighbors;
import io.bluewake.model.PixelShape;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelNeighborsTest {

  @Test
  void innerHexagonHasSixNeighborsAtUnitDistance() {
    double[][] xy = hexGrid(9, 9, 0);
    Neighbors found = PixelNeighbors.of(xy[0], xy[1], new double[81], PixelShape.HEXAGON);
    int center = 4 * 9 + 4;
    assertArrayEquals(new int[] {30, 31, 39, 41, 48, 49}, list(found, center));
    assertEquals(2, found.count(0), "a corner");
  }

  @Test
  void squareGridHasNoDiagonalNeighborsAcrossModuleGaps() {
    double[] x = new double[64];
    double[] y = new double[64];
    for (int i = 0; i < 64; i++) {
      x[i] = i % 8 + (i % 8 >= 4 ? 0.3 : 0);
      int row = i / 8;
      y[i] = row;
    }
    Neighbors found = PixelNeighbors.of(x, y, new double[64], PixelShape.RECTANGULAR);
    assertArrayEquals(new int[] {19, 26, 28, 35}, list(found, 27), "pixel beside the gap");
    assertArrayEquals(new int[] {1, 8}, list(found, 0));
  }

  @Test
  void sweepAgreesWithComparingAllPairs() {
    Random random = new Random(7);
    for (int round = 0; round < 20; round++) {
      double[][] xy = hexGrid(12, 10, random.nextDouble());
      for (int i = 0; i < 120; i++) {
        xy[0][i] += 0.05 * random.nextGaussian();
        xy[1][i] += 0.05 * random.nextGaussian();
      }
      for (PixelShape shape : PixelShape.values()) {
        Neighbors found = PixelNeighbors.of(xy[0], xy[1], new double[120], shape);
        for (int p = 0; p < 120; p++) {
          assertArrayEquals(bruteForce(xy[0], xy[1], p, shape), list(found, p));
        }
      }
    }
  }

  @Test
  void onePixelHasNoNeighbors() {
    double[] one = {0};
    assertEquals(0, PixelNeighbors.of(one, one, one, PixelShape.CIRCLE).count(0));
    assertEquals(0, PixelNeighbors.of(new double[0], one, one, PixelShape.CIRCLE).pixels());
  }

  private static int[] list(Neighbors n, int pixel) {
    return Arrays.copyOfRange(n.indices(), n.offsets()[pixel], n.offsets()[pixel + 1]);
  }

  private static double[][] hexGrid(int columns, int rows, double angle) {
    double[][] xy = new double[2][columns * rows];
    for (int i = 0; i < columns * rows; i++) {
      double u = i % columns + 0.5 * (i / columns % 2);
      int row = i / columns;
      double v = row * Math.sqrt(3) / 2;
      xy[0][i] = Math.cos(angle) * u - Math.sin(angle) * v;
      xy[1][i] = Math.sin(angle) * u + Math.cos(angle) * v;
    }
    return xy;
  }

  private static int[] bruteForce(double[] x, double[] y, int p, PixelShape shape) {
    boolean square = shape == PixelShape.RECTANGULAR;
    double[] d = new double[x.length];
    for (int i = 0; i < d.length; i++) {
      double dx = Math.abs(x[i] - x[p]);
      double dy = Math.abs(y[i] - y[p]);
      d[i] = i == p ? Double.POSITIVE_INFINITY : square ? dx + dy : Math.sqrt(dx * dx + dy * dy);
    }
    double[] sorted = d.clone();
    Arrays.sort(sorted);
    double limit = sorted[0] * (square ? 1.5 : 1.4);
    double kth = sorted[square ? 3 : 5];
    int[] result = new int[d.length];
    int n = 0;
    for (int i = 0; i < d.length; i++) {
      if (d[i] < limit && d[i] <= kth) {
        result[n++] = i;
      }
    }
    return Arrays.copyOf(result, n);
  }
}
