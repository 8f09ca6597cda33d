package io.bluewake.math.pointing;

/**
 * Translation, rotation and scale in the telescope frame, as four numbers in a flat array: t_lon,
 * t_lat (rad), phi (rad), e (relative). Exact similarities, see the package.
 */
public final class FocalTransform {
  /** Index of the translation along longitude, rad. */
  public static final int LON = 0;

  /** Index of the translation along latitude, rad. */
  public static final int LAT = 1;

  /** Index of the rotation, rad. */
  public static final int ROTATION = 2;

  /** Index of the excess of scale. */
  public static final int SCALE = 3;

  /** How many numbers there are. */
  public static final int SIZE = 4;

  private FocalTransform() {}

  /** Longitude of a transformed place. */
  public static double lon(double[] t, int at, double lon, double lat) {
    double c = Math.cos(t[at + ROTATION]);
    double s = Math.sin(t[at + ROTATION]);
    return (1 + t[at + SCALE]) * (c * lon - s * lat) + t[at + LON];
  }

  /** Latitude of a transformed place. */
  public static double lat(double[] t, int at, double lon, double lat) {
    double c = Math.cos(t[at + ROTATION]);
    double s = Math.sin(t[at + ROTATION]);
    return (1 + t[at + SCALE]) * (s * lon + c * lat) + t[at + LAT];
  }

  /** Longitude of the place that is transformed to a given one. */
  public static double lonBefore(double[] t, int at, double lon, double lat) {
    double c = Math.cos(t[at + ROTATION]);
    double s = Math.sin(t[at + ROTATION]);
    return (c * (lon - t[at + LON]) + s * (lat - t[at + LAT])) / (1 + t[at + SCALE]);
  }

  /** Latitude of the place that is transformed to a given one. */
  public static double latBefore(double[] t, int at, double lon, double lat) {
    double c = Math.cos(t[at + ROTATION]);
    double s = Math.sin(t[at + ROTATION]);
    return (c * (lat - t[at + LAT]) - s * (lon - t[at + LON])) / (1 + t[at + SCALE]);
  }

  /**
   * The transformation that does one after another.
   *
   * @param first done first
   * @param second done after it
   * @param out receives the result; may be one of them
   */
  public static void chain(double[] first, double[] second, double[] out) {
    double lon = lon(second, 0, first[LON], first[LAT]);
    double lat = lat(second, 0, first[LON], first[LAT]);
    double rotation = first[ROTATION] + second[ROTATION];
    double scale = (1 + first[SCALE]) * (1 + second[SCALE]) - 1;
    out[LON] = lon;
    out[LAT] = lat;
    out[ROTATION] = rotation;
    out[SCALE] = scale;
  }

  /** The transformation that undoes another. */
  public static void invert(double[] t, double[] out) {
    double lon = lonBefore(t, 0, 0, 0);
    double lat = latBefore(t, 0, 0, 0);
    out[LON] = lon;
    out[LAT] = lat;
    out[ROTATION] = -t[ROTATION];
    out[SCALE] = 1 / (1 + t[SCALE]) - 1;
  }
}
