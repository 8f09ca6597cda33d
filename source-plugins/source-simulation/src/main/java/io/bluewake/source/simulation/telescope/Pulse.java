package io.bluewake.source.simulation.telescope;

/**
 * Pulse of one photo-electron: a Gaussian that rises faster than it falls, 1 at its maximum.
 * Tabulated finely; the table begins {@link #before} ns before the maximum. Immutable.
 */
final class Pulse {
  /** Points of the table per ns. */
  static final int FINE = 20;

  private static final double WIDTHS = 3.5;

  /** Time between begin of the table and maximum, ns. */
  final double before;

  /** The table. */
  final float[] table;

  /** Area, ns. */
  final double area;

  /** Area of the square, ns. */
  final double areaOfSquare;

  Pulse(double riseNs, double fallNs) {
    before = Math.ceil(WIDTHS * riseNs);
    int n = (int) ((before + Math.ceil(WIDTHS * fallNs)) * FINE) + 1;
    table = new float[n];
    double sum = 0;
    double squares = 0;
    for (int i = 0; i < n; i++) {
      double t = (double) i / FINE - before;
      double z = t / (t < 0 ? riseNs : fallNs);
      double v = Math.exp(-0.5 * z * z);
      table[i] = (float) v;
      sum += v;
      squares += v * v;
    }
    area = sum / FINE;
    areaOfSquare = squares / FINE;
  }

  /** Length, ns. */
  double length() {
    return (double) table.length / FINE;
  }

  /** The pulse in steps of {@code 1 / FINE} ns as reference. */
  double[] reference() {
    double[] copy = new double[table.length];
    for (int i = 0; i < copy.length; i++) {
      copy[i] = table[i];
    }
    return copy;
  }

  /** The pulse in samples of a length. */
  SampledPulse sampled(double stepNs) {
    return new SampledPulse(this, stepNs);
  }
}
