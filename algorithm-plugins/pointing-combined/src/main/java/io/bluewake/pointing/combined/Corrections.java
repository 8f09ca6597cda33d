package io.bluewake.pointing.combined;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.pointing.AngleColumns;
import io.bluewake.math.pointing.BendingModel;
import io.bluewake.math.pointing.FocalTrack;
import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.pointing.SkyDifference;
import io.bluewake.math.pointing.Term;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import io.bluewake.spi.PointingCorrector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What is known about the pointing of one telescope, and how it is put together.
 *
 * <p>The bending of the structure and the displacement of the camera act one after the other: their
 * translations and variances add. Their sum, the star guider and the stars in the pedestals are
 * three measurements of the same transformation; each of its four numbers is their mean weighted by
 * the inverse variances, which grow with the time from the measurement. Correlations between the
 * four are left out. A rotation or scale that nobody measured is none.
 */
final class Corrections {
  private static final double ARCSEC = Math.PI / 648000;
  private static final double NS = 1e-9;
  private static final int MINUTE = 60;
  private static final double DISAGREE = 5;
  private static final int N = FocalTransform.SIZE;

  private final TelescopeMonitoring monitoring;
  private final BendingModel model;
  private final FocalTrack bending;
  private final FocalTrack displacement;
  private final FocalTrack guider;
  private final FocalTrack stars;
  private final boolean guiderInSky;

  /** Whether errors are of the coordinates of the sky; those of the options are of angles. */
  private final boolean guiderHasErrors;

  private final double modelVariance;
  private final double[] value = new double[N];
  private final double[] error = new double[N];
  private final double[] weight = new double[N];
  private final double[] priorValue = new double[N];
  private final double[] priorVariance = new double[N];
  private final double[][] seen = new double[3][N];
  private final double[][] seenVariance = new double[3][N];
  private final double[] v = new double[3];
  private final SkyDifference difference = new SkyDifference();
  private int sources;
  private boolean anyFresh;

  Corrections(TelescopeMonitoring monitoring, BendingModel model, CombinedPointing.Config config) {
    this.monitoring = monitoring;
    TimeSeries fitted = fitted(monitoring);
    double modelError = config.bendingErrorArcsec() * ARCSEC;
    if (config.bendingInDrive()) {
      this.model = BendingModel.NONE;
    } else if (model.terms().isEmpty() && fitted.size() > 0) {
      this.model = model(fitted);
      modelError = last(fitted, "rms");
    } else {
      this.model = model;
    }
    modelVariance = square(modelError);
    double[] walk = new double[N];
    Arrays.fill(walk, square(config.wanderArcsec() * ARCSEC) / MINUTE);
    // A point two degrees off the axis, where rotation and scale show, wanders as the axis does.
    walk[FocalTransform.ROTATION] /= square(Math.toRadians(2));
    walk[FocalTransform.SCALE] = walk[FocalTransform.ROTATION];
    double stale = config.staleSeconds();
    bending =
        config.bendingInDrive()
            ? Track.EMPTY
            : Track.of(
                monitoring.all(TelescopeMonitoring.BENDING_MODEL),
                new String[] {"d_az", "d_alt"},
                config.bendingErrorArcsec() * ARCSEC,
                walk,
                stale);
    displacement =
        Track.of(
            monitoring.all(TelescopeMonitoring.CAMERA_DISPLACEMENT),
            new String[] {"d_lon", "d_lat", "rotation", "scale"},
            config.displacementErrorArcsec() * ARCSEC,
            walk,
            stale);
    guiderInSky =
        monitoring.all(TelescopeMonitoring.STARGUIDER).stream().anyMatch(s -> s.has("d_ra"));
    guiderHasErrors =
        monitoring.all(TelescopeMonitoring.STARGUIDER).stream()
            .anyMatch(s -> s.has("d_ra") && !AngleColumns.error(s, "d_ra").isEmpty());
    guider =
        Track.of(
            monitoring.all(TelescopeMonitoring.STARGUIDER),
            guiderInSky
                ? new String[] {"d_ra", "d_dec", "rotation", "scale"}
                : new String[] {"d_lon", "d_lat", "rotation", "scale"},
            config.starguiderErrorArcsec() * ARCSEC,
            walk,
            stale);
    stars =
        Track.of(
            monitoring.all(TelescopeMonitoring.STAR_TRACKING),
            new String[] {"dlon", "dlat", "rotation", "scale"},
            config.starErrorArcsec() * ARCSEC,
            walk,
            stale);
  }

  /** The terms that somebody has fitted, of the first file that has some. */
  private static TimeSeries fitted(TelescopeMonitoring monitoring) {
    return monitoring.all(TelescopeMonitoring.BENDING_TERMS).stream()
        .filter(series -> series.size() > 0 && series.has("rms"))
        .findFirst()
        .orElse(TimeSeries.EMPTY);
  }

  private static BendingModel model(TimeSeries fitted) {
    List<Term> terms = new ArrayList<>();
    for (Term term : Term.values()) {
      if (fitted.has(term.name()) && !Double.isNaN(last(fitted, term.name()))) {
        terms.add(term);
      }
    }
    double[] values = terms.stream().mapToDouble(term -> last(fitted, term.name())).toArray();
    return new BendingModel(terms, values, new double[values.length * values.length]);
  }

  /** Last angle of a column, rad. */
  private static double last(TimeSeries series, String column) {
    return series.values(column)[series.size() - 1] * AngleColumns.radians(series, column);
  }

  private static double square(double x) {
    return x * x;
  }

  TelescopeMonitoring monitoring() {
    return monitoring;
  }

  /**
   * Reported pointing at a time, between the entries on both sides along a great circle.
   *
   * @param out receives azimuth and altitude, rad
   * @return flags of {@link PointingCorrector}
   */
  int reported(long timeNs, double[] out) {
    TimeSeries drive = monitoring.series(TelescopeMonitoring.POINTING, timeNs);
    if (drive.size() == 0) {
      return PointingCorrector.NO_POINTING;
    }
    double[] az = drive.values("azimuth");
    double[] alt = drive.values("altitude");
    double azUnit = AngleColumns.radians(drive, "azimuth");
    double altUnit = AngleColumns.radians(drive, "altitude");
    int a = Math.max(0, drive.before(timeNs));
    int b = Math.min(drive.size() - 1, a + 1);
    double span = (double) drive.timeNs(b) - drive.timeNs(a);
    double part = span > 0 ? ((double) timeNs - drive.timeNs(a)) / span : 0;
    part = Math.max(0, Math.min(1, part));
    Directions.toVector(az[a] * azUnit, alt[a] * altUnit, v, 0);
    double x = v[0];
    double y = v[1];
    double z = v[2];
    Directions.toVector(az[b] * azUnit, alt[b] * altUnit, v, 0);
    x += part * (v[0] - x);
    y += part * (v[1] - y);
    z += part * (v[2] - z);
    out[0] = Directions.wrapTwoPi(Directions.longitude(x, y));
    out[1] = Directions.latitude(x, y, z);
    return drive.isStale(timeNs) ? PointingCorrector.STALE_POINTING : 0;
  }

  /**
   * Transformation at a time.
   *
   * @param azimuth reported, rad
   * @param altitude reported, rad
   * @param out receives the transformation; NaN without reported pointing
   * @param variance receives its variances, infinite for what was not measured
   * @return flags of {@link PointingCorrector}
   */
  int at(
      long timeNs,
      double azimuth,
      double altitude,
      SkyPlaces places,
      double[] out,
      double[] variance) {
    sources = 0;
    anyFresh = false;
    double t = timeNs * NS;
    prior(t, azimuth, altitude);
    FocalTrack.State state = guider.at(t, value, error);
    if (state != FocalTrack.State.NONE) {
      if (guiderInSky) {
        fromSky(timeNs, azimuth, altitude, places);
      }
      see(state);
    }
    state = stars.at(t, value, error);
    if (state != FocalTrack.State.NONE) {
      see(state);
    }
    combine(out, variance);
    if (Double.isNaN(azimuth) || Double.isNaN(altitude)) {
      Arrays.fill(out, Double.NaN);
    }
    int flags = sources == 0 ? PointingCorrector.NO_CORRECTION : 0;
    flags |= sources > 0 && !anyFresh ? PointingCorrector.STALE_CORRECTION : 0;
    return flags | (disagree() ? PointingCorrector.SOURCES_DISAGREE : 0);
  }

  private void see(FocalTrack.State state) {
    System.arraycopy(value, 0, seen[sources], 0, N);
    System.arraycopy(error, 0, seenVariance[sources], 0, N);
    anyFresh |= state == FocalTrack.State.FRESH;
    sources++;
  }

  /** Bending, then displacement of the camera. */
  private void prior(double t, double azimuth, double altitude) {
    Arrays.fill(priorValue, 0);
    Arrays.fill(priorVariance, 0);
    FocalTrack.State worst = FocalTrack.State.FRESH;
    boolean any = false;
    if (!model.terms().isEmpty()) {
      priorValue[FocalTransform.LON] = model.across(azimuth, altitude);
      priorValue[FocalTransform.LAT] = model.up(azimuth, altitude);
      priorVariance[FocalTransform.LON] = modelVariance;
      priorVariance[FocalTransform.LAT] = modelVariance;
      any = true;
    }
    FocalTrack.State state = bending.at(t, value, error);
    if (state != FocalTrack.State.NONE) {
      double cos = Math.cos(altitude);
      priorValue[FocalTransform.LON] += value[FocalTransform.LON] * cos;
      priorValue[FocalTransform.LAT] += value[FocalTransform.LAT];
      priorVariance[FocalTransform.LON] += error[FocalTransform.LON];
      priorVariance[FocalTransform.LAT] += error[FocalTransform.LAT];
      worst = state;
      any = true;
    }
    state = displacement.at(t, value, error);
    boolean turned = state != FocalTrack.State.NONE;
    if (turned) {
      FocalTransform.chain(value, priorValue, priorValue);
      priorVariance[FocalTransform.LON] += error[FocalTransform.LON];
      priorVariance[FocalTransform.LAT] += error[FocalTransform.LAT];
      worst = state == FocalTrack.State.STALE ? state : worst;
      any = true;
    }
    if (any) {
      priorVariance[FocalTransform.ROTATION] =
          turned ? error[FocalTransform.ROTATION] : Double.POSITIVE_INFINITY;
      priorVariance[FocalTransform.SCALE] =
          turned ? error[FocalTransform.SCALE] : Double.POSITIVE_INFINITY;
      System.arraycopy(priorValue, 0, value, 0, N);
      System.arraycopy(priorVariance, 0, error, 0, N);
      see(worst);
    }
  }

  /** Turns an offset in right ascension and declination into one in the telescope frame. */
  private void fromSky(long timeNs, double azimuth, double altitude, SkyPlaces places) {
    if (!places.at(timeNs)) {
      return;
    }
    AstrometryContext sky = places.context();
    difference.look(sky, azimuth, altitude, value[FocalTransform.LON], value[FocalTransform.LAT]);
    value[FocalTransform.LON] = difference.lon();
    value[FocalTransform.LAT] = difference.lat();
    if (guiderHasErrors) {
      difference.propagate(sky, error[FocalTransform.LON], error[FocalTransform.LAT]);
      error[FocalTransform.LON] = difference.lonVariance();
      error[FocalTransform.LAT] = difference.latVariance();
    }
  }

  private void combine(double[] out, double[] variance) {
    for (int i = 0; i < N; i++) {
      double sum = 0;
      weight[i] = 0;
      for (int s = 0; s < sources; s++) {
        if (!Double.isInfinite(seenVariance[s][i])) {
          sum += seen[s][i] / seenVariance[s][i];
          weight[i] += 1 / seenVariance[s][i];
        }
      }
      out[i] = weight[i] > 0 ? sum / weight[i] : 0;
      variance[i] = 1 / weight[i];
    }
  }

  private boolean disagree() {
    for (int a = 0; a < sources; a++) {
      for (int b = 0; b < a; b++) {
        for (int i = 0; i < N; i++) {
          double off = seen[a][i] - seen[b][i];
          if (off * off > DISAGREE * DISAGREE * (seenVariance[a][i] + seenVariance[b][i])) {
            return true;
          }
        }
      }
    }
    return false;
  }
}
