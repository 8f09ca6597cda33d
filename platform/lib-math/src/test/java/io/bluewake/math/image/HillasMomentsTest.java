package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class HillasMomentsTest {
  private final ToyCamera camera = new ToyCamera(25);
  private final HillasMoments moments = new HillasMoments();
  private final double[] area = new double[camera.pixels()];

  HillasMomentsTest() {
    Arrays.fill(area, Math.sqrt(3) / 2);
  }

  @Test
  void gaussianIsRecovered() {
    for (double psi : new double[] {-1.5, -0.7, 0, 0.3, 1.2, Math.PI / 2}) {
      compute(gaussian(2, -3, 4, 1.5, psi, 1000));

      assertEquals(1000, moments.intensity(), 0.5);
      assertEquals(2, moments.x(), 1e-3);
      assertEquals(-3, moments.y(), 1e-3);
      assertEquals(4, moments.length(), 0.01);
      assertEquals(1.5, moments.width(), 0.01);
      assertEquals(0, Math.sin(moments.psi() - psi), 1e-3);
      assertEquals(0, moments.skewness(), 0.01);
      assertEquals(3, moments.kurtosis(), 0.02);
    }
  }

  @Test
  void uncertaintiesFollowPoissonStatistics() {
    compute(gaussian(0, 0, 4, 1.5, 0.5, 1000));

    // Variance of a Gaussian's variance estimate: 2 sigma^4 / N.
    assertEquals(4 / Math.sqrt(2 * 1000.0), moments.lengthUncertainty(), 2e-3);
    assertEquals(1.5 / Math.sqrt(2 * 1000.0), moments.widthUncertainty(), 1e-3);
    double a = area[0];
    assertEquals(Math.sqrt(a / 1000), moments.transverseCogUncertainty(), 1e-3);
    double stretch = 1 + Math.pow(Math.tan(Math.PI / 2 * 1.5 / 4), 2);
    assertEquals(Math.sqrt(a / 1000) / 4 * stretch, moments.psiUncertainty(), 1e-4);
  }

  @Test
  void scalingPositionsScalesLengthsOnly() {
    float[] charge = lopsided();
    compute(charge);
    double[] before = values();
    double[] x = Arrays.stream(camera.x).map(v -> 0.1 * v).toArray();
    double[] y = Arrays.stream(camera.y).map(v -> 0.1 * v).toArray();
    double[] scaledArea = Arrays.stream(area).map(v -> 0.01 * v).toArray();

    moments.compute(x, y, charge, 0, signal(charge), count(charge));
    moments.computeHigherMoments(scaledArea, signal(charge));

    double[] factor = {1, 0.1, 0.1, 0.1, 0.1, 1, 1, 1, 0.1, 0.1, 1, 0.1};
    double[] after = values();
    for (int i = 0; i < factor.length; i++) {
      assertEquals(before[i] * factor[i], after[i], 1e-9, "value " + i);
    }
  }

  @Test
  void rotationTurnsOnlyTheDirection() {
    float[] charge = lopsided();
    compute(charge);
    double psi = moments.psi();
    double[] before = values();
    double[] x = new double[area.length];
    double[] y = new double[area.length];
    for (int p = 0; p < x.length; p++) {
      x[p] = camera.x[p] * 0.6 - camera.y[p] * 0.8;
      y[p] = camera.x[p] * 0.8 + camera.y[p] * 0.6;
    }

    moments.compute(x, y, charge, 0, signal(charge), count(charge));
    moments.computeHigherMoments(area, signal(charge));

    double turned = moments.psi() - psi - Math.atan2(0.8, 0.6);
    assertEquals(0, Math.sin(turned), 1e-9);
    assertEquals(before[3], moments.length(), 1e-9);
    assertEquals(before[4], moments.width(), 1e-9);
    assertEquals(Math.abs(before[6]), Math.abs(moments.skewness()), 1e-9);
    assertEquals(before[10], moments.psiUncertainty(), 1e-9);
  }

  @Test
  void orderOfPixelsDoesNotMatter() {
    float[] charge = lopsided();
    compute(charge);
    double[] before = values();
    int[] pixels = Arrays.copyOf(signal(charge), count(charge));
    for (int i = 0, j = pixels.length - 1; i < j; i++, j--) {
      int swap = pixels[i];
      pixels[i] = pixels[j];
      pixels[j] = swap;
    }

    moments.compute(camera.x, camera.y, charge, 0, pixels, pixels.length);
    moments.computeHigherMoments(area, pixels);

    double[] after = values();
    for (int i = 0; i < before.length; i++) {
      assertEquals(before[i], after[i], 1e-9 * Math.abs(before[i]) + 1e-12, "value " + i);
    }
  }

  @Test
  void twoPixelsLieOnALine() {
    float[] charge = new float[area.length];
    charge[100] = 3;
    charge[101] = 1;

    compute(charge);

    double distance = Math.hypot(camera.x[101] - camera.x[100], camera.y[101] - camera.y[100]);
    assertEquals(distance * Math.sqrt(3.0 / 16), moments.length(), 1e-12);
    assertEquals(0, moments.width());
    assertTrue(Double.isNaN(moments.widthUncertainty()));
    assertTrue(moments.psiUncertainty() > 0);
  }

  @Test
  void singlePixelIsAPointWithoutDirection() {
    float[] charge = new float[area.length];
    charge[7] = 12;

    compute(charge);

    assertEquals(12, moments.intensity());
    assertEquals(camera.x[7], moments.x(), 1e-12);
    assertEquals(0, moments.length());
    assertEquals(0, moments.width());
    assertTrue(Double.isNaN(moments.psi()));
    assertTrue(Double.isNaN(moments.skewness()));
    assertTrue(Double.isNaN(moments.lengthUncertainty()));
  }

  @Test
  void imagesWithoutEllipseGiveNaN() {
    float[] charge = new float[area.length];
    assertFalse(moments.compute(camera.x, camera.y, charge, 0, new int[9], 0));
    assertTrue(Double.isNaN(moments.length()));
    assertFalse(moments.compute(camera.x, camera.y, charge, 0, camera.allPixels(), 5));
    charge[2] = Float.NaN;
    assertFalse(moments.compute(camera.x, camera.y, charge, 0, camera.allPixels(), 5));
    charge[2] = 3;
    charge[1] = -1;
    assertFalse(moments.compute(camera.x, camera.y, charge, 0, camera.allPixels(), 5));
    moments.computeHigherMoments(area, camera.allPixels());
    assertTrue(Double.isNaN(moments.kurtosis()));
  }

  private void compute(float[] charge) {
    int[] pixels = signal(charge);
    assertTrue(moments.compute(camera.x, camera.y, charge, 0, pixels, count(charge)));
    moments.computeHigherMoments(area, pixels);
  }

  private double[] values() {
    return new double[] {
      moments.intensity(),
      moments.x(),
      moments.y(),
      moments.length(),
      moments.width(),
      moments.psi(),
      moments.skewness(),
      moments.kurtosis(),
      moments.lengthUncertainty(),
      moments.widthUncertainty(),
      moments.psiUncertainty(),
      moments.transverseCogUncertainty()
    };
  }

  private float[] lopsided() {
    float[] charge = gaussian(3, 2, 5, 2, 0.4, 800);
    for (int p = 0; p < charge.length; p++) {
      charge[p] = charge[p] < 1 ? 0 : charge[p] * (float) (2 + Math.sin(camera.x[p]));
    }
    return charge;
  }

  private float[] gaussian(
      double x, double y, double length, double width, double psi, double sum) {
    float[] charge = new float[area.length];
    for (int p = 0; p < charge.length; p++) {
      double l = (camera.x[p] - x) * Math.cos(psi) + (camera.y[p] - y) * Math.sin(psi);
      double t = (camera.y[p] - y) * Math.cos(psi) - (camera.x[p] - x) * Math.sin(psi);
      double e = l * l / (length * length) + t * t / (width * width);
      charge[p] = (float) (sum * area[p] * Math.exp(-0.5 * e) / (2 * Math.PI * length * width));
    }
    return charge;
  }

  private static int count(float[] charge) {
    int n = 0;
    for (float q : charge) {
      n += q > 0 ? 1 : 0;
    }
    return n;
  }

  private static int[] signal(float[] charge) {
    int[] pixels = new int[charge.length];
    int n = 0;
    for (int p = 0; p < charge.length; p++) {
      if (charge[p] > 0) {
        pixels[n++] = p;
      }
    }
    return pixels;
  }
}
