package io.bluewake.pointing.stars;

import io.bluewake.math.pointing.AngleColumns;
import io.bluewake.math.pointing.BendingModel;
import io.bluewake.math.pointing.SkyDifference;
import io.bluewake.math.pointing.Term;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.ContextInterpolator;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.model.GeodeticLocation;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Measured positions: where the telescope was said to look, and by how much it did not. */
final class Positions {
  private static final int AZIMUTH = 0;
  private static final int ALTITUDE = 1;
  private static final int ACROSS = 2;
  private static final int UP = 3;
  private static final int ACROSS_ERROR = 4;
  private static final int UP_ERROR = 5;
  private static final int SIZE = 6;

  private static final long SECOND = 1_000_000_000;
  private static final double NS = 1e-9;

  /** Start of UTC with leap seconds, 1972: before, nobody knows where the sky was. */
  private static final long FIRST_SECOND = 63_072_010;

  /** Names of the two coordinates: in the telescope frame, or in the sky. */
  private static final List<List<String>> COORDINATES =
      List.of(List.of("dlon", "dlat"), List.of("d_lon", "d_lat"), List.of("d_ra", "d_dec"));

  private static final int IN_SKY = 2;

  private final AstrometryContext context;
  private Optional<ContextInterpolator> times = Optional.empty();
  private final SkyDifference difference = new SkyDifference();
  private final double error;
  private double[][] rows = new double[16][];
  private int size;
  private long first = Long.MAX_VALUE;
  private long last = Long.MIN_VALUE;

  /**
   * No positions yet.
   *
   * @param error standard error of those that have none, rad on the sky
   */
  Positions(GeodeticLocation place, double error) {
    this.error = error;
    context =
        new AstrometryContext(
            Site.ofDegrees(place.longitudeDeg(), place.latitudeDeg(), place.height()),
            Atmosphere.NONE);
  }

  int size() {
    return size;
  }

  /** Start of the first position, ns TAI. */
  long first() {
    return first;
  }

  /** End of the last position, ns TAI. */
  long last() {
    return last;
  }

  /** Adds those of a series for which the reported direction is known. */
  void add(TimeSeries series, TelescopeMonitoring known) {
    int kind = 0;
    while (kind < COORDINATES.size() && !COORDINATES.get(kind).stream().allMatch(series::has)) {
      kind++;
    }
    if (kind == COORDINATES.size()) {
      return;
    }
    List<String> names = COORDINATES.get(kind);
    for (int i = 0; i < series.size(); i++) {
      double[] row = new double[SIZE];
      boolean valid = !series.has("is_valid") || series.values("is_valid")[i] > 0;
      if (!valid || !reported(series, i, known, row)) {
        continue;
      }
      row[ACROSS] = angle(series, names.get(0), i);
      row[UP] = angle(series, names.get(1), i);
      row[ACROSS_ERROR] = error(series, names.get(0), i);
      row[UP_ERROR] = error(series, names.get(1), i);
      boolean placed = kind != IN_SKY || fromSky(middle(series, i), row);
      row[ACROSS_ERROR] = row[ACROSS_ERROR] > 0 ? row[ACROSS_ERROR] : error;
      row[UP_ERROR] = row[UP_ERROR] > 0 ? row[UP_ERROR] : error;
      if (placed && Double.isFinite(Arrays.stream(row).sum())) {
        keep(row, series.timeNs(i), series.endNs(i));
      }
    }
  }

  /** Turns differences of right ascension and declination into offsets of the telescope frame. */
  private boolean fromSky(long time, double[] row) {
    long second = Math.floorDiv(time, SECOND);
    if (second < FIRST_SECOND) {
      return false;
    }
    if (times.isEmpty()) {
      // Differences of arcmin do not need a newer orientation of the Earth than the one shipped.
      times =
          Optional.of(
              new ContextInterpolator(SkyModels.shipped(), ContextInterpolator.STEP_SECONDS));
    }
    times.get().set(second, Math.floorMod(time, SECOND) * NS, context);
    difference.look(context, row[AZIMUTH], row[ALTITUDE], row[ACROSS], row[UP]);
    double raError = row[ACROSS_ERROR];
    double decError = row[UP_ERROR];
    difference.propagate(context, raError * raError, decError * decError);
    row[ACROSS] = difference.lon();
    row[UP] = difference.lat();
    row[ACROSS_ERROR] = Math.sqrt(difference.lonVariance());
    row[UP_ERROR] = Math.sqrt(difference.latVariance());
    return true;
  }

  private void keep(double[] row, long start, long end) {
    if (size == rows.length) {
      rows = Arrays.copyOf(rows, 2 * size);
    }
    rows[size++] = row;
    first = Math.min(first, start);
    last = Math.max(last, end);
  }

  private static double angle(TimeSeries series, String column, int i) {
    return AngleColumns.radians(series, column) * series.values(column)[i];
  }

  /** Standard error of a coordinate, NaN if the series has none. */
  private static double error(TimeSeries series, String column, int i) {
    String name = AngleColumns.error(series, column);
    return name.isEmpty() ? Double.NaN : angle(series, name, i);
  }

  private static long middle(TimeSeries series, int i) {
    return series.timeNs(i) + (series.endNs(i) - series.timeNs(i)) / 2;
  }

  /** The reported direction, which is in the table itself or is what the drive says then. */
  private static boolean reported(
      TimeSeries series, int i, TelescopeMonitoring known, double[] row) {
    if (series.has("azimuth") && series.has("altitude")) {
      row[AZIMUTH] = angle(series, "azimuth", i);
      row[ALTITUDE] = angle(series, "altitude", i);
      return true;
    }
    long time = middle(series, i);
    TimeSeries drive = known.series(TelescopeMonitoring.POINTING, time);
    if (drive.size() == 0 || drive.isStale(time)) {
      return false;
    }
    row[AZIMUTH] = AngleColumns.radians(drive, "azimuth") * drive.at(time, "azimuth");
    row[ALTITUDE] = AngleColumns.radians(drive, "altitude") * drive.at(time, "altitude");
    return true;
  }

  /** Fits a model. */
  BendingModel.Fit fit(List<Term> of) {
    double[][] c = new double[SIZE][size];
    for (int i = 0; i < size; i++) {
      for (int k = 0; k < SIZE; k++) {
        c[k][i] = rows[i][k];
      }
    }
    return BendingModel.fit(
        of, c[AZIMUTH], c[ALTITUDE], c[ACROSS], c[UP], c[ACROSS_ERROR], c[UP_ERROR]);
  }

  /** The last of some terms that cannot be told from the others, or -1 if all can. */
  int undetermined(List<Term> of, double most) {
    int at = of.size() - 1;
    if (2 * size <= of.size()) {
      return at;
    }
    BendingModel model;
    try {
      model = fit(of).model();
    } catch (IllegalArgumentException e) {
      return at;
    }
    while (at >= 0 && model.uncertainty(of.get(at)) <= most) {
      at--;
    }
    return at;
  }
}
