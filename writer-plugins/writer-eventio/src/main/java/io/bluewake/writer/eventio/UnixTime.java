package io.bluewake.writer.eventio;

/** TAI to Unix time, as sim_telarray files have it. */
final class UnixTime {
  /** TAI - UTC since 2017 (IERS Bulletin C). */
  private static final int SINCE_2017 = 37;

  private UnixTime() {}

  /** Unix seconds of seconds since 1970 TAI, of times since 2017. */
  static int seconds(int tai) {
    return tai - SINCE_2017;
  }
}
