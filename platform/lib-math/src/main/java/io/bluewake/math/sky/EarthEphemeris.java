package io.bluewake.math.sky;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/**
 * Where the Earth is and how fast it moves: harmonic series simplified from VSOP2000.
 *
 * <p>X. Moisson, P. Bretagnon (2001), Celest. Mech. Dyn. Astron. 80, 205; the selection of terms is
 * Bretagnon's for SOFA ({@code epv00}). Against JPL's DE405 between 1900 and 2100 it is off by at
 * most 13 km and 5 mm/s, that is 3.5 uas of aberration. Immutable; a call costs about 2000 sines
 * and cosines.
 */
public final class EarthEphemeris {
  private static final double DAYS_PER_YEAR = 365.25;

  /** Ecliptic of the series to the axes of the ICRS. */
  private static final double[] TO_ICRS = {
    1,
    0.000000211284,
    -0.000000091603,
    -0.000000230286,
    0.917482137087,
    -0.397776982902,
    0,
    0.397776982902,
    0.917482137087,
  };

  /** Series by body (Earth from Sun, Sun from barycentre), power of time and axis. */
  private final double[][][][] series = new double[2][3][3][];

  /** Reads the series. */
  public EarthEphemeris() {
    try {
      Map<String, double[]> sections = Resources.sections("earth.txt");
      for (int power = 0; power < 3; power++) {
        for (int axis = 0; axis < 3; axis++) {
          String name = power + "" + "xyz".charAt(axis);
          series[0][power][axis] = sections.get("e" + name);
          series[1][power][axis] = sections.get("s" + name);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Position and velocity of the centre of the Earth on the axes of the ICRS.
   *
   * @param t Julian centuries of TDB since J2000.0
   * @param out receives the vector from the Sun (au), that from the barycentre of the solar system
   *     (au) and the velocity against the barycentre (au/d)
   * @param at index of the first of the nine numbers
   */
  public void at(double t, double[] out, int at) {
    double years = t * 100;
    double[] fromSun = new double[3];
    double[] fromBarycentre = new double[3];
    double[] velocity = new double[3];
    double[] sum = new double[2];
    for (int axis = 0; axis < 3; axis++) {
      sum[0] = sum[1] = 0;
      add(series[0], axis, years, sum);
      fromSun[axis] = sum[0];
      add(series[1], axis, years, sum);
      fromBarycentre[axis] = sum[0];
      velocity[axis] = sum[1] / DAYS_PER_YEAR;
    }
    toIcrs(fromSun, out, at);
    toIcrs(fromBarycentre, out, at + 3);
    toIcrs(velocity, out, at + 6);
  }

  /** Adds t^n a cos(b + c t) over powers n and terms, and the time derivative. */
  private static void add(double[][][] body, int axis, double t, double[] sum) {
    double power = 1;
    double lower = 0;
    for (int n = 0; n < body.length; n++) {
      double[] terms = body[n][axis];
      double value = 0;
      double slope = 0;
      for (int i = 0; i < terms.length; i += 3) {
        double angle = terms[i + 1] + terms[i + 2] * t;
        value += terms[i] * Math.cos(angle);
        slope -= terms[i] * terms[i + 2] * Math.sin(angle);
      }
      sum[0] += power * value;
      sum[1] += power * slope + n * lower * value;
      lower = power;
      power *= t;
    }
  }

  private static void toIcrs(double[] v, double[] out, int at) {
    for (int i = 0; i < 3; i++) {
      out[at + i] = TO_ICRS[3 * i] * v[0] + TO_ICRS[3 * i + 1] * v[1] + TO_ICRS[3 * i + 2] * v[2];
    }
  }
}
