package io.bluewake.pointing.combined;

import io.bluewake.math.pointing.AngleColumns;
import io.bluewake.math.pointing.FocalTrack;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.model.TimeSeries;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Turns series of monitoring data into tracks of transformations. */
final class Track {
  private static final int N = FocalTransform.SIZE;
  private static final double NS = 1e-9;
  private static final double INFINITE = Double.POSITIVE_INFINITY;

  /** A track without measurements. */
  static final FocalTrack EMPTY =
      new FocalTrack(new double[0], new double[0], new double[0], new double[N], 0);

  private Track() {}

  /**
   * A track of the first series that has the first two columns.
   *
   * @param columns names of the numbers of a transformation, in their order
   * @param error standard error of the first two where the series has none, rad
   */
  static FocalTrack of(
      List<TimeSeries> all, String[] columns, double error, double[] walk, double stale) {
    for (TimeSeries series : all) {
      if (series.has(columns[0]) && series.has(columns[1])) {
        return of(series, columns, error, walk, stale);
      }
    }
    return EMPTY;
  }

  private static FocalTrack of(
      TimeSeries series, String[] columns, double error, double[] walk, double stale) {
    double[] time = new double[series.size()];
    double[] value = new double[N * time.length];
    double[] variance = new double[N * time.length];
    int n = 0;
    for (int i : byTime(series)) {
      if (series.has("is_valid") && series.values("is_valid")[i] == 0
          || !Double.isFinite(series.values(columns[0])[i])
          || !Double.isFinite(series.values(columns[1])[i])) {
        continue;
      }
      time[n] = centre(series, i);
      for (int k = 0; k < N; k++) {
        boolean has = k < columns.length && series.has(columns[k]);
        double x = has ? series.values(columns[k])[i] * scale(series, columns[k], k) : 0;
        // Scales are given as such, about 1.
        value[N * n + k] = !has || Double.isNaN(x) ? 0 : k == FocalTransform.SCALE ? x - 1 : x;
        double sigma = has && !Double.isNaN(x) ? sigma(series, columns[k], i, k) : INFINITE;
        variance[N * n + k] =
            Double.isNaN(sigma) ? (k < 2 ? error * error : INFINITE) : sigma * sigma;
      }
      n++;
    }
    return new FocalTrack(
        Arrays.copyOf(time, n),
        Arrays.copyOf(value, N * n),
        Arrays.copyOf(variance, N * n),
        walk,
        stale);
  }

  private static double centre(TimeSeries series, int i) {
    return (0.5 * series.timeNs(i) + 0.5 * series.endNs(i)) * NS;
  }

  /** Intervals in order of their starts may have centres in another order. */
  private static int[] byTime(TimeSeries series) {
    return IntStream.range(0, series.size())
        .boxed()
        .sorted(Comparator.comparingDouble(i -> centre(series, i)))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Standard error of a number, NaN if the series has none. */
  private static double sigma(TimeSeries series, String column, int i, int k) {
    String name = AngleColumns.error(series, column);
    if (!name.isEmpty()) {
      double sigma = series.values(name)[i] * scale(series, name, k);
      return sigma > 0 ? sigma : Double.NaN;
    }
    return Double.NaN;
  }

  private static double scale(TimeSeries series, String column, int k) {
    return k == FocalTransform.SCALE ? 1 : AngleColumns.radians(series, column);
  }
}
