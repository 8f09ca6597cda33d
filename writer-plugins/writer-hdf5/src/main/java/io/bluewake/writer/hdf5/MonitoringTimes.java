package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Table;
import io.bluewake.math.sky.LeapSeconds;
import io.bluewake.math.sky.TaiTime;
import io.bluewake.model.Column;
import io.bluewake.model.Table;
import java.io.IOException;
import java.util.Locale;
import java.util.Set;

/**
 * Times in monitoring tables: pairs of seconds and quarters of a nanosecond since 1970 TAI, or
 * modified Julian days in a scale that the table names, TAI if it names none.
 */
final class MonitoringTimes {
  private static final Set<String> SCALES = Set.of("tai", "utc", "tt");
  private static final LeapSeconds LEAP_SECONDS = LeapSeconds.shipped();
  private static final double NS = 1e9;
  private static final int DAY = 86400;

  /** First day of UTC with leap seconds, and a day far in the future. */
  private static final int FIRST_DAY = 41317;

  private static final int LAST_DAY = 144_000;

  private MonitoringTimes() {}

  /** A time in ns since 1970 TAI. */
  static long nanoseconds(Hdf5Table table, Table t, int row, Column c) throws IOException {
    String prefix = "CTAFIELD_" + table.type().indexOf(c.name()) + "_";
    String scale = table.text(prefix + "TIME_SCALE").toLowerCase(Locale.ROOT);
    boolean pair = c.elements() == 2;
    if (!scale.isEmpty() && !(pair ? scale.equals("tai") : SCALES.contains(scale))) {
      throw table.error(
          "column '" + c.name() + "' has the time scale " + scale + "; known are TAI, UTC, TT");
    }
    if (pair) {
      long seconds = (long) t.getElement(row, c, 0);
      long quarters = (long) t.getElement(row, c, 1);
      return seconds * 1_000_000_000L + quarters / 4;
    }
    double mjd = t.getElement(row, c, 0);
    double earliest = scale.equals("utc") ? FIRST_DAY : -LAST_DAY;
    if (c.elements() != 1 || !(mjd >= earliest && mjd < LAST_DAY)) {
      throw table.error("row " + row + ", column '" + c.name() + "': " + mjd + " is no time");
    }
    return nanoseconds(mjd, scale);
  }

  /** A modified Julian day of a scale, in ns since 1970 TAI. */
  static long nanoseconds(double mjd, String scale) {
    long day = (long) Math.floor(mjd);
    double seconds = (mjd - day) * DAY;
    TaiTime time =
        switch (scale) {
          case "utc" -> LEAP_SECONDS.tai(day, seconds);
          case "tt" -> TaiTime.ofMjd(day, seconds - TaiTime.TT_MINUS_TAI);
          default -> TaiTime.ofMjd(day, seconds);
        };
    return time.seconds() * 1_000_000_000L + Math.round(time.fraction() * NS);
  }
}
