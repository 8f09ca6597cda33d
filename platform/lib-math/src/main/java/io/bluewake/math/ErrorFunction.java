package io.bluewake.math;

/**
 * The error function erf(x) = 2/sqrt(pi) * integral of exp(-t^2) from 0 to x, to about 2e-16.
 *
 * <p>Taylor series around points 1/8 apart, whose coefficients follow from y' = -2 x y for the
 * derivative y.
 */
public final class ErrorFunction {
  private static final double SPACING = 0.125;
  private static final int POINTS = 49;
  private static final int TERMS = 13;
  private static final double END = 6;
  private static final double[] COEFFICIENTS = coefficients();

  private ErrorFunction() {}

  /** The error function of any number; NaN for NaN. */
  public static double erf(double x) {
    double a = Math.abs(x);
    if (a < END) {
      int point = (int) (a / SPACING + 0.5);
      double h = a - point * SPACING;
      int at = point * TERMS;
      double sum = COEFFICIENTS[at + TERMS - 1];
      for (int k = TERMS - 2; k >= 0; k--) {
        sum = sum * h + COEFFICIENTS[at + k];
      }
      return Math.copySign(sum, x);
    }
    return Double.isNaN(x) ? x : Math.copySign(1, x);
  }

  private static double[] coefficients() {
    double[] c = new double[POINTS * TERMS];
    for (int point = 0; point < POINTS; point++) {
      double x = point * SPACING;
      int at = point * TERMS;
      c[at] = byPositiveSeries(x);
      double before = 0;
      double y = 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
      for (int k = 1; k < TERMS; k++) {
        c[at + k] = y / k;
        double after = -2 * (x * y + before) / k;
        before = y;
        y = after;
      }
    }
    return c;
  }

  /** 2/sqrt(pi) exp(-x^2) sum 2^n x^(2n+1) / (2n+1)!!, all terms positive. */
  private static double byPositiveSeries(double x) {
    double term = x;
    double sum = 0;
    for (int n = 1; term > 1e-20 * sum && n < 500; n++) {
      sum += term;
      term *= 2 * x * x / (2 * n + 1);
    }
    return Math.min(1, 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum);
  }
}
