package io.bluewake.math.sky;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Precession and nutation of the axis of the Earth: coordinates X, Y of the celestial intermediate
 * pole and the CIO locator s.
 *
 * <p>Precession IAU 2006 (Capitaine, Wallace, Chapront 2003, A&amp;A 412, 567) in
 * Fukushima-Williams angles, nutation IAU 2000A with all 1365 terms of Mathews, Herring, Buffett
 * (2002, J. Geophys. Res. 107, B4) and the adjustment to the new precession of Wallace, Capitaine
 * (2006, A&amp;A 459, 981). IERS Conventions (2010), chapter 5. Immutable; a call costs about 1400
 * sines and cosines.
 */
public final class CelestialPole {
  private static final double TURN = 2 * Math.PI;
  private static final double ARCSEC = Math.PI / 648000;
  private static final double TENTH_MICROARCSEC = ARCSEC / 1e7;

  private static final int LUNISOLAR_COLUMNS = 11;
  private static final int PLANETARY_COLUMNS = 17;
  private static final int LOCATOR_COLUMNS = 10;

  /** Polynomials of Delaunay's l, l', F, D, Omega, arcsec and centuries. */
  private static final double[][] DELAUNAY = {
    {485868.249036, 1717915923.2178, 31.8792, 0.051635, -0.00024470},
    {1287104.793048, 129596581.0481, -0.5532, 0.000136, -0.00001149},
    {335779.526232, 1739527262.8478, -12.7512, -0.001037, 0.00000417},
    {1072260.703692, 1602961601.2090, -6.3706, 0.006593, -0.00003169},
    {450160.398036, -6962890.5431, 7.4722, 0.007702, -0.00005939},
  };

  /** The authors of the nutation rounded l' and D. */
  private static final double SUN_ANOMALY_2000 = 1287104.79305;

  private static final double ELONGATION_2000 = 1072260.70369;

  /** l, F, D, Omega as the planetary terms take them, rad and rad per century. */
  private static final double[] PLAIN_DELAUNAY = {
    2.35555598, 8328.6914269554,
    1.627905234, 8433.466158131,
    5.198466741, 7771.3771468121,
    2.18243920, -33.757045,
  };

  /** Mean longitudes from Mercury to Neptune, rad and rad per century. */
  private static final double[] PLANETS = {
    4.402608842, 2608.7903141574,
    3.176146697, 1021.3285546211,
    1.753470314, 628.3075849991,
    6.203480913, 334.0612426700,
    0.599546497, 52.9690962641,
    0.874016757, 21.3299104960,
    5.481293872, 7.4781598567,
    5.321159000, 3.8127774000,
  };

  private static final double[] GAMMA = {
    -0.052928, 10.556378, 0.4932044, -0.00031238, -0.000002788, 0.0000000260
  };
  private static final double[] PHI = {
    84381.412819, -46.811016, 0.0511268, 0.00053289, -0.000000440, -0.0000000176
  };
  private static final double[] PSI = {
    -0.041775, 5038.481484, 1.5584175, -0.00018522, -0.000026452, -0.0000000148
  };
  private static final double[] OBLIQUITY = {
    84381.406, -46.836769, -0.0001831, 0.00200340, -0.000000576, -0.0000000434
  };

  /** Polynomial of s + XY/2, arcsec. */
  private static final double[] LOCATOR = {
    94.00e-6, 3808.65e-6, -122.68e-6, -72574.11e-6, 27.98e-6, 15.62e-6
  };

  private final double[] lunisolar;
  private final double[] planetary;
  private final double[][] locator = new double[5][];

  /** Reads the series. */
  public CelestialPole() {
    try {
      Map<String, double[]> series = Resources.sections("pole.txt");
      lunisolar = series.get("lunisolar");
      planetary = series.get("planetary");
      for (int i = 0; i < locator.length; i++) {
        locator[i] = series.get("locator" + i);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Pole and locator at a time.
   *
   * @param t Julian centuries of TT since J2000.0
   * @param out receives X, Y (direction cosines) and s (rad)
   * @param at index of X
   */
  public void at(double t, double[] out, int at) {
    double[] nutation = new double[2];
    nutation(t, nutation);
    // Third row of R_x(-eps) R_z(-psi) R_x(phi) R_z(gamma).
    double[] m = new double[9];
    Matrices.identity(m);
    Matrices.aboutZ(polynomial(GAMMA, t) * ARCSEC, m);
    Matrices.aboutX(polynomial(PHI, t) * ARCSEC, m);
    Matrices.aboutZ(-(polynomial(PSI, t) * ARCSEC + nutation[0]), m);
    Matrices.aboutX(-(polynomial(OBLIQUITY, t) * ARCSEC + nutation[1]), m);
    out[at] = m[6];
    out[at + 1] = m[7];
    out[at + 2] = locator(t) - m[6] * m[7] / 2;
  }

  /**
   * Nutation IAU 2000A adjusted to the precession IAU 2006.
   *
   * @param t Julian centuries of TT since J2000.0
   * @param out receives the nutation in longitude and in obliquity, rad
   */
  void nutation(double t, double[] out) {
    lunisolar(t, out);
    double psi = out[0];
    double epsilon = out[1];
    planetary(t, out);
    psi = (psi + out[0]) * TENTH_MICROARCSEC;
    epsilon = (epsilon + out[1]) * TENTH_MICROARCSEC;
    double flattening = -2.7774e-6 * t;
    out[0] = psi + psi * (0.4697e-6 + flattening);
    out[1] = epsilon + epsilon * flattening;
  }

  private void lunisolar(double t, double[] out) {
    double[] angle = delaunay(t);
    angle[1] = arcsec(DELAUNAY[1], t, SUN_ANOMALY_2000);
    angle[3] = arcsec(DELAUNAY[3], t, ELONGATION_2000);
    double psi = 0;
    double epsilon = 0;
    // The small terms first, for the sake of rounding.
    for (int i = lunisolar.length - LUNISOLAR_COLUMNS; i >= 0; i -= LUNISOLAR_COLUMNS) {
      double argument = argument(lunisolar, i, angle, 5);
      double sin = Math.sin(argument);
      double cos = Math.cos(argument);
      psi += (lunisolar[i + 5] + lunisolar[i + 6] * t) * sin + lunisolar[i + 7] * cos;
      epsilon += (lunisolar[i + 8] + lunisolar[i + 9] * t) * cos + lunisolar[i + 10] * sin;
    }
    out[0] = psi;
    out[1] = epsilon;
  }

  private void planetary(double t, double[] out) {
    double[] angle = new double[13];
    linear(PLAIN_DELAUNAY, t, angle, 0);
    linear(PLANETS, t, angle, 4);
    angle[12] = precession(t);
    double psi = 0;
    double epsilon = 0;
    for (int i = planetary.length - PLANETARY_COLUMNS; i >= 0; i -= PLANETARY_COLUMNS) {
      double argument = argument(planetary, i, angle, 13);
      double sin = Math.sin(argument);
      double cos = Math.cos(argument);
      psi += planetary[i + 13] * sin + planetary[i + 14] * cos;
      epsilon += planetary[i + 15] * sin + planetary[i + 16] * cos;
    }
    out[0] = psi;
    out[1] = epsilon;
  }

  /** s + XY/2, rad. */
  private double locator(double t) {
    double[] angle = new double[8];
    System.arraycopy(delaunay(t), 0, angle, 0, 5);
    angle[5] = (PLANETS[2] + PLANETS[3] * t) % TURN;
    angle[6] = (PLANETS[4] + PLANETS[5] * t) % TURN;
    angle[7] = precession(t);
    double sum = LOCATOR[5];
    for (int power = 4; power >= 0; power--) {
      double[] series = locator[power];
      double term = LOCATOR[power];
      for (int i = series.length - LOCATOR_COLUMNS; i >= 0; i -= LOCATOR_COLUMNS) {
        double argument = argument(series, i, angle, 8);
        term += series[i + 8] * Math.sin(argument) + series[i + 9] * Math.cos(argument);
      }
      sum = term + sum * t;
    }
    return sum * ARCSEC;
  }

  private static double argument(double[] series, int row, double[] angle, int count) {
    double sum = 0;
    for (int j = 0; j < count; j++) {
      sum += series[row + j] * angle[j];
    }
    return sum;
  }

  private static double[] delaunay(double t) {
    double[] angle = new double[5];
    for (int i = 0; i < angle.length; i++) {
      angle[i] = arcsec(DELAUNAY[i], t, DELAUNAY[i][0]);
    }
    return angle;
  }

  private static double arcsec(double[] c, double t, double constant) {
    double sum = constant + t * (c[1] + t * (c[2] + t * (c[3] + t * c[4])));
    return sum % 1296000 * ARCSEC;
  }

  private static void linear(double[] coefficients, double t, double[] out, int at) {
    for (int i = 0; i < coefficients.length; i += 2) {
      out[at + i / 2] = (coefficients[i] + coefficients[i + 1] * t) % TURN;
    }
  }

  /** General precession in longitude, rad. */
  private static double precession(double t) {
    return (0.024381750 + 0.00000538691 * t) * t;
  }

  private static double polynomial(double[] c, double t) {
    double sum = 0;
    for (int i = c.length - 1; i >= 0; i--) {
      sum = c[i] + sum * t;
    }
    return sum;
  }
}
