package io.bluewake.math.image;

import io.bluewake.model.Neighbors;
import java.util.Arrays;

/** A hexagonal camera of a few rings around the origin with unit pixel distance, for tests. */
final class ToyCamera {
  final double[] x;
  final double[] y;
  final Neighbors neighbors;

  ToyCamera(int rings) {
    int n = 3 * rings * (rings + 1) + 1;
    x = new double[n];
    y = new double[n];
    int p = 0;
    for (int a = -rings; a <= rings; a++) {
      for (int b = -rings; b <= rings; b++) {
        if (Math.abs(a + b) <= rings) {
          x[p] = a + 0.5 * b;
          y[p++] = b * Math.sqrt(3) / 2;
        }
      }
    }
    int[] offsets = new int[n + 1];
    int[] indices = new int[6 * n];
    int k = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != j && Math.hypot(x[i] - x[j], y[i] - y[j]) < 1.4) {
          indices[k++] = j;
        }
      }
      offsets[i + 1] = k;
    }
    neighbors = new Neighbors(offsets, Arrays.copyOf(indices, k));
  }

  int pixels() {
    return x.length;
  }

  boolean touch(int i, int j) {
    return i != j && Math.hypot(x[i] - x[j], y[i] - y[j]) < 1.4;
  }

  int[] allPixels() {
    int[] all = new int[x.length];
    Arrays.setAll(all, i -> i);
    return all;
  }
}
