package io.bluewake.math.sky;

import io.bluewake.math.frames.Directions;

/**
 * Gnomonic projection about a direction: the TAN of FITS (Calabretta, Greisen 2002, A&amp;A 395,
 * 1077), what an ideal camera sees.
 *
 * <p>Serves ICRS (xi to growing right ascension, eta to the north) and horizon (xi to growing
 * azimuth, eta to the zenith) alike. Telescope and nominal frame, where offsets are angles on the
 * sphere, are {@link io.bluewake.math.frames.SkyOffset}. Not thread safe.
 */
public final class TangentPlane {
  private double longitude;
  private double sinLatitude;
  private double cosLatitude = 1;

  /**
   * Sets the point of tangency.
   *
   * @param lon longitude, rad
   * @param lat latitude, rad
   */
  public void pointTo(double lon, double lat) {
    longitude = lon;
    sinLatitude = Math.sin(lat);
    cosLatitude = Math.cos(lat);
  }

  /**
   * Offsets of a direction; NaN if it is 90 degrees away or more.
   *
   * @param lon longitude, rad
   * @param lat latitude, rad
   * @param out receives xi and eta, tangents of angles (rad near the centre)
   * @param at index of xi
   */
  public void project(double lon, double lat, double[] out, int at) {
    double s = Math.sin(lat);
    double c = Math.cos(lat);
    double cosLon = Math.cos(lon - longitude);
    double ahead = sinLatitude * s + cosLatitude * c * cosLon;
    double scale = ahead > 0 ? 1 / ahead : Double.NaN;
    out[at] = c * Math.sin(lon - longitude) * scale;
    out[at + 1] = (cosLatitude * s - sinLatitude * c * cosLon) * scale;
  }

  /**
   * Direction of offsets.
   *
   * @param xi offset along longitude
   * @param eta offset along latitude
   * @param out receives longitude in [0, 2 pi) and latitude, rad
   * @param at index of the longitude
   */
  public void unproject(double xi, double eta, double[] out, int at) {
    double towardsAxis = cosLatitude - eta * sinLatitude;
    out[at] = Directions.wrapTwoPi(longitude + Math.atan2(xi, towardsAxis));
    out[at + 1] =
        Math.atan2(sinLatitude + eta * cosLatitude, Math.sqrt(xi * xi + towardsAxis * towardsAxis));
  }
}
