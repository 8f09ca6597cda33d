package io.bluewake.source.zfits;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

/** Times of recordings, with the leap seconds where they count UTC. */
class ClockTest {
  private static Clock digiCam(String date, long seconds) {
    return Clock.of(EventLayout.DIGICAM, date, seconds);
  }

  /** The file of protozfits begins 0.6 s after its first event in UTC, 37.6 s after it in TAI. */
  @Test
  void thePrototypeOfTheDigiCamCountsUtc() {
    assertEquals(Clock.UTC, digiCam("2017-10-31T02:04:55", 1509415494));
  }

  /** A file that sst1mpipe has among its tests. */
  @Test
  void theDigiCamsOfTheArrayCountTai() {
    assertEquals(Clock.TAI, digiCam("2026-01-21T17:07:07", 1769015262));
  }

  @Test
  void withoutAUsefulDateTheYearDecides() {
    for (String date :
        new String[] {"", "yesterday", "2030-01-01T00:00:00", "1970-01-01T00:00:00"}) {
      assertEquals(Clock.UTC, digiCam(date, 1509415494), date);
      assertEquals(Clock.TAI, digiCam(date, 1769015262), date);
    }
  }

  @Test
  void factCountsUtcAndTheCamerasOfCtaoTai() {
    assertEquals(Clock.UTC, Clock.of(EventLayout.FACT, "", 1769015262));
    assertEquals(Clock.TAI, Clock.of(EventLayout.LST, "2020-02-18T21:02:33", 1582059753));
    assertEquals(Clock.TAI, Clock.of(EventLayout.DL0, "", 0));
  }

  @Test
  void leapSecondsAreThoseOfTheDay() {
    assertEquals(1509415494 + 37, Clock.UTC.tai(1509415494));
    assertEquals(1471449680 + 36, Clock.UTC.tai(1471449680), "August 2016");
    assertEquals(1000, Clock.UTC.tai(1000), "before 1972");
    assertEquals(1509415494, Clock.TAI.tai(1509415494));
    assertEquals(0xFFFFFFFFL + 37, Clock.UTC.tai(0xFFFFFFFFL), "whatever is in a damaged file");
  }
}
