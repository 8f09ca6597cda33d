package io.bluewake.math.pointing;

import io.bluewake.math.linear.Cholesky;
import java.util.Arrays;

/**
 * The transformation that takes measured places to where they should be, in the least-squares
 * sense: the weighted Procrustes problem, solved in closed form and repeated with weights that
 * far-off points lose.
 *
 * <p>With few points less is fitted: scale needs {@value #POINTS_FOR_SCALE} of them, rotation 2.
 * What is not fitted is 0 with infinite variance.
 */
public final class SimilarityFit {
  /** Fewest points for a scale. */
  public static final int POINTS_FOR_SCALE = 4;

  private static final int ROUNDS = 15;

  private SimilarityFit() {}

  /**
   * Fits.
   *
   * @param fromLon measured longitudes, rad
   * @param fromLat measured latitudes, rad
   * @param toLon where they should be
   * @param toLat where they should be
   * @param sigma standard error of a coordinate of each point, rad
   * @param n number of points
   * @param withScale whether to fit a scale if there are points enough
   * @return the estimate; without points one that knows nothing
   */
  public static FocalEstimate fit(
      double[] fromLon,
      double[] fromLat,
      double[] toLon,
      double[] toLat,
      double[] sigma,
      int n,
      boolean withScale) {
    if (n == 0) {
      return FocalEstimate.unknown();
    }
    double[] robust = new double[n];
    double[] off = new double[n];
    Arrays.fill(robust, 1);
    double[] t = new double[FocalTransform.SIZE];
    double scatter = 0;
    for (int round = 0; round < ROUNDS; round++) {
      solve(fromLon, fromLat, toLon, toLat, sigma, robust, n, withScale, t);
      for (int i = 0; i < n; i++) {
        double dLon = toLon[i] - FocalTransform.lon(t, 0, fromLon[i], fromLat[i]);
        double dLat = toLat[i] - FocalTransform.lat(t, 0, fromLon[i], fromLat[i]);
        off[i] = Math.hypot(dLon, dLat) / sigma[i];
      }
      scatter = RobustWeights.scatterOfDistances(off, n);
      for (int i = 0; i < n; i++) {
        robust[i] = n < 3 ? 1 : RobustWeights.biweight(off[i] / Math.max(1, scatter));
      }
    }
    return estimate(t, fromLon, fromLat, sigma, robust, n, withScale, scatter);
  }

  private static void solve(
      double[] fromLon,
      double[] fromLat,
      double[] toLon,
      double[] toLat,
      double[] sigma,
      double[] robust,
      int n,
      boolean withScale,
      double[] t) {
    double sum = 0;
    double x = 0;
    double y = 0;
    double u = 0;
    double v = 0;
    for (int i = 0; i < n; i++) {
      double w = robust[i] / (sigma[i] * sigma[i]);
      sum += w;
      x += w * fromLon[i];
      y += w * fromLat[i];
      u += w * toLon[i];
      v += w * toLat[i];
    }
    x /= sum;
    y /= sum;
    u /= sum;
    v /= sum;
    double dot = 0;
    double cross = 0;
    double square = 0;
    for (int i = 0; i < n; i++) {
      double w = robust[i] / (sigma[i] * sigma[i]);
      double a = fromLon[i] - x;
      double b = fromLat[i] - y;
      double c = toLon[i] - u;
      double d = toLat[i] - v;
      dot += w * (a * c + b * d);
      cross += w * (a * d - b * c);
      square += w * (a * a + b * b);
    }
    t[FocalTransform.ROTATION] = n < 2 ? 0 : Math.atan2(cross, dot);
    boolean scaled = withScale && n >= POINTS_FOR_SCALE;
    t[FocalTransform.SCALE] = scaled ? Math.hypot(dot, cross) / square - 1 : 0;
    t[FocalTransform.LON] = 0;
    t[FocalTransform.LAT] = 0;
    double lon = u - FocalTransform.lon(t, 0, x, y);
    double lat = v - FocalTransform.lat(t, 0, x, y);
    t[FocalTransform.LON] = lon;
    t[FocalTransform.LAT] = lat;
  }

  private static FocalEstimate estimate(
      double[] t,
      double[] fromLon,
      double[] fromLat,
      double[] sigma,
      double[] robust,
      int n,
      boolean withScale,
      double scatter) {
    int size = n < 2 ? 2 : withScale && n >= POINTS_FOR_SCALE ? 4 : 3;
    double[] information = new double[size * size];
    double[] a = new double[4];
    double[] b = new double[4];
    for (int i = 0; i < n; i++) {
      double w = robust[i] / (sigma[i] * sigma[i]);
      double lon = FocalTransform.lon(t, 0, fromLon[i], fromLat[i]) - t[FocalTransform.LON];
      double lat = FocalTransform.lat(t, 0, fromLon[i], fromLat[i]) - t[FocalTransform.LAT];
      a[0] = 1;
      b[1] = 1;
      a[2] = -lat;
      b[2] = lon;
      a[3] = lon;
      b[3] = lat;
      for (int j = 0; j < size; j++) {
        for (int k = 0; k < size; k++) {
          information[j * size + k] += w * (a[j] * a[k] + b[j] * b[k]);
        }
      }
    }
    double excess = Math.max(1, scatter);
    for (int i = 0; i < information.length; i++) {
      information[i] /= excess * excess;
    }
    double[] all = new double[16];
    for (int j = 0; j < size; j++) {
      System.arraycopy(information, j * size, all, j * 4, size);
    }
    // Points in one place say nothing about rotation: their rows are left out.
    if (Cholesky.decompose(information.clone(), size) >= 0) {
      return new FocalEstimate(
          new double[] {t[0], t[1], 0, 0},
          new double[] {all[0], 0, 0, 0, 0, all[5], 0, 0, 0, 0, 0, 0, 0, 0, 0, 0});
    }
    return new FocalEstimate(t, all);
  }
}
