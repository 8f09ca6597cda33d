package io.bluewake.math.sky;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.JulianFields;
import java.util.Arrays;
import java.util.Locale;

/**
 * TAI - UTC since 1972, from the file {@code Leap_Second.dat} of the IERS.
 *
 * <p>A time in UTC is a modified Julian day and seconds since its midnight; the last day before a
 * leap second has 86401 seconds. Immutable.
 */
public final class LeapSeconds {
  private static final String SHIPPED = "leap-seconds.txt";
  private static final String EXPIRES = "File expires on";
  private static final int MAX_ROWS = 1000;

  private final long[] startDay;
  private final int[] offset;
  private final long[] startTai;
  private final long expires;

  private LeapSeconds(long[] startDay, int[] offset, long expires) {
    this.startDay = startDay;
    this.offset = offset;
    this.expires = expires;
    startTai = new long[startDay.length];
    for (int i = 0; i < startTai.length; i++) {
      startTai[i] = (startDay[i] - TaiTime.MJD_1970) * TaiTime.DAY + offset[i];
    }
  }

  /** The table shipped with this library. */
  public static LeapSeconds shipped() {
    try (BufferedReader in = Resources.text(SHIPPED)) {
      return read(in, SHIPPED);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * A table from a newer file.
   *
   * @param file in the format of https://hpiers.obspm.fr/iers/bul/bulc/Leap_Second.dat
   * @throws IOException if it cannot be read or is not such a file
   */
  public static LeapSeconds read(Path file) throws IOException {
    try (BufferedReader in = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
      return read(in, file.toString());
    }
  }

  private static LeapSeconds read(BufferedReader in, String name) throws IOException {
    long[] days = new long[MAX_ROWS];
    int[] offsets = new int[MAX_ROWS];
    int rows = 0;
    long expires = -1;
    int number = 0;
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        number++;
        int at = line.indexOf(EXPIRES);
        if (at >= 0) {
          expires = expiry(line.substring(at + EXPIRES.length()).strip());
        } else if (!line.isBlank() && !line.startsWith("#")) {
          String[] words = line.strip().split("\\s+");
          days[rows] = (long) Double.parseDouble(words[0]);
          offsets[rows] = Integer.parseInt(words[4]);
          if (rows > 0
              && (days[rows] <= days[rows - 1] || offsets[rows] != offsets[rows - 1] + 1)) {
            throw new NumberFormatException("not one second more than the row before");
          }
          rows++;
        }
      }
    } catch (DateTimeException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new IOException(name + " line " + number + ": no row of Leap_Second.dat", e);
    }
    if (rows == 0 || expires < 0) {
      throw new IOException(name + ": not a Leap_Second.dat, rows or date of expiry are missing");
    }
    return new LeapSeconds(Arrays.copyOf(days, rows), Arrays.copyOf(offsets, rows), expires);
  }

  private static long expiry(String date) {
    return LocalDate.parse(date, DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH))
        .getLong(JulianFields.MODIFIED_JULIAN_DAY);
  }

  /** Modified Julian day after which the table may miss a leap second. */
  public long expires() {
    return expires;
  }

  /**
   * TAI - UTC on a day.
   *
   * @param mjd modified Julian day in UTC
   * @return seconds
   * @throws IllegalArgumentException before 1972, when UTC had no leap seconds
   */
  public int taiMinusUtc(long mjd) {
    for (int i = startDay.length - 1; i >= 0; i--) {
      if (mjd >= startDay[i]) {
        return offset[i];
      }
    }
    throw before(mjd);
  }

  /** Seconds a day of UTC has: 86400, or 86401 with a leap second at its end. */
  public int lengthOfDay(long mjd) {
    return TaiTime.DAY + taiMinusUtc(mjd + 1) - taiMinusUtc(mjd);
  }

  /**
   * TAI of a time in UTC.
   *
   * @param mjd modified Julian day in UTC
   * @param secondsOfDay since its midnight; 86400 to 86401 is a leap second
   */
  public TaiTime tai(long mjd, double secondsOfDay) {
    return TaiTime.of((mjd - TaiTime.MJD_1970) * TaiTime.DAY + taiMinusUtc(mjd), secondsOfDay);
  }

  /** TAI of a point of the time line of Java, which is UTC without leap seconds. */
  public TaiTime tai(Instant time) {
    long mjd = Math.floorDiv(time.getEpochSecond(), TaiTime.DAY) + TaiTime.MJD_1970;
    return TaiTime.of(time.getEpochSecond() + taiMinusUtc(mjd), time.getNano() * 1e-9);
  }

  /** Index of the leap second period of a time. */
  private int period(long taiSeconds) {
    for (int i = startTai.length - 1; i >= 0; i--) {
      if (taiSeconds >= startTai[i]) {
        return i;
      }
    }
    throw before(Math.floorDiv(taiSeconds, TaiTime.DAY) + TaiTime.MJD_1970);
  }

  /** TAI - UTC at a time, s; during a leap second that before it. */
  int taiMinusUtcAt(long taiSeconds) {
    return offset[period(taiSeconds)];
  }

  /**
   * Modified Julian day in UTC of a time; a leap second belongs to the day it ends.
   *
   * @param taiSeconds whole seconds since 1970 TAI
   */
  public long utcDay(long taiSeconds) {
    int i = period(taiSeconds);
    long day = Math.floorDiv(taiSeconds - offset[i], TaiTime.DAY) + TaiTime.MJD_1970;
    return i + 1 < startDay.length ? Math.min(day, startDay[i + 1] - 1) : day;
  }

  /**
   * Whole seconds since midnight in UTC; 86400 during a leap second.
   *
   * @param taiSeconds whole seconds since 1970 TAI
   */
  public int utcSecondOfDay(long taiSeconds) {
    long midnight = (utcDay(taiSeconds) - TaiTime.MJD_1970) * TaiTime.DAY;
    return (int) (taiSeconds - taiMinusUtcAt(taiSeconds) - midnight);
  }

  private static IllegalArgumentException before(long mjd) {
    return new IllegalArgumentException("MJD " + mjd + ": before 1972 UTC had no leap seconds");
  }
}
