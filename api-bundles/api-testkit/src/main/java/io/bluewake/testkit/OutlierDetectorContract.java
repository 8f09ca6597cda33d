package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.PixelChunk;
import io.bluewake.spi.OutlierDetector;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link OutlierDetector} must do. A subclass says how to create one. */
@Seeded
public abstract class OutlierDetectorContract {
  private static final int CHANNELS = 2;
  private static final int PIXELS = 61;
  private static final List<String> COLUMNS = List.of("mean", "median", "std");

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract OutlierDetector create();

  /**
   * Mean and median of a healthy pixel under the options of {@link #create}; a tenth of it is its
   * standard deviation.
   */
  protected double healthy() {
    return 70;
  }

  private PixelChunk chunk(int pixels, Map<String, double[]> columns) {
    long[] events = new long[CHANNELS * pixels];
    Arrays.fill(events, 1000);
    return new PixelChunk(
        0, 1, CHANNELS, pixels, columns, events, new boolean[CHANNELS * pixels], new boolean[2]);
  }

  /** Pixels that differ by some percent; some are far off or have nothing. */
  private Map<String, double[]> values(RandomGenerator random) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : COLUMNS) {
      double[] column = new double[CHANNELS * PIXELS];
      for (int k = 0; k < column.length; k++) {
        double value = healthy() * (1 + 0.03 * random.nextGaussian());
        column[k] = name.equals("std") ? value / 10 : value;
        column[k] *= random.nextInt(15) == 0 ? 1e3 * random.nextGaussian() : 1;
      }
      columns.put(name, column);
    }
    int lost = random.nextInt(CHANNELS * PIXELS);
    columns.values().forEach(column -> column[lost] = Double.NaN);
    return columns;
  }

  private static boolean[] run(OutlierDetector detector, PixelChunk chunk) {
    boolean[] outlier = new boolean[chunk.channels() * chunk.pixels()];
    detector.detect(chunk, outlier);
    return outlier;
  }

  private static double[] permuted(double[] values, int[] order) {
    double[] result = new double[values.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = values[k / PIXELS * PIXELS + order[k % PIXELS]];
    }
    return result;
  }

  @Test
  void aCameraWithoutPixelsIsEndured() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    COLUMNS.forEach(name -> columns.put(name, new double[0]));
    assertEquals(0, run(create(), chunk(0, columns)).length);
  }

  @Test
  void equalHealthyPixelsAreNoOutliers() {
    Map<String, Double> same =
        Map.of("mean", healthy(), "median", healthy(), "std", healthy() / 10);
    boolean[] outlier = run(create(), ToyMonitoring.chunk(0, 1, CHANNELS, PIXELS, same));
    assertArrayEquals(new boolean[CHANNELS * PIXELS], outlier);
  }

  @Test
  void aPixelOfWhichNothingIsKnownIsAnOutlier() {
    Map<String, double[]> columns = new LinkedHashMap<>();
    for (String name : COLUMNS) {
      double[] column = new double[CHANNELS * PIXELS];
      Arrays.fill(column, name.equals("std") ? healthy() / 10 : healthy());
      column[PIXELS + 3] = Double.NaN;
      columns.put(name, column);
    }
    boolean[] expected = new boolean[CHANNELS * PIXELS];
    expected[PIXELS + 3] = true;
    assertArrayEquals(expected, run(create(), chunk(PIXELS, columns)));
  }

  @Test
  void aCameraWithoutAnyNumbersIsEndured() {
    Map<String, Double> none = Map.of("mean", Double.NaN, "median", Double.NaN, "std", Double.NaN);
    for (boolean o : run(create(), ToyMonitoring.chunk(0, 1, CHANNELS, PIXELS, none))) {
      assertTrue(o, "a pixel without numbers is an outlier");
    }
  }

  @Test
  void marksThatAreThereStay(RandomGenerator random) {
    PixelChunk chunk = chunk(PIXELS, values(random));
    boolean[] marks = new boolean[CHANNELS * PIXELS];
    boolean[] before = new boolean[marks.length];
    for (int k = 0; k < marks.length; k++) {
      before[k] = random.nextBoolean();
      marks[k] = before[k];
    }
    create().detect(chunk, marks);
    boolean[] alone = run(create(), chunk);
    for (int k = 0; k < marks.length; k++) {
      assertEquals(before[k] || alone[k], marks[k], "entry " + k);
    }
  }

  @Test
  void permutedPixelsGivePermutedMarks(RandomGenerator random) {
    Map<String, double[]> columns = values(random);
    int[] order = ToyCamera.randomOrder(PIXELS, random);
    Map<String, double[]> permuted = new LinkedHashMap<>();
    columns.forEach((name, column) -> permuted.put(name, permuted(column, order)));
    boolean[] expected = run(create(), chunk(PIXELS, columns));
    boolean[] found = run(create(), chunk(PIXELS, permuted));
    for (int k = 0; k < found.length; k++) {
      assertEquals(expected[k / PIXELS * PIXELS + order[k % PIXELS]], found[k], "entry " + k);
    }
  }

  @Test
  void statisticsAreNotChanged(RandomGenerator random) {
    Map<String, double[]> columns = values(random);
    Map<String, double[]> before = new LinkedHashMap<>();
    columns.forEach((name, column) -> before.put(name, column.clone()));
    PixelChunk chunk = chunk(PIXELS, columns);
    run(create(), chunk);
    columns.forEach((name, column) -> assertArrayEquals(before.get(name), column, name));
    assertArrayEquals(new boolean[CHANNELS * PIXELS], chunk.outlier(), "marks of the chunk itself");
  }

  @Test
  void anInstanceKeepsNothingBetweenChunks(RandomGenerator random) {
    PixelChunk one = chunk(PIXELS, values(random));
    OutlierDetector detector = create();
    boolean[] first = run(detector, one);
    run(detector, chunk(PIXELS, values(random)));
    assertArrayEquals(first, run(detector, one));
    assertArrayEquals(first, run(create(), one));
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    PixelChunk chunk = chunk(PIXELS, values(random));
    List<boolean[]> results =
        Checks.inTwoThreads(
            () -> {
              OutlierDetector detector = create();
              for (int i = 0; i < 50; i++) {
                run(detector, chunk);
              }
              return run(detector, chunk);
            });
    assertArrayEquals(results.get(0), results.get(1));
  }
}
