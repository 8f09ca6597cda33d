package io.bluewake.pointing.combined;

import io.bluewake.math.frames.Directions;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.ContextInterpolator;
import io.bluewake.math.sky.EarthOrientation;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModel;
import io.bluewake.math.sky.SkyModels;
import io.bluewake.model.EventBatch;
import io.bluewake.model.GeodeticLocation;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Right ascension and declination of directions on the horizon at the times of events. */
final class SkyPlaces {
  /** Start of UTC with leap seconds, 1972. */
  private static final long FIRST_SECOND = 63_072_010;

  private static final double NS = 1e-9;
  private static final int PER_SECOND = 1_000_000_000;
  private static final double TEMPERATURE = 10;
  private static final double HUMIDITY = 0.2;
  private static final double WAVELENGTH = 0.4;

  private final SkyModel model;
  private final ContextInterpolator times;
  private final Atmosphere air;
  private GeodeticLocation location;
  private AstrometryContext context;
  private boolean predicted;
  private double ra;
  private double dec;

  SkyPlaces(String iers, String leapSeconds, double pressure) {
    try {
      model = SkyModels.of(iers, leapSeconds);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    times = new ContextInterpolator(model, ContextInterpolator.STEP_SECONDS);
    air =
        pressure > 0
            ? new Atmosphere(pressure, TEMPERATURE, HUMIDITY, WAVELENGTH)
            : Atmosphere.NONE;
  }

  /** Puts the observer somewhere. */
  void observeFrom(GeodeticLocation place) {
    if (!place.equals(location)) {
      location = place;
      context =
          new AstrometryContext(
              Site.ofDegrees(place.longitudeDeg(), place.latitudeDeg(), place.height()), air);
    }
  }

  /**
   * Sets the time.
   *
   * @return false, with all places unknown, when the event has no time after 1972
   */
  boolean at(EventBatch batch, int event) {
    return at(batch.timeNs(event));
  }

  boolean at(long timeNs) {
    long seconds = Math.floorDiv(timeNs, PER_SECOND);
    if (seconds < FIRST_SECOND) {
      predicted = true;
      return false;
    }
    times.set(seconds, Math.floorMod(timeNs, PER_SECOND) * NS, context);
    EarthOrientation earth = model.orientation();
    predicted = earth.stale(earth.leapSeconds().utcDay(seconds));
    return true;
  }

  /** Whether the orientation of the Earth was predicted and not measured. */
  boolean predicted() {
    return predicted;
  }

  /** Turns a vector (north, east, up) in place into one on the axes of the ICRS. */
  void toIcrs(boolean timed, double[] v) {
    if (!timed || Double.isNaN(v[0])) {
      ra = Double.NaN;
      dec = Double.NaN;
      return;
    }
    context.toIcrs(v[0], v[1], v[2], v, 0);
    ra = Math.toDegrees(Directions.wrapTwoPi(Directions.longitude(v[0], v[1])));
    dec = Math.toDegrees(Directions.latitude(v[0], v[1], v[2]));
  }

  /** What the observer sees at the time set. */
  AstrometryContext context() {
    return context;
  }

  /** Right ascension of the last direction, deg, NaN if unknown. */
  double ra() {
    return ra;
  }

  /** Declination of the last direction, deg. */
  double dec() {
    return dec;
  }
}
