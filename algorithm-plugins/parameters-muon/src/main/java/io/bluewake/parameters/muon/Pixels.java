package io.bluewake.parameters.muon;

import java.util.Arrays;

/** Positions and weights of the pixels of one image that take part in something. Reused. */
final class Pixels {
  double[] x = new double[0];
  double[] y = new double[0];
  double[] weight = new double[0];
  int count;

  /** Forgets all pixels and makes room for so many. */
  void clear(int capacity) {
    if (x.length < capacity) {
      x = Arrays.copyOf(x, capacity);
      y = Arrays.copyOf(y, capacity);
      weight = Arrays.copyOf(weight, capacity);
    }
    count = 0;
  }

  void add(double px, double py, double w) {
    x[count] = px;
    y[count] = py;
    weight[count++] = w;
  }
}
