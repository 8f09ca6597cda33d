package io.bluewake.source.simulation;

import io.bluewake.source.simulation.telescope.FieldState;

/**
 * How the sky moves through the field of view: structures sink, cameras turn, and the sky drifts
 * past telescopes that stand still.
 */
final class FieldMotion {
  /** Rate at which stars move in right ascension, rad/s. */
  private static final double SIDEREAL = 7.2921159e-5;

  /** Stars stand still for so long, s; showers do not. */
  private static final double STEP = 10;

  private final Settings settings;
  private final double latitude;
  private final boolean moving;

  FieldMotion(Settings settings, double latitudeDeg) {
    this.settings = settings;
    latitude = Math.toRadians(latitudeDeg);
    moving = settings.on(Key.DRIFT) || settings.on(Key.BENDING) || settings.on(Key.ROTATION);
  }

  /** By how much the telescopes hang below their pointing, rad. */
  double sink(double time) {
    return settings.angle(Key.BENDING) * time / 3600;
  }

  /** By how much the cameras are turned, rad. */
  double turn(double time) {
    return settings.angle(Key.ROTATION) * time / 3600;
  }

  /** By how much the source has drifted: azimuth and altitude, rad. */
  double[] drift(double time) {
    if (!settings.on(Key.DRIFT)) {
      return new double[2];
    }
    double azimuth = settings.angle(Key.AZIMUTH);
    double altitude = settings.angle(Key.ALTITUDE);
    double hour = SIDEREAL * time;
    double along = Math.sin(latitude) - Math.cos(latitude) * Math.cos(azimuth) * Math.tan(altitude);
    return new double[] {hour * along, hour * Math.cos(latitude) * -Math.sin(azimuth)};
  }

  /** Where the stars are at a time: as in the middle of its interval. */
  FieldState at(double time) {
    if (!moving) {
      return FieldState.STILL;
    }
    long step = (long) Math.floor(time / STEP);
    double middle = (step + 0.5) * STEP;
    double[] drift = drift(middle);
    double right = drift[0] * Math.cos(settings.angle(Key.ALTITUDE));
    return new FieldState(step, right, drift[1], sink(middle), turn(middle));
  }
}
