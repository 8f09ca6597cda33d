package io.bluewake.math.sky;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TaiTimeTest {
  @Test
  void secondsAreWholeAndTheRestIsBelowOne() {
    assertEquals(new TaiTime(9, 0.75), TaiTime.of(10, -0.25));
    assertEquals(new TaiTime(13, 0.5), TaiTime.of(10, 3.5));
    assertEquals(new TaiTime(10, 0), TaiTime.of(10, -1e-20));
    assertEquals(new TaiTime(8, 0.5), new TaiTime(10, 0.25).plus(-1.75));
  }

  @Test
  void julianDatesBeginIn1970() {
    assertEquals(new TaiTime(0, 0), TaiTime.ofMjd(40587.0));
    assertEquals(new TaiTime(43200, 0), TaiTime.ofMjd(40587.5));
    assertEquals(new TaiTime(-86400, 0.5), TaiTime.ofMjd(40586, 0.5));
    assertEquals(60000.25, TaiTime.ofMjd(60000.25).mjd());
  }

  @Test
  void quarterNanosecondsAreKept() {
    TaiTime time = TaiTime.ofQuarterNanoseconds(1_700_000_000L, 3_999_999_999L);
    assertEquals(0.99999999975, time.fraction(), 1e-15);
    assertEquals(0.99999999975, time.since(new TaiTime(1_700_000_000L, 0)), 1e-15);
  }

  @Test
  void centuriesCountFromJ2000OfTerrestrialTime() {
    // 2000-01-01T12:00:00 TT is 11:59:27.816 TAI.
    TaiTime j2000 = TaiTime.ofMjd(51544, 43200 - 32.184);
    assertEquals(0, TaiTime.centuries(j2000.seconds(), j2000.fraction()), 1e-15);
    assertEquals(1, TaiTime.centuries(j2000.seconds() + 36525L * 86400, j2000.fraction()), 1e-15);
  }

  @Test
  void barycentricTimeIsThatOfTheLongSeriesOfSofa() {
    // Computed by erfa.dtdb at the centre of the Earth, at JD 2453000.5, 2457455.5 and 2461000.5.
    assertEquals(-0.0002137, TaiTime.tdbMinusTt((2453000.5 - 2451545) / 36525), 1e-5);
    assertEquals(0.0014913, TaiTime.tdbMinusTt((2457455.5 - 2451545) / 36525), 1e-5);
    assertEquals(-0.0011332, TaiTime.tdbMinusTt((2461000.5 - 2451545) / 36525), 1e-5);
  }
}
