package io.bluewake.math.stars;

import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.sky.AstrometryContext;

/**
 * Where stars are in the field of a telescope: the places in the telescope frame of a reported
 * pointing at which a camera without any error would see them. Reused; not thread safe.
 */
public final class StarField {
  private static final double YEAR = 365.25;
  private static final double MJD_J2000 = 51544.5;
  private static final double MJD_1970 = 40587;
  private static final double DAY = 86400;

  private final StarCatalog catalog;
  private final SkyOffset frame = new SkyOffset();
  private final double[] v = new double[3];
  private int size;
  private int[] star = new int[0];
  private double[] lon = new double[0];
  private double[] lat = new double[0];

  /** A field over a catalogue. */
  public StarField(StarCatalog catalog) {
    this.catalog = catalog;
  }

  /** Julian epoch of a time, years. */
  public static double year(double taiSeconds) {
    double mjd = MJD_1970 + taiSeconds / DAY;
    return 2000 + (mjd - MJD_J2000) / YEAR;
  }

  /**
   * Looks in a direction.
   *
   * @param context observer, air and time
   * @param year Julian epoch of the same time
   * @param azimuth reported, rad
   * @param altitude reported, rad
   * @param radius of the field, rad
   * @param faintest magnitude for a camera, see {@link StarCatalog#cameraMagnitude}
   * @return number of stars, the brightest first
   */
  public int look(
      AstrometryContext context,
      double year,
      double azimuth,
      double altitude,
      double radius,
      double faintest) {
    double c = Math.cos(altitude);
    context.toIcrs(c * Math.cos(azimuth), c * Math.sin(azimuth), Math.sin(altitude), v, 0);
    int[] found = catalog.around(v[0], v[1], v[2], radius, faintest);
    if (lon.length < found.length) {
      star = new int[found.length];
      lon = new double[found.length];
      lat = new double[found.length];
    }
    frame.pointTo(azimuth, altitude);
    size = 0;
    for (int s : found) {
      catalog.direction(s, year, v, 0);
      context.toHorizon(v[0], v[1], v[2], v, 0);
      star[size] = s;
      lon[size] = frame.fovLon(v[0], v[1], v[2]);
      lat[size] = frame.fovLat(v[0], v[1], v[2]);
      size++;
    }
    return size;
  }

  /** Direction of a star on the ground: unit vector north, west, up. */
  public double[] ground(int index) {
    frame.toHorizon(lon[index], lat[index], v, 0);
    return new double[] {v[0], -v[1], v[2]};
  }

  /** Number of stars of the last look. */
  public int size() {
    return size;
  }

  /** Index in the catalogue of each star. */
  public int[] star() {
    return star;
  }

  /** Longitude in the telescope frame of each star, rad. */
  public double[] lon() {
    return lon;
  }

  /** Latitude in the telescope frame of each star, rad. */
  public double[] lat() {
    return lat;
  }
}
