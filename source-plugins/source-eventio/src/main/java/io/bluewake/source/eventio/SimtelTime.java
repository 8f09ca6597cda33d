package io.bluewake.source.eventio;

/** Unix time (UTC, as the simulation writes it) to TAI. */
final class SimtelTime {
  private static final long UNITS_PER_SECOND = 4_000_000_000L;
  private static final double DAY = 86400;
  private static final double MJD_1970 = 40587;

  /** First Unix second with each difference TAI - UTC, from 10 s on (IERS Bulletin C). */
  private static final long[] SINCE = {
    63072000,
    78796800,
    94694400,
    126230400,
    157766400,
    189302400,
    220924800,
    252460800,
    283996800,
    315532800,
    362793600,
    394329600,
    425865600,
    489024000,
    567993600,
    631152000,
    662688000,
    709948800,
    741484800,
    773020800,
    820454400,
    867715200,
    915148800,
    1136073600,
    1230768000,
    1341100800,
    1435708800,
    1483228800
  };

  private SimtelTime() {}

  /** TAI - UTC in seconds at a Unix time; before 1972 the difference drifted. */
  static double taiMinusUtc(long unix) {
    if (unix < SINCE[0]) {
      return 4.213170 + (unix / DAY + MJD_1970 - 39126) * 0.002592;
    }
    int n = SINCE.length;
    while (unix < SINCE[n - 1]) {
      n--;
    }
    return 9 + n;
  }

  /**
   * Seconds since 1970 TAI of a time.
   *
   * @param unix Unix seconds
   * @param units quarter nanoseconds after that, any size, from {@link #units}
   */
  static int taiSeconds(long unix, long units) {
    double shift = taiMinusUtc(unix);
    long whole = (long) Math.floor(shift);
    long rest = Math.round((shift - whole) * UNITS_PER_SECOND);
    long seconds = unix + whole + Math.floorDiv(units + rest, UNITS_PER_SECOND);
    return (int) Math.max(0, Math.min(seconds, 0xFFFFFFFFL));
  }

  /** Quarter nanoseconds in the second of the same time. */
  static int taiQuarterNs(long unix, long units) {
    double shift = taiMinusUtc(unix);
    long rest = Math.round((shift - Math.floor(shift)) * UNITS_PER_SECOND);
    return (int) Math.floorMod(units + rest, UNITS_PER_SECOND);
  }

  /** Quarter nanoseconds of a number of nanoseconds and a further time, ns. */
  static long units(int nanoseconds, float further) {
    double sum = 4.0 * nanoseconds + 4.0 * further;
    return Double.isFinite(sum) ? (long) Math.rint(sum) : 0;
  }

  /** Modified Julian date, TAI, of a Unix time. */
  static double taiMjd(long unix) {
    return MJD_1970 + (unix + taiMinusUtc(unix)) / DAY;
  }
}
