package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.model.TimeSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Look-up of monitoring data in time. */
class MonitoringModelTest {
  private static PixelChunk chunk(long start, long end, double value) {
    return ToyMonitoring.chunk(start, end, 2, 3, Map.of("factor", value));
  }

  private static double at(PixelSeries series, long time) {
    return series.chunk(series.find(time)).values("factor")[0];
  }

  @Test
  void theChunkThatHoldsIsFoundAndOfSeveralTheOneThatStartedLast() {
    PixelSeries s = PixelSeries.of(List.of(chunk(20, 39, 2), chunk(0, 25, 1), chunk(50, 59, 3)));
    assertEquals(1, at(s, 0));
    assertEquals(1, at(s, 19));
    assertEquals(2, at(s, 20));
    assertEquals(2, at(s, 39));
    assertEquals(3, at(s, 55));
    assertFalse(s.isStale(39));
  }

  @Test
  void aChunkThatIsValidIsPreferredToOneThatIsNot() {
    PixelChunk faulty = chunk(20, 39, 2);
    faulty.valid()[1] = false;
    PixelSeries s = PixelSeries.of(List.of(chunk(0, 25, 1), faulty, chunk(35, 50, 3)));
    assertEquals(1, at(s, 25));
    assertEquals(2, at(s, 30));
    assertEquals(3, at(s, 36));
    PixelSeries two = PixelSeries.merged(List.of(s, PixelSeries.of(List.of(chunk(0, 99, 4)))));
    assertEquals(2, at(two, 30), "the order of the sources comes first");
  }

  @Test
  void withoutAChunkThatHoldsTheNearestOneIsStale() {
    PixelSeries s = PixelSeries.of(List.of(chunk(10, 20, 1), chunk(40, 50, 2)));
    assertEquals(1, at(s, 0));
    assertEquals(1, at(s, 29));
    assertEquals(2, at(s, 31));
    assertEquals(2, at(s, 1000));
    assertTrue(s.isStale(0) && s.isStale(30) && s.isStale(51));
    assertEquals(-1, PixelSeries.EMPTY.find(5));
    assertTrue(PixelSeries.EMPTY.isStale(5));
  }

  @Test
  void theFirstSourceDecidesWhereItHoldsAndTheNextOneElsewhere() {
    PixelSeries s =
        PixelSeries.merged(
            List.of(
                PixelSeries.of(List.of(chunk(10, 20, 1))),
                PixelSeries.of(List.of(chunk(0, 99, 2)))));
    assertEquals(1, at(s, 15));
    assertEquals(2, at(s, 25));
    assertEquals(2, at(s, 200));
  }

  @Test
  void aChunkWithoutTimesHoldsAlways() {
    PixelSeries s = PixelSeries.of(List.of(chunk(Long.MIN_VALUE, Long.MAX_VALUE, 7)));
    assertFalse(s.isStale(0) || s.isStale(Long.MAX_VALUE) || s.isStale(-5));
    double[] out = new double[6];
    assertTrue(s.interpolate(123, "factor", out));
    assertEquals(7, out[5]);
  }

  @Test
  void valuesAreInterpolatedBetweenTheCentresOfChunks() {
    PixelSeries s = PixelSeries.of(List.of(chunk(0, 10, 1), chunk(20, 30, 3), chunk(40, 50, 4)));
    double[] out = new double[6];
    double[][] expected = {
      {0, 1}, {5, 1}, {10, 1.5}, {15, 2}, {25, 3}, {35, 3.5}, {45, 4}, {99, 4}
    };
    for (double[] e : expected) {
      assertTrue(s.interpolate((long) e[0], "factor", out));
      assertEquals(e[1], out[3], 1e-12, "at " + e[0]);
    }
    assertFalse(PixelSeries.EMPTY.interpolate(0, "factor", out));
  }

  @Test
  void outliersDoNotEnterAnInterpolation() {
    PixelChunk bad = chunk(0, 10, 1);
    bad.outlier()[2] = true;
    PixelChunk none = chunk(20, 30, 3);
    none.values("factor")[4] = Double.NaN;
    none.outlier()[5] = true;
    bad.outlier()[5] = true;
    double[] out = new double[6];
    assertTrue(PixelSeries.of(List.of(bad, none)).interpolate(15, "factor", out));
    assertArrayEquals(new double[] {2, 2, 3, 2, 1, Double.NaN}, out, 1e-12);
  }

  @Test
  void shapesMustAgree() {
    PixelChunk other = ToyMonitoring.chunk(0, 1, 1, 3, Map.of("factor", 1.0));
    assertThrows(
        IllegalArgumentException.class, () -> PixelSeries.of(List.of(chunk(0, 1, 1), other)));
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new PixelChunk(
                0,
                1,
                1,
                3,
                Map.of("factor", new double[2]),
                new long[3],
                new boolean[3],
                new boolean[1]));
    assertThrows(IllegalArgumentException.class, () -> chunk(0, 1, 1).values("gain"));
  }

  private static TimeSeries azimuth(long[] times, double... degrees) {
    return new TimeSeries(times, times, Map.of("azimuth", degrees), Map.of("azimuth", "deg"), 10);
  }

  @Test
  void numbersAreInterpolatedAndAnglesTakeTheShortWay() {
    TimeSeries s = azimuth(new long[] {0, 10, 30}, 350, 10, 20);
    assertEquals(360, s.at(5, "azimuth"), 1e-12);
    assertEquals(375, s.at(20, "azimuth"), 1e-12);
    assertEquals(350, s.at(-5, "azimuth"), 1e-12);
    assertEquals(380, s.at(35, "azimuth"), 1e-12);
    assertFalse(s.isStale(5) || s.isStale(-10) || s.isStale(10) || s.isStale(40));
    assertTrue(s.isStale(20) && s.isStale(-11) && s.isStale(41));
    assertThrows(IllegalArgumentException.class, () -> azimuth(new long[] {5, 4}, 1, 2));
  }

  @Test
  void aStaleSeriesGivesWayToTheNextSource() {
    String name = TelescopeMonitoring.POINTING;
    TelescopeMonitoring first =
        TelescopeMonitoring.of(Map.of(), Map.of(name, azimuth(new long[] {0, 10}, 1, 1)));
    TelescopeMonitoring second =
        TelescopeMonitoring.of(Map.of(), Map.of(name, azimuth(new long[] {0, 100}, 2, 2)));
    TelescopeMonitoring both = TelescopeMonitoring.merged(List.of(first, second));
    assertEquals(1, both.series(name, 15).at(15, "azimuth"));
    assertEquals(2, both.series(name, 100).at(100, "azimuth"));
    assertEquals(1, both.series(name, 500).at(500, "azimuth"));
    assertEquals(0, both.series("cdm", 0).size());
    assertTrue(TelescopeMonitoring.NONE.isEmpty() && !both.isEmpty());
  }

  @Test
  void skyPedestalsComeBeforeUnspecifiedOnes() {
    TelescopeMonitoring plain =
        ToyMonitoring.of(TelescopeMonitoring.PEDESTAL_IMAGE, chunk(0, 9, 1));
    assertEquals(1, at(plain.pedestalImage(), 5));
    TelescopeMonitoring sky =
        ToyMonitoring.of(TelescopeMonitoring.SKY_PEDESTAL_IMAGE, chunk(0, 9, 2));
    assertEquals(2, at(TelescopeMonitoring.merged(List.of(plain, sky)).pedestalImage(), 5));
  }
}
