package io.bluewake.math.pointing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class FocalTrackTest {
  private static final double INF = Double.POSITIVE_INFINITY;

  private final double[] value = new double[4];
  private final double[] variance = new double[4];

  private static FocalTrack track() {
    return new FocalTrack(
        new double[] {100, 110, 130},
        new double[] {0, 0, 0, 0, 1, 2, 0.1, 0, 3, 2, 0.3, 0},
        new double[] {4, 1, 1, INF, 4, 1, 1, INF, 4, 1, INF, INF},
        new double[] {0.1, 0, 0, 0},
        15);
  }

  @Test
  void valuesBetweenMeasurementsAreInterpolated() {
    assertEquals(FocalTrack.State.FRESH, track().at(105, value, variance));
    assertEquals(0.5, value[0], 1e-12);
    assertEquals(1, value[1], 1e-12);
    assertEquals(2 + 0.1 * 2.5, variance[0], 1e-12, "mean of two, and a bridge of the walk");
    assertEquals(0.5, variance[1], 1e-12);
    assertEquals(INF, variance[3]);
    assertEquals(0, value[3]);
  }

  @Test
  void aMeasurementIsTakenAsItIs() {
    track().at(110, value, variance);
    assertEquals(1, value[0]);
    assertEquals(4, variance[0]);
  }

  @Test
  void whatOneSideDoesNotKnowComesFromTheOther() {
    track().at(120, value, variance);
    assertEquals(0.1, value[2]);
    assertEquals(1, variance[2]);
  }

  @Test
  void valuesAreHeldAndBecomeStale() {
    FocalTrack track = track();
    assertEquals(FocalTrack.State.FRESH, track.at(140, value, variance));
    assertEquals(3, value[0]);
    assertEquals(4 + 0.1 * 10, variance[0], 1e-12);
    assertEquals(FocalTrack.State.STALE, track.at(146, value, variance));
    assertEquals(FocalTrack.State.STALE, track.at(80, value, variance));
    assertEquals(0, value[0]);
  }

  @Test
  void withoutMeasurementsNothingIsKnown() {
    FocalTrack empty =
        new FocalTrack(new double[0], new double[0], new double[0], new double[4], 1);
    assertEquals(FocalTrack.State.NONE, empty.at(0, value, variance));
    assertEquals(INF, variance[0]);
    assertThrows(
        IllegalArgumentException.class,
        () -> new FocalTrack(new double[] {2, 1}, new double[8], new double[8], new double[4], 1));
  }
}
