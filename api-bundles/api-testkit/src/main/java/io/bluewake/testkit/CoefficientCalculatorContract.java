package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.spi.CoefficientCalculator;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link CoefficientCalculator} must do. A subclass says how to create one. */
@Seeded
public abstract class CoefficientCalculatorContract {
  private static final int CHANNELS = 2;
  private static final Camera CAMERA = ToyCamera.hexagonal(61, CHANNELS, 40);
  private static final int PIXELS = CAMERA.pixels();
  private static final int N = CHANNELS * PIXELS;
  private static final double LIGHT = 75;
  private static final double SQUARED_EXCESS_NOISE = 1.222;
  private static final long START = 5_000;
  private static final long END = 9_000;
  private static final List<String> COLUMNS = List.of("pedestal_offset", "factor", "time_shift");

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract CoefficientCalculator create();

  /** Statistics of pedestals, flat fields and peak times. */
  private record Input(PixelChunk pedestal, PixelChunk flatfield, PixelChunk peakTime) {
    /** A camera whose pixels have different gains, in two channels of which one is low. */
    static Input healthy(RandomGenerator random) {
      double[][] v = new double[6][N];
      for (int k = 0; k < N; k++) {
        double gain = (k < PIXELS ? 50 : 3) * random.nextDouble(0.9, 1.1);
        v[0][k] = 400 + 10 * random.nextGaussian();
        v[1][k] = 2 * gain;
        v[2][k] = v[0][k] + LIGHT * gain;
        v[3][k] = Math.sqrt(v[1][k] * v[1][k] + gain * gain * SQUARED_EXCESS_NOISE * LIGHT);
        v[4][k] = 18 + 0.3 * random.nextGaussian();
        v[5][k] = 0.5;
      }
      return new Input(chunk(v[0], v[1]), chunk(v[2], v[3]), chunk(v[4], v[5]));
    }

    private static PixelChunk chunk(double[] median, double[] std) {
      Map<String, double[]> columns = new LinkedHashMap<>();
      columns.put("mean", median.clone());
      columns.put("median", median.clone());
      columns.put("std", std.clone());
      long[] events = new long[N];
      Arrays.fill(events, 1000);
      return new PixelChunk(
          0, 1, CHANNELS, PIXELS, columns, events, new boolean[N], new boolean[] {true, true});
    }

    Input permuted(int[] order) {
      return new Input(
          permuted(pedestal, order), permuted(flatfield, order), permuted(peakTime, order));
    }

    private static PixelChunk permuted(PixelChunk from, int[] order) {
      double[] median = new double[N];
      double[] std = new double[N];
      for (int k = 0; k < N; k++) {
        int old = k / PIXELS * PIXELS + order[k % PIXELS];
        median[k] = from.values("median")[old];
        std[k] = from.values("std")[old];
      }
      return chunk(median, std);
    }

    void lose(int entry) {
      for (PixelChunk chunk : List.of(pedestal, flatfield, peakTime)) {
        chunk.columns().forEach(name -> chunk.values(name)[entry] = Double.NaN);
      }
    }
  }

  private static PixelChunk run(CoefficientCalculator calculator, Input in) {
    return calculator.calculate(CAMERA, in.pedestal(), in.flatfield(), in.peakTime(), START, END);
  }

  private static boolean usable(PixelChunk c, int entry) {
    return c.values("factor")[entry] > 0
        && COLUMNS.stream().allMatch(name -> Double.isFinite(c.values(name)[entry]));
  }

  private static void assertSame(PixelChunk a, PixelChunk b) {
    COLUMNS.forEach(name -> assertArrayEquals(a.values(name), b.values(name), 1e-12, name));
    assertArrayEquals(a.outlier(), b.outlier(), "outliers");
    assertArrayEquals(a.valid(), b.valid(), "valid");
  }

  @Test
  void aHealthyCameraGetsCoefficientsForAllPixels(RandomGenerator random) {
    PixelChunk c = run(create(), Input.healthy(random));
    assertEquals(CHANNELS, c.channels());
    assertEquals(PIXELS, c.pixels());
    assertEquals(START, c.startNs());
    assertEquals(END, c.endNs());
    for (int k = 0; k < N; k++) {
      assertTrue(usable(c, k), "entry " + k);
      assertFalse(c.outlier()[k], "entry " + k);
    }
    assertArrayEquals(new boolean[] {true, true}, c.valid());
  }

  @Test
  void aPixelOfWhichNothingIsKnownIsAnOutlierAndSpoilsNoOther(RandomGenerator random) {
    Input in = Input.healthy(random);
    in.lose(11);
    PixelChunk c = run(create(), in);
    for (int k = 0; k < N; k++) {
      assertEquals(k == 11, c.outlier()[k], "entry " + k);
      assertTrue(k == 11 || usable(c, k), "entry " + k);
    }
  }

  @Test
  void outliersOfTheStatisticsStayOutliers(RandomGenerator random) {
    Input in = Input.healthy(random);
    in.pedestal().outlier()[1] = true;
    in.flatfield().outlier()[2] = true;
    in.peakTime().outlier()[PIXELS + 3] = true;
    PixelChunk c = run(create(), in);
    assertTrue(c.outlier()[1] && c.outlier()[2] && c.outlier()[PIXELS + 3]);
  }

  @Test
  void aCameraWithoutAnyNumbersHasNoValidCoefficients(RandomGenerator random) {
    Input in = Input.healthy(random);
    for (int k = 0; k < N; k++) {
      in.lose(k);
    }
    PixelChunk c = run(create(), in);
    assertArrayEquals(new boolean[CHANNELS], c.valid());
    for (int k = 0; k < N; k++) {
      assertTrue(c.outlier()[k], "entry " + k);
    }
  }

  @Test
  void permutedPixelsGivePermutedCoefficients(RandomGenerator random) {
    Input in = Input.healthy(random);
    int[] order = ToyCamera.randomOrder(PIXELS, random);
    PixelChunk a = run(create(), in);
    PixelChunk b =
        create()
            .calculate(
                ToyCamera.permuted(CAMERA, order),
                in.permuted(order).pedestal(),
                in.permuted(order).flatfield(),
                in.permuted(order).peakTime(),
                START,
                END);
    for (int k = 0; k < N; k++) {
      int old = k / PIXELS * PIXELS + order[k % PIXELS];
      for (String name : COLUMNS) {
        double expected = a.values(name)[old];
        assertTrue(
            Checks.close(expected, b.values(name)[k], 1e-9), name + " of entry " + k + ", " + old);
      }
    }
  }

  @Test
  void statisticsAreNotChanged(RandomGenerator random) {
    Input in = Input.healthy(random);
    Input same = in.permuted(java.util.stream.IntStream.range(0, PIXELS).toArray());
    run(create(), in);
    for (String name : List.of("median", "std")) {
      assertArrayEquals(same.pedestal().values(name), in.pedestal().values(name), name);
      assertArrayEquals(same.flatfield().values(name), in.flatfield().values(name), name);
      assertArrayEquals(same.peakTime().values(name), in.peakTime().values(name), name);
    }
    assertArrayEquals(new boolean[N], in.flatfield().outlier());
  }

  @Test
  void anInstanceKeepsNothingBetweenCalls(RandomGenerator random) {
    Input in = Input.healthy(random);
    CoefficientCalculator calculator = create();
    PixelChunk first = run(calculator, in);
    run(calculator, Input.healthy(random));
    assertSame(first, run(calculator, in));
    assertSame(first, run(create(), in));
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    Input in = Input.healthy(random);
    List<PixelChunk> results =
        Checks.inTwoThreads(
            () -> {
              CoefficientCalculator calculator = create();
              for (int i = 0; i < 20; i++) {
                run(calculator, in);
              }
              return run(calculator, in);
            });
    assertSame(results.get(0), results.get(1));
  }
}
