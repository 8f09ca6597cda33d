package io.bluewake.source.zfits;

import io.bluewake.math.sky.LeapSeconds;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.OptionalLong;

/**
 * What the seconds of a recording count. Those of CTAO, and of LST-1 before, are TAI. FACT stores
 * Unix time, which is UTC. The clock of the DigiCam showed UTC in its prototype of 2017 and shows
 * TAI in the telescopes of 2022: the first event comes within seconds of the date of the file,
 * which is UTC, in one of the two.
 */
enum Clock {
  /** International atomic time. */
  TAI,
  /** Unix time. */
  UTC;

  private static final LeapSeconds LEAP_SECONDS = LeapSeconds.shipped();

  /** Start of 1972, before which UTC had no leap seconds. */
  private static final long FIRST = 63_072_000;

  /** Start of 2022, when the DigiCam got the clock of an array. */
  private static final long ARRAY = 1_640_995_200;

  /**
   * The clock of a camera.
   *
   * @param date when the file was begun, text of a FITS header in UTC; empty if it is not said
   * @param firstSeconds time of the first event as it is stored
   */
  static Clock of(EventLayout layout, String date, long firstSeconds) {
    return switch (layout) {
      case FACT -> UTC;
      case DIGICAM -> digiCam(seconds(date), firstSeconds);
      default -> TAI;
    };
  }

  private static Clock digiCam(OptionalLong date, long seconds) {
    long ahead = UTC.tai(seconds) - seconds;
    if (date.isPresent()) {
      long ifUtc = Math.abs(seconds - date.getAsLong());
      long ifTai = Math.abs(seconds - ahead - date.getAsLong());
      if (Math.min(ifUtc, ifTai) < ahead / 2) {
        return ifUtc <= ifTai ? UTC : TAI;
      }
    }
    return seconds < ARRAY ? UTC : TAI;
  }

  /** A date in Unix time, if it is one. */
  private static OptionalLong seconds(String date) {
    try {
      return OptionalLong.of(LocalDateTime.parse(date).toEpochSecond(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return OptionalLong.empty();
    }
  }

  /** Seconds since 1970 TAI of what is stored; the same before 1972. */
  long tai(long seconds) {
    if (this == TAI || seconds < FIRST) {
      return seconds;
    }
    return LEAP_SECONDS.tai(Instant.ofEpochSecond(seconds)).seconds();
  }
}
