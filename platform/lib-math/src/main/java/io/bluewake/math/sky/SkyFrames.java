package io.bluewake.math.sky;

import io.bluewake.math.frames.Directions;

/**
 * Many directions between ICRS and horizon.
 *
 * <p>Angles are rad; azimuth and right ascension come out in [0, 2 pi). Input and output may be the
 * same arrays. At a pole and at the zenith the longitude is whatever rounding makes of it, the
 * direction is right. NaN stays NaN.
 */
public final class SkyFrames {
  private SkyFrames() {}

  /**
   * Azimuth and altitude of directions of the ICRS.
   *
   * @param context observer and time
   * @param ra right ascension
   * @param dec declination
   * @param from index of the first direction
   * @param to index after the last
   * @param azimuth receives azimuths at the same indices
   * @param altitude receives altitudes
   */
  public static void icrsToAltAz(
      AstrometryContext context,
      double[] ra,
      double[] dec,
      int from,
      int to,
      double[] azimuth,
      double[] altitude) {
    double[] v = context.direction;
    for (int i = from; i < to; i++) {
      double c = Math.cos(dec[i]);
      context.toHorizon(c * Math.cos(ra[i]), c * Math.sin(ra[i]), Math.sin(dec[i]), v, 0);
      azimuth[i] = Directions.wrapTwoPi(Math.atan2(v[1], v[0]));
      altitude[i] = Math.atan2(v[2], Math.sqrt(v[0] * v[0] + v[1] * v[1]));
    }
  }

  /**
   * Right ascension and declination of directions on the horizon.
   *
   * @param context observer and time
   * @param azimuth azimuth
   * @param altitude altitude as observed
   * @param from index of the first direction
   * @param to index after the last
   * @param ra receives right ascensions at the same indices
   * @param dec receives declinations
   */
  public static void altAzToIcrs(
      AstrometryContext context,
      double[] azimuth,
      double[] altitude,
      int from,
      int to,
      double[] ra,
      double[] dec) {
    double[] v = context.direction;
    for (int i = from; i < to; i++) {
      double c = Math.cos(altitude[i]);
      context.toIcrs(
          c * Math.cos(azimuth[i]), c * Math.sin(azimuth[i]), Math.sin(altitude[i]), v, 0);
      ra[i] = Directions.wrapTwoPi(Math.atan2(v[1], v[0]));
      dec[i] = Math.atan2(v[2], Math.sqrt(v[0] * v[0] + v[1] * v[1]));
    }
  }

  /**
   * Angle between two directions given by angles, rad in [0, pi]; accurate for small and large
   * ones.
   */
  public static double separation(double lon1, double lat1, double lon2, double lat2) {
    double s1 = Math.sin(lat1);
    double c1 = Math.cos(lat1);
    double s2 = Math.sin(lat2);
    double c2 = Math.cos(lat2);
    double s = Math.sin(lon2 - lon1);
    double c = Math.cos(lon2 - lon1);
    double across = c2 * s;
    double ahead = c1 * s2 - s1 * c2 * c;
    return Math.atan2(Math.sqrt(across * across + ahead * ahead), s1 * s2 + c1 * c2 * c);
  }

  /**
   * Angle at the first direction from that to the pole to that to the second, rad in [0, 2 pi): the
   * position angle, north through growing longitude. 0 if they are the same.
   */
  public static double positionAngle(double lon1, double lat1, double lon2, double lat2) {
    double c2 = Math.cos(lat2);
    double across = c2 * Math.sin(lon2 - lon1);
    double ahead = Math.cos(lat1) * Math.sin(lat2) - Math.sin(lat1) * c2 * Math.cos(lon2 - lon1);
    return Directions.wrapTwoPi(Math.atan2(across, ahead));
  }
}
