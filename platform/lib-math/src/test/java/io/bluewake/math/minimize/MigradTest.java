package io.bluewake.math.minimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MigradTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private static Migrad free(int n, double up) {
    return bounded(up, fill(n, -INF), fill(n, INF));
  }

  private static Migrad bounded(double up, double[] lower, double[] upper) {
    return new Migrad(up, lower, upper);
  }

  private static double[] fill(int n, double value) {
    double[] a = new double[n];
    java.util.Arrays.fill(a, value);
    return a;
  }

  private static double[] d(double... values) {
    return values;
  }

  private static double smooth(double[] p) {
    double x = p[0];
    double y = p[1];
    double z = p[2];
    double a = y + 0.5 * x;
    double b = z - x * y;
    return (x - 1) * (x - 1) + 2 * a * a + 3 * b * b + 0.1 * x * x * x * x;
  }

  private static double valley(double[] p) {
    double a = p[1] - p[0] * p[0];
    return 100 * a * a + (1 - p[0]) * (1 - p[0]);
  }

  private static void assertLikeMinuit(
      Migrad m, double[] values, double[] errors, double tolerance) {
    assertTrue(m.isValid());
    for (int i = 0; i < values.length; i++) {
      assertEquals(values[i], m.values()[i], tolerance * Math.abs(errors[i]), "value " + i);
      assertEquals(errors[i], m.errors()[i], tolerance * Math.abs(errors[i]), "error " + i);
    }
  }

  @Test
  void parabolaHasItsMinimumAndErrors() {
    Migrad m = free(2, 1);
    m.minimize(
        p -> {
          double u = (p[0] - 3) / 0.2;
          double v = (p[1] + 5) / 4;
          return (u * u + v * v - 2 * 0.6 * u * v) / (1 - 0.36) + 7;
        },
        d(0, 0),
        d(1, 1));
    assertTrue(m.isValid());
    assertEquals(3, m.values()[0], 1e-4);
    assertEquals(-5, m.values()[1], 1e-3);
    assertEquals(0.2, m.errors()[0], 1e-3);
    assertEquals(4, m.errors()[1], 2e-2);
    assertEquals(7, m.minimum(), 1e-6);
  }

  // The numbers are those of iminuit 2.33 for the same functions, starts and steps.

  @Test
  void smoothFunctionEndsWhereMinuitEnds() {
    Migrad m = free(3, 1);
    m.minimize(MigradTest::smooth, d(3, 2, -1), d(0.5, 0.5, 0.5));
    assertEquals(120, m.calls());
    assertLikeMinuit(
        m,
        d(0.8667265983723544, -0.43422201748097056, -0.3757398807242783),
        d(0.8297849440712562, 0.8195001243332456, 1.1074180140733303),
        1e-5);
    assertEquals(0.07419679467949686, m.minimum(), 1e-9);
  }

  @Test
  void boundedFunctionEndsWhereMinuitEnds() {
    Migrad m = bounded(1, d(-1, -2, -INF), d(4, INF, 5));
    m.minimize(MigradTest::smooth, d(3, 2, -1), d(0.5, 0.5, 0.5));
    assertEquals(134, m.calls());
    assertLikeMinuit(
        m,
        d(0.8679854198255044, -0.4343253749144386, -0.37655057714465),
        d(0.8134465508249105, 0.8114186934187457, 1.1079506602408684),
        1e-5);
    assertFalse(m.isAtLimit());
  }

  @Test
  void narrowValleyEndsWhereMinuitEnds() {
    Migrad m = free(2, 0.5);
    m.minimize(MigradTest::valley, d(-1.2, 1), d(0.1, 0.1));
    assertEquals(210, m.calls());
    assertLikeMinuit(
        m,
        d(0.9995415363061967, 0.9989050660333981),
        d(0.6971822094996334, 1.3955298933489442),
        1e-3);
  }

  @Test
  void minimumAtABoundIsNoticed() {
    Migrad m = bounded(0.5, d(-2, -INF), d(0.5, INF));
    m.minimize(MigradTest::valley, d(-1.2, 1), d(0.1, 0.1));
    assertTrue(m.isAtLimit());
    assertEquals(162, m.calls());
    assertLikeMinuit(
        m,
        d(0.49999307488237843, 0.2504716603756127),
        d(0.4290559977220672, 0.0707868792165015),
        1e-2);
  }

  @Test
  void maximaAreLeft() {
    Migrad m = free(2, 0.5);
    m.minimize(
        p -> -Math.exp(-0.5 * (p[0] * p[0] + p[1] * p[1] / 4)) + 0.02 * (p[0] + p[1]),
        d(2.5, 2.5),
        d(0.3, 0.3));
    assertEquals(69, m.calls());
    assertLikeMinuit(
        m,
        d(-0.02002271041895308, -0.08001537911079853),
        d(1.0007015130524124, 2.002605137853452),
        1e-5);
  }

  @Test
  void kinksAreFoundInTheEnd() {
    Migrad m = free(2, 1);
    m.minimize(
        p -> Math.abs(p[0] - 1) + Math.abs(p[1] + 2) + 0.01 * (p[0] * p[0] + p[1] * p[1]),
        d(3.3, 2.5),
        d(0.3, 0.3));
    assertEquals(1, m.values()[0], 1e-3);
    assertEquals(-2, m.values()[1], 1e-3);
  }

  @Test
  void startOutsideTheBoundsIsMovedInside() {
    Migrad m = bounded(1, d(0), d(2));
    m.minimize(p -> (p[0] - 1) * (p[0] - 1), d(17), d(0.1));
    assertEquals(1, m.values()[0], 1e-2);
  }

  @Test
  void functionsWithoutNumbersEndTheSearch() {
    for (double value : new double[] {Double.NaN, INF, -INF, 0, 5}) {
      Migrad m = bounded(1, d(0, -INF), d(2, INF));
      m.minimize(p -> value, d(1, 1), d(0.1, 0.1));
      assertTrue(m.calls() < 10_000, value + ": " + m.calls());
      assertTrue(value == 0 || value == 5 || !m.isValid(), "" + value);
    }
    Migrad m = free(2, 1);
    m.minimize(MigradTest::valley, d(Double.NaN, 1), d(0.1, 0.1));
    assertFalse(m.isValid());
  }

  @Test
  void bottomlessFunctionsEndTheSearch() {
    Migrad m = free(2, 1);
    m.minimize(p -> p[0] + 2 * p[1], d(1, 1), d(0.1, 0.1));
    assertTrue(m.calls() < 20_000, "" + m.calls());
  }

  @Test
  void minimizerCanBeUsedAgain() {
    Migrad m = free(3, 1);
    m.minimize(MigradTest::smooth, d(3, 2, -1), d(0.5, 0.5, 0.5));
    double[] first = m.values().clone();
    int calls = m.calls();
    m.minimize(p -> Double.NaN, d(0, 0, 0), d(1, 1, 1));
    m.minimize(MigradTest::smooth, d(3, 2, -1), d(0.5, 0.5, 0.5));
    assertEquals(calls, m.calls());
    for (int i = 0; i < 3; i++) {
      assertEquals(first[i], m.values()[i]);
    }
  }

  @Test
  void inverseTimesMatrixIsOne() {
    double[] m = {4, 1, -2, 1, 3, 0.5, -2, 0.5, 9};
    double[] inverse = m.clone();
    assertTrue(SymmetricMatrix.invert(inverse, 3, new double[3]));
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double sum = 0;
        for (int k = 0; k < 3; k++) {
          sum += m[3 * i + k] * inverse[3 * k + j];
        }
        assertEquals(i == j ? 1 : 0, sum, 1e-14);
      }
    }
    assertFalse(SymmetricMatrix.invert(new double[] {1, 1, 1, 1}, 2, new double[2]));
    assertFalse(SymmetricMatrix.invert(new double[] {1, 0, 0, -1}, 2, new double[2]));
  }

  @Test
  void eigenvaluesHaveTheRightSumAndProduct() {
    double[] m = {4, 1, -2, 1, 3, 0.5, -2, 0.5, 9};
    double det = 4 * (27 - 0.25) - (9 + 1) - 2 * (0.5 + 6);
    SymmetricMatrix.diagonalize(m, 3);
    assertEquals(16, m[0] + m[4] + m[8], 1e-13);
    assertEquals(det, m[0] * m[4] * m[8], 1e-12);
  }
}
