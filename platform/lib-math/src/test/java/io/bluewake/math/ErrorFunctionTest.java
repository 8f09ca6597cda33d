package io.bluewake.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class ErrorFunctionTest {
  @Test
  void numbersAreThoseOfScipy() {
    double[][] known = {
      {0.1, 0.1124629160182849},
      {0.5, 0.5204998778130465},
      {0.9376, 0.8151492511006021},
      {1.0, 0.8427007929497148},
      {1.7, 0.9837904585907745},
      {2.3, 0.9988568234026434},
      {3.1, 0.9999883513426328},
      {4.4, 0.999999999510829},
      {5.9, 0.9999999999999999}
    };
    for (double[] pair : known) {
      assertEquals(pair[1], ErrorFunction.erf(pair[0]), 4e-16, "erf " + pair[0]);
      assertEquals(-pair[1], ErrorFunction.erf(-pair[0]), 4e-16, "erf -" + pair[0]);
    }
  }

  @Test
  void derivativeIsAGaussian() {
    double h = 1e-4;
    for (double x = -6.3; x < 6.3; x += 0.0107) {
      double slope = (ErrorFunction.erf(x + h) - ErrorFunction.erf(x - h)) / (2 * h);
      assertEquals(2 / Math.sqrt(Math.PI) * Math.exp(-x * x), slope, 1e-8, "at " + x);
    }
  }

  @Test
  void endsAreOneAndNoNumberStaysOne() {
    assertEquals(0, ErrorFunction.erf(0));
    assertEquals(1, ErrorFunction.erf(6));
    assertEquals(-1, ErrorFunction.erf(Double.NEGATIVE_INFINITY));
    assertTrue(Double.isNaN(ErrorFunction.erf(Double.NaN)));
    assertEquals(1e-20 * 2 / Math.sqrt(Math.PI), ErrorFunction.erf(1e-20), 1e-34);
  }
}
