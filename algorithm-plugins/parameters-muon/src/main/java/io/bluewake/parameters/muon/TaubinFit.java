package io.bluewake.parameters.muon;

import io.bluewake.math.minimize.Migrad;
import io.bluewake.math.minimize.Objective;
import java.util.Arrays;

/**
 * Circle that minimizes sum (w (d^2 - r^2))^2 / sum w d^2, with d the distance of a pixel from the
 * centre, after G. Taubin, IEEE Trans. PAMI 13 (1991) 1115. The numerator alone would prefer small
 * circles.
 */
final class TaubinFit implements Objective {
  private static final double REACH = 2;
  private static final double STEP = 0.1;

  private final double[] lower = new double[3];
  private final double[] upper = new double[3];
  private final double[] start = new double[3];
  private final double[] size = new double[3];
  private final Migrad migrad = new Migrad(1, lower, upper);
  private Pixels pixels = new Pixels();

  /**
   * Fits.
   *
   * @param field largest longitude of any pixel, deg; bounds are multiples of it
   * @param ring start of the search, and its result
   */
  void fit(Pixels in, double field, Ring ring) {
    pixels = in;
    double reach = REACH * field;
    Arrays.fill(lower, -reach);
    Arrays.fill(upper, reach);
    lower[2] = 0;
    Arrays.fill(size, STEP * reach);
    start[0] = ring.x;
    start[1] = ring.y;
    start[2] = ring.radius;
    migrad.minimize(this, start, size);
    double[] v = migrad.values();
    double[] e = migrad.errors();
    ring.set(v[0], v[1], v[2]);
    ring.setErrors(e[0], e[1], e[2]);
  }

  @Override
  public double value(double[] p) {
    double[] x = pixels.x;
    double[] y = pixels.y;
    double[] w = pixels.weight;
    double r2 = p[2] * p[2];
    double above = 0;
    double below = 0;
    for (int i = 0; i < pixels.count; i++) {
      double dx = x[i] - p[0];
      double dy = y[i] - p[1];
      double d2 = dx * dx + dy * dy;
      double residual = w[i] * (d2 - r2);
      above += residual * residual;
      below += w[i] * d2;
    }
    return above / Math.abs(below);
  }
}
