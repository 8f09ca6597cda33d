package io.bluewake.source.simulation;

/** Numbers of a simulation file: name, default, smallest and largest value. */
enum Key {
  RUN("run", 1, 0, Integer.MAX_VALUE),
  SHOWERS("showers", 100, 0, 1e9),
  REUSE("reuse", 1, 1, 97),
  SEED("seed", 1, 0, 1L << 53),
  ENERGY_MIN("energyMinTeV", 0.02, 1e-3, 1e3),
  ENERGY_MAX("energyMaxTeV", 50, 1e-3, 1e3),
  INDEX("spectralIndex", -2, -5, 0),
  ALTITUDE("altitudeDeg", 70, 30, 90),
  AZIMUTH("azimuthDeg", 180, 0, 360),
  VIEWCONE_MIN("viewconeMinDeg", 0, 0, 20),
  VIEWCONE("viewconeDeg", 0, 0, 20),
  CORE_RADIUS("coreRadius", 600, 0, 5000),
  /** The telescopes point beside the source by so much, for point sources. */
  WOBBLE("wobbleDeg", 0, 0, 5),
  /** Direction of the wobble: 0 along altitude, 90 along azimuth. */
  WOBBLE_ANGLE("wobbleAngleDeg", 0, 0, 360),
  /** Whether the telescopes stand still while the source drifts through the field. */
  DRIFT("drift", 0, 0, 1),
  TRIGGER_TELESCOPES("triggerTelescopes", 2, 1, 100),
  /** Length of the window in which telescopes must trigger together, ns. */
  COINCIDENCE("coincidenceNs", 120, 1, 10_000),
  NIGHT_SKY("nightSkyFactor", 1, 0, 10),
  STARS("stars", 0, 0, 1000),
  /** Stars of the catalogue brighter than this, as they pass over the field; 0 for none. */
  STAR_MAGNITUDE("starMagnitude", 0, 0, 7.5),
  GAIN_SPREAD("gainSpread", 0.02, 0, 0.3),
  CALIBRATION_ERROR("calibrationError", 0.005, 0, 0.3),
  PIXEL_DELAY("pixelDelayNs", 0.3, 0, 3),
  BROKEN("brokenPixels", 0.001, 0, 0.5),
  TIME_JITTER("triggerJitterNs", 0.3, 0, 5),
  POINTING_ERROR("pointingErrorDeg", 0, 0, 1),
  /** By how much the field has rotated at the end of an hour. */
  ROTATION("rotationDegPerHour", 0, -60, 60),
  /** By how much structures sink in an hour. */
  BENDING("bendingDegPerHour", 0, -1, 1),
  GAIN_DRIFT("gainDriftPerHour", 0, -0.5, 0.5),
  /** After so many seconds the night sky becomes brighter, 0 for never. */
  SKY_STEP_AT("nightSkyStepAtS", 0, 0, 1e6),
  SKY_STEP("nightSkyStepFactor", 1, 0, 10),
  /** Rate of thrown showers per second, for the times of the events. */
  RATE("showersPerSecond", 1000, 1e-3, 1e7),
  /** One flat-field event after so many showers, 0 for none. */
  FLATFIELD("flatfieldEvery", 0, 0, 1e9),
  FLATFIELD_PE("flatfieldPe", 80, 1, 10_000),
  /** One pedestal under the sky after so many showers, 0 for none. */
  PEDESTAL("pedestalEvery", 0, 0, 1e9),
  /** One pedestal with closed lid after so many showers, 0 for none. */
  DARK("darkPedestalEvery", 0, 0, 1e9),
  /** Every so many-th shower is a single muon that hits a telescope, 0 for none. */
  MUON("muonEvery", 0, 0, 1e9),
  /** Whether to hand on both gain channels, for writers of raw data. */
  BOTH_GAINS("bothGains", 0, 0, 1);

  final String text;
  final double fallback;
  final double min;
  final double max;

  Key(String text, double fallback, double min, double max) {
    this.text = text;
    this.fallback = fallback;
    this.min = min;
    this.max = max;
  }

  boolean isWhole() {
    return switch (this) {
      case RUN,
          SHOWERS,
          REUSE,
          SEED,
          TRIGGER_TELESCOPES,
          STARS,
          DRIFT,
          FLATFIELD,
          PEDESTAL,
          DARK,
          MUON,
          BOTH_GAINS ->
          true;
      default -> false;
    };
  }
}
