package io.bluewake.math.sky;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * UT1 - UTC and polar motion by day, from the IERS.
 *
 * <p>The shipped table joins IERS C04 (final), Bulletin A (rapid) and its predictions for a year.
 * The rotation of the Earth cannot be computed ahead, so the table ages: {@link #measuredUntil},
 * {@link #validUntil} and {@link #quality} say how far it carries, {@link #read} takes a newer one.
 * Between days values are interpolated linearly, without tidal terms, as Astropy does. Beyond its
 * ends UT1 - UTC keeps its last value and polar motion is a mean. Immutable.
 */
public final class EarthOrientation {
  /** Where the values of a day come from. */
  public enum Quality {
    /** Final values, C04 or Bulletin B. */
    FINAL,
    /** Measured, quickly reduced: Bulletin A. */
    RAPID,
    /** Predicted in Bulletin A; UT1 is off by 0.05 arcsec a month ahead, 0.4 a year ahead. */
    PREDICTED,
    /** Before the table. */
    BEFORE_TABLE,
    /** After the table; errors of arcseconds and growing. */
    AFTER_TABLE;

    /** Whether a direction computed with it should not be trusted below an arcsecond. */
    public boolean outsideTable() {
      return this == BEFORE_TABLE || this == AFTER_TABLE;
    }
  }

  private static final double ARCSEC = Math.PI / 648000;

  /** Mean of 1962 to 2014, arcsec; Astropy's choice outside the table. */
  private static final double MEAN_X = 0.035;

  private static final double MEAN_Y = 0.29;

  private final LeapSeconds leapSeconds;
  private final long firstDay;
  private final int finalDays;
  private final int measuredDays;
  private final double[] ut1;
  private final double[] poleX;
  private final double[] poleY;

  EarthOrientation(LeapSeconds leapSeconds, OrientationTable table) {
    this.leapSeconds = leapSeconds;
    firstDay = table.firstDay;
    finalDays = table.finalDays;
    measuredDays = table.measuredDays;
    ut1 = table.ut1;
    poleX = table.poleX;
    poleY = table.poleY;
  }

  /** The table shipped with this library, with the shipped leap seconds. */
  public static EarthOrientation shipped() {
    try (InputStream in = Resources.bytes("orientation.bin")) {
      return new EarthOrientation(LeapSeconds.shipped(), OrientationTable.compact(in));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A table from a newer file.
   *
   * @param finals in the format of {@code finals2000A.all} or {@code finals2000A.data} of
   *     https://datacenter.iers.org
   * @param leapSeconds leap seconds to go with it
   * @throws IOException if it cannot be read or is not such a file
   */
  public static EarthOrientation read(Path finals, LeapSeconds leapSeconds) throws IOException {
    return new EarthOrientation(leapSeconds, OrientationTable.finals(finals));
  }

  /** The leap seconds that go with this table. */
  public LeapSeconds leapSeconds() {
    return leapSeconds;
  }

  /** First modified Julian day of the table, UTC. */
  public long validFrom() {
    return firstDay;
  }

  /** Modified Julian day of the last measurement, UTC. */
  public long measuredUntil() {
    return firstDay + measuredDays - 1;
  }

  /** Modified Julian day of the last prediction, UTC. */
  public long validUntil() {
    return firstDay + ut1.length - 1;
  }

  /**
   * What is known about a day.
   *
   * @param mjd modified Julian day in UTC
   */
  public Quality quality(long mjd) {
    // Values of the afternoon lean on the next row.
    long next = mjd - firstDay + 1;
    if (next < 1) {
      return Quality.BEFORE_TABLE;
    }
    if (next >= ut1.length) {
      return Quality.AFTER_TABLE;
    }
    if (next >= measuredDays) {
      return Quality.PREDICTED;
    }
    return next < finalDays ? Quality.FINAL : Quality.RAPID;
  }

  /**
   * Whether a time is not covered by measurements, or a leap second may be missing.
   *
   * @param mjd modified Julian day in UTC
   */
  public boolean stale(long mjd) {
    Quality quality = quality(mjd);
    return quality.outsideTable() || quality == Quality.PREDICTED || mjd > leapSeconds.expires();
  }

  /** What is known about the day of a time. */
  public Quality quality(TaiTime time) {
    return quality(leapSeconds.utcDay(time.seconds()));
  }

  /**
   * Orientation at a time.
   *
   * @param seconds whole seconds since 1970 TAI
   * @param fraction rest, s
   * @param out receives UT1 - TAI (s) and the coordinates x, y of the pole (rad)
   * @param at index of the first
   */
  public void at(long seconds, double fraction, double[] out, int at) {
    long day = leapSeconds.utcDay(seconds);
    int taiMinusUtc = leapSeconds.taiMinusUtcAt(seconds);
    double second = leapSeconds.utcSecondOfDay(seconds) + fraction;
    long row = day - firstDay;
    if (row < 0 || row >= ut1.length - 1) {
      out[at] = ut1[row < 0 ? 0 : ut1.length - 1] - taiMinusUtc;
      out[at + 1] = MEAN_X * ARCSEC;
      out[at + 2] = MEAN_Y * ARCSEC;
      return;
    }
    int i = (int) row;
    double part = second / leapSeconds.lengthOfDay(day);
    double step = ut1[i + 1] - ut1[i];
    // A leap second at the end of the day is a step of UTC, not of UT1.
    step -= Math.rint(step);
    out[at] = ut1[i] + part * step - taiMinusUtc;
    out[at + 1] = (poleX[i] + part * (poleX[i + 1] - poleX[i])) * ARCSEC;
    out[at + 2] = (poleY[i] + part * (poleY[i + 1] - poleY[i])) * ARCSEC;
  }
}
