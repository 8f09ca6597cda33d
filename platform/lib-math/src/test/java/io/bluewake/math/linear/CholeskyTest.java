package io.bluewake.math.linear;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Random;
import org.junit.jupiter.api.Test;

class CholeskyTest {
  private static double[] random(Random random, int n) {
    double[] a = random.doubles((long) n * n, -1, 1).toArray();
    double[] m = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int k = 0; k < n; k++) {
          m[i * n + j] += a[k * n + i] * a[k * n + j];
        }
      }
    }
    return m;
  }

  @Test
  void solutionsSolveAndInversesInvert() {
    Random random = new Random(5);
    for (int n = 1; n < 8; n++) {
      double[] m = random(random, n);
      double[] factor = m.clone();
      assertEquals(-1, Cholesky.decompose(factor, n));
      double[] x = random.doubles(n).toArray();
      double[] b = new double[n];
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          b[i] += m[i * n + j] * x[j];
        }
      }
      Cholesky.solve(factor, n, b);
      double[] inverse = Cholesky.inverse(factor, n);
      for (int i = 0; i < n; i++) {
        assertEquals(x[i], b[i], 1e-6);
        for (int j = 0; j < n; j++) {
          double product = 0;
          for (int k = 0; k < n; k++) {
            product += m[i * n + k] * inverse[k * n + j];
          }
          assertEquals(i == j ? 1 : 0, product, 1e-6);
        }
      }
    }
  }

  @Test
  void aRowThatDependsOnOthersIsNamed() {
    double[] m = {1, 2, 3, 2, 5, 7, 3, 7, 10};
    assertEquals(2, Cholesky.decompose(m, 3));
  }
}
