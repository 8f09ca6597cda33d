package io.bluewake.math.pointing;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.frames.SkyOffset;
import io.bluewake.math.sky.AstrometryContext;

/**
 * Differences of right ascension and declination, as star guiders report them, as offsets in the
 * telescope frame of the reported pointing. Scratch of one thread.
 */
public final class SkyDifference {
  /** Step of the derivatives, rad: some arcsec, within which the sky is flat. */
  private static final double STEP = 1e-5;

  private final SkyOffset frame = new SkyOffset();
  private final double[] reported = new double[3];
  private final double[] v = new double[3];
  private double ra;
  private double dec;
  private double lon;
  private double lat;
  private double lonVariance;
  private double latVariance;

  /** Creates the scratch. */
  public SkyDifference() {}

  /**
   * Computes an offset.
   *
   * @param context where and when
   * @param azimuth reported, rad
   * @param altitude reported, rad
   * @param deltaRa right ascension minus that of the reported pointing, rad of the coordinate
   * @param deltaDec declination minus that of the reported pointing, rad
   */
  public void look(
      AstrometryContext context, double azimuth, double altitude, double deltaRa, double deltaDec) {
    Directions.toVector(azimuth, altitude, reported, 0);
    context.toIcrs(reported[0], reported[1], reported[2], v, 0);
    ra = Directions.longitude(v[0], v[1]) + deltaRa;
    dec = Directions.latitude(v[0], v[1], v[2]) + deltaDec;
    frame.pointTo(azimuth, altitude);
    place(context, ra, dec);
    lon = frame.fovLon(v[0], v[1], v[2]);
    lat = frame.fovLat(v[0], v[1], v[2]);
  }

  private void place(AstrometryContext context, double newRa, double newDec) {
    Directions.toVector(newRa, newDec, v, 0);
    context.toHorizon(v[0], v[1], v[2], v, 0);
  }

  /**
   * Computes the variances of the offset last computed; the covariance is left out.
   *
   * @param raVariance variance of the difference of right ascensions, rad² of the coordinate
   * @param decVariance variance of the difference of declinations, rad²
   */
  public void propagate(AstrometryContext context, double raVariance, double decVariance) {
    place(context, ra + STEP, dec);
    double lonByRa = (frame.fovLon(v[0], v[1], v[2]) - lon) / STEP;
    double latByRa = (frame.fovLat(v[0], v[1], v[2]) - lat) / STEP;
    place(context, ra, dec + STEP);
    double lonByDec = (frame.fovLon(v[0], v[1], v[2]) - lon) / STEP;
    double latByDec = (frame.fovLat(v[0], v[1], v[2]) - lat) / STEP;
    lonVariance = lonByRa * lonByRa * raVariance + lonByDec * lonByDec * decVariance;
    latVariance = latByRa * latByRa * raVariance + latByDec * latByDec * decVariance;
  }

  /** Longitude in the telescope frame, rad. */
  public double lon() {
    return lon;
  }

  /** Latitude in the telescope frame, rad. */
  public double lat() {
    return lat;
  }

  /** Variance of the longitude, rad². */
  public double lonVariance() {
    return lonVariance;
  }

  /** Variance of the latitude, rad². */
  public double latVariance() {
    return latVariance;
  }
}
