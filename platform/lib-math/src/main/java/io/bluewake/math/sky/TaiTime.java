package io.bluewake.math.sky;

/**
 * A moment in International Atomic Time, as events carry it.
 *
 * @param seconds whole seconds since 1970-01-01T00:00:00 TAI
 * @param fraction rest, s in [0, 1)
 */
public record TaiTime(long seconds, double fraction) {
  static final int DAY = 86400;

  /** Modified Julian date of 1970-01-01. */
  static final int MJD_1970 = 40587;

  /** Days from 1970-01-01T00 to J2000.0, which is 2000-01-01T12, in the same scale. */
  private static final double J2000 = 10957.5;

  /** Terrestrial time minus TAI, s. */
  public static final double TT_MINUS_TAI = 32.184;

  /**
   * A moment given by a modified Julian date.
   *
   * @param mjd modified Julian date in TAI; a double resolves about 1 us, that is 15 uas of the
   *     rotation of the Earth
   */
  public static TaiTime ofMjd(double mjd) {
    double day = Math.floor(mjd);
    return ofMjd((long) day, (mjd - day) * DAY);
  }

  /**
   * A moment given by day and time of day.
   *
   * @param mjdDay modified Julian day in TAI
   * @param secondsOfDay any finite number of seconds since its midnight
   */
  public static TaiTime ofMjd(long mjdDay, double secondsOfDay) {
    return of((mjdDay - MJD_1970) * DAY, secondsOfDay);
  }

  /**
   * A moment as event files hold it.
   *
   * @param seconds since 1970 TAI
   * @param quarterNanoseconds rest in units of 0.25 ns
   */
  public static TaiTime ofQuarterNanoseconds(long seconds, long quarterNanoseconds) {
    return of(seconds, quarterNanoseconds * 0.25e-9);
  }

  /** The moment a number of seconds, possibly negative or large, after whole seconds. */
  public static TaiTime of(long seconds, double more) {
    double whole = Math.floor(more);
    double rest = more - whole;
    // A tiny negative number leaves 1 - 1e-17 = 1.
    return rest < 1
        ? new TaiTime(seconds + (long) whole, rest)
        : new TaiTime(seconds + (long) whole + 1, 0);
  }

  /** The moment a number of seconds later. */
  public TaiTime plus(double later) {
    double whole = Math.floor(later);
    return of(seconds + (long) whole, fraction + (later - whole));
  }

  /** Seconds from another moment to this one. */
  public double since(TaiTime other) {
    return seconds - other.seconds + (fraction - other.fraction);
  }

  /** Modified Julian date in TAI; resolves about 1 us. */
  public double mjd() {
    return MJD_1970 + (seconds + fraction) / DAY;
  }

  /** Julian centuries of TT since J2000.0. */
  static double centuries(long seconds, double fraction) {
    return daysSinceJ2000(seconds, fraction + TT_MINUS_TAI) / 36525;
  }

  /**
   * TDB - TT at the centre of the Earth, to 10 us: G. H. Kaplan 2005, USNO Circular 179, equation
   * 2.6.
   *
   * @param t Julian centuries of TT since J2000.0
   * @return s
   */
  static double tdbMinusTt(double t) {
    return 0.001657 * Math.sin(628.3076 * t + 6.2401)
        + 0.000022 * Math.sin(575.3385 * t + 4.2970)
        + 0.000014 * Math.sin(1256.6152 * t + 6.1969)
        + 0.000005 * Math.sin(606.9777 * t + 4.0212)
        + 0.000005 * Math.sin(52.9691 * t + 0.4444)
        + 0.000002 * Math.sin(21.3299 * t + 5.5431)
        + 0.000010 * t * Math.sin(628.3076 * t + 4.2490);
  }

  /** Days since noon of 2000-01-01 in the scale of the argument; resolves about 0.1 us. */
  static double daysSinceJ2000(long seconds, double more) {
    long day = Math.floorDiv(seconds, DAY);
    return (day - J2000) + (Math.floorMod(seconds, DAY) + more) / DAY;
  }
}
