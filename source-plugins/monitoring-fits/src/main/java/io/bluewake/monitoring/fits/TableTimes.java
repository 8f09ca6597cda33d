package io.bluewake.monitoring.fits;

import io.bluewake.codec.FormatException;
import io.bluewake.codec.zfits.FitsHeader;
import io.bluewake.codec.zfits.FitsTable;
import io.bluewake.math.sky.LeapSeconds;
import io.bluewake.math.sky.TaiTime;
import java.io.IOException;
import java.util.Locale;

/**
 * Times of a FITS table as ns since 1970 TAI, by the keywords of the FITS standard: {@code MJDREF}
 * (or {@code MJDREFI} and {@code MJDREFF}), {@code TIMESYS} or the {@code TCTYP} of the column,
 * {@code TCUNI} or {@code TUNIT} of the column or {@code TIMEUNIT}. Also pairs of Julian days
 * ({@code JDREF} 0), as Astropy writes them.
 */
final class TableTimes {
  private static final double JD_OF_MJD = 2400000.5;
  private static final double MOST_SECONDS = 9e9;
  private static final long NS = 1_000_000_000L;
  private static final int DAY = 86400;
  private static final int MJD_1970 = 40587;

  /** TAI - UTC between February 1968 and 1972: seconds at this day, and seconds per day. */
  private static final int DRIFT_DAY = 39126;

  private static final int LEAPS_DAY = 41317;
  private static final double DRIFT_OFFSET = 4.21317;
  private static final double DRIFT_RATE = 0.002592;

  private final boolean unix;
  private final LeapSeconds leaps = LeapSeconds.shipped();

  /** Creates them; {@code unix} if seconds in UTC leave leap seconds out. */
  TableTimes(boolean unix) {
    this.unix = unix;
  }

  /** Times of all rows. */
  long[] of(FitsTable table, int column) throws IOException {
    FitsHeader header = table.header();
    String scale = first(table.text("TCTYP", column), header.text("TIMESYS"), "UTC");
    scale = scale.toUpperCase(Locale.ROOT);
    if (!scale.matches("UTC|TAI|TT")) {
      throw error(table, column, "has the time scale " + scale + "; known are UTC, TAI, TT");
    }
    boolean pairs = table.elements(column) == 2;
    if (table.elements(column) != 1 && !pairs) {
      throw error(table, column, "has no single number in a row");
    }
    double[] values = table.doubles(column);
    double unit = seconds(table, column);
    boolean julian = header.number("JDREF").isPresent();
    double day = 0;
    double part = 0;
    if (julian) {
      if (header.number("JDREF").getAsDouble() != 0 || unit != DAY) {
        throw error(table, column, "counts from a JDREF; known are MJDREF, and days with JDREF 0");
      }
    } else if (header.number("MJDREFI").isPresent()) {
      day = header.number("MJDREFI").getAsDouble();
      part = header.number("MJDREFF").orElse(0);
    } else if (header.number("MJDREF").isPresent()) {
      double mjd = header.number("MJDREF").getAsDouble();
      day = Math.floor(mjd);
      part = mjd - day;
    } else {
      throw error(table, column, "counts from nowhere: keyword MJDREF is missing");
    }
    long[] out = new long[table.rows()];
    for (int r = 0; r < out.length; r++) {
      double big = values[pairs ? 2 * r : r];
      double small = pairs ? values[2 * r + 1] : 0;
      double since1970;
      if (julian) {
        double mjd = big - JD_OF_MJD + small;
        double whole = Math.floor(mjd);
        // Differences of large numbers first: the small part keeps its digits.
        since1970 = dated(scale, whole, (big - JD_OF_MJD - whole + small) * DAY);
      } else {
        double elapsed = (big + small) * unit;
        since1970 =
            scale.equals("UTC") && unix
                ? civil(day, part, elapsed)
                : dated(scale, day, part * DAY) + elapsed;
      }
      if (!(Math.abs(since1970) < MOST_SECONDS)) {
        throw error(table, column, "row " + (r + 1) + ": " + big + " is no time");
      }
      double whole = Math.floor(since1970);
      long seconds = (long) whole;
      out[r] = seconds * NS + Math.round((since1970 - whole) * 1e9);
    }
    return out;
  }

  /** Seconds since 1970 TAI of a day and seconds in it. */
  private double dated(String scale, double day, double seconds) {
    double count = (day - MJD_1970) * DAY + seconds;
    return switch (scale) {
      case "UTC" -> count + taiMinusUtc(day);
      case "TT" -> count - TaiTime.TT_MINUS_TAI;
      default -> count;
    };
  }

  /** The same of a clock on which each day has 86400 s. */
  private double civil(double day, double part, double seconds) {
    double mjd = day + part + seconds / DAY;
    double count = (day - MJD_1970) * DAY + part * DAY + seconds;
    return Math.abs(mjd) < 1e6 ? count + taiMinusUtc(Math.floor(mjd)) : Double.NaN;
  }

  private double taiMinusUtc(double day) {
    if (day >= LEAPS_DAY) {
      return leaps.taiMinusUtc((long) day);
    }
    // Before leap seconds UTC ran at another rate than TAI: the usual epoch 1970 lies there.
    return day >= DRIFT_DAY ? DRIFT_OFFSET + (day - DRIFT_DAY) * DRIFT_RATE : Double.NaN;
  }

  private static double seconds(FitsTable table, int column) throws FormatException {
    String unit =
        first(
            table.text("TCUNI", column),
            table.text("TUNIT", column),
            first(table.header().text("TIMEUNIT"), "s"));
    return switch (unit) {
      case "s" -> 1;
      case "ms" -> 1e-3;
      case "us" -> 1e-6;
      case "ns" -> 1e-9;
      case "min" -> 60;
      case "h" -> 3600;
      case "d" -> DAY;
      default -> throw error(table, column, "has the unit '" + unit + "', which is none of time");
    };
  }

  private static String first(String... texts) {
    for (String text : texts) {
      if (!text.isBlank()) {
        return text.strip();
      }
    }
    return "";
  }

  private static FormatException error(FitsTable table, int column, String problem) {
    return new FormatException(
        -1, "HDU '" + table.name() + "': column '" + table.text("TTYPE", column) + "' " + problem);
  }
}
