package io.bluewake.pixel.statistics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.PixelChunk;
import io.bluewake.spi.PixelAggregator.Moments;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Statistics, outliers and coefficients against theory. */
class PixelStatisticsTest {
  private static PixelChunk chunk(int channels, double[] median, double[] std) {
    Map<String, double[]> columns = new LinkedHashMap<>();
    columns.put("mean", median);
    columns.put("median", median);
    columns.put("std", std);
    long[] events = new long[median.length];
    Arrays.fill(events, 1000);
    return new PixelChunk(
        0,
        1,
        channels,
        median.length / channels,
        columns,
        events,
        new boolean[median.length],
        new boolean[channels]);
  }

  @Test
  void aPixelWithoutValuesHasNone() {
    float nan = Float.NaN;
    Moments m =
        new SigmaClippingStatistics(Configs.of(SigmaClippingStatistics.Config.class))
            .aggregate(new float[][] {{1, nan}, {3, Float.POSITIVE_INFINITY}}, 0, 2);
    assertArrayEquals(new long[] {2, 0}, m.events());
    assertEquals(2, m.mean()[0]);
    assertEquals(2, m.median()[0]);
    assertEquals(1, m.std()[0]);
    assertTrue(Double.isNaN(m.mean()[1]) && Double.isNaN(m.median()[1]));
  }

  @Test
  void onlyTheEventsOfTheChunkCount() {
    float[][] images = {{100}, {1}, {2}, {6}, {100}};
    Moments m =
        new PlainStatistics(Configs.of(PlainStatistics.Config.class)).aggregate(images, 1, 4);
    assertEquals(3, m.mean()[0], 1e-12);
    assertEquals(2, m.median()[0], 1e-12);
  }

  private static boolean[] outliers(double... median) {
    PixelChunk chunk = chunk(1, median, new double[median.length]);
    boolean[] out = new boolean[median.length];
    new MedianOutliers(Configs.of(MedianOutliers.Config.class, Map.of("low", -0.9, "high", 8.0)))
        .detect(chunk, out);
    return out;
  }

  @Test
  void pixelsFarFromTheMedianOfTheCameraAreOutliers() {
    assertArrayEquals(
        new boolean[] {false, false, true, true, false, true},
        outliers(10, 11, 0.5, 101, 9.5, Double.NaN));
  }

  @Test
  void aNegativeMedianOfTheCameraDoesNotMakeAllPixelsOutliers() {
    assertArrayEquals(new boolean[] {false, false, false, true}, outliers(-10, -11, -9, 50));
  }

  @Test
  void channelsAreJudgedApartAndDeviationsByTheSpreadOfTheCamera() {
    double[] std = new double[2 * 20];
    RandomGenerator random = new SplittableRandom(3);
    for (int k = 0; k < std.length; k++) {
      std[k] = (k < 20 ? 1 : 100) + 0.01 * random.nextDouble();
    }
    std[7] = 100;
    boolean[] out = new boolean[40];
    new StdOutliers(
            Configs.of(
                StdOutliers.Config.class,
                Map.of("columns", new String[] {"std"}, "low", -3.0, "high", 3.0)))
        .detect(chunk(2, new double[40], std), out);
    for (int k = 0; k < 40; k++) {
      assertEquals(k == 7, out[k], "pixel " + k);
    }
  }

  @Test
  void valuesOutsideOfARangeAreOutliers() {
    boolean[] out = {false, false, true, false};
    new RangeOutliers(Configs.of(RangeOutliers.Config.class, Map.of("low", 2.0, "high", 38.0)))
        .detect(chunk(1, new double[] {2, 1.9, 20, 38.1}, new double[4]), out);
    assertArrayEquals(new boolean[] {false, true, true, true}, out);
  }

  @Test
  void unknownColumnsAndExchangedLimitsAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new RangeOutliers(
                Configs.of(RangeOutliers.Config.class, Map.of("columns", new String[] {"mode"}))));
    assertThrows(
        IllegalArgumentException.class,
        () -> new StdOutliers(Configs.of(StdOutliers.Config.class, Map.of("low", 11.0))));
  }

  private static final double F2 = 1.222;

  /** Flat fields of so many photo-electrons as theory has them, in pixels of different gains. */
  private static PixelChunk[] flatfield(double light, double[] gain, double flash) {
    int n = gain.length;
    double[] pedestal = new double[n];
    double[] noise = new double[n];
    double[] median = new double[n];
    double[] std = new double[n];
    double[] time = new double[n];
    for (int k = 0; k < n; k++) {
      pedestal[k] = 120 + k;
      noise[k] = 5 * gain[k];
      median[k] = pedestal[k] + light * gain[k];
      std[k] =
          Math.sqrt(
              noise[k] * noise[k]
                  + gain[k] * gain[k] * (F2 * light + flash * flash * light * light));
      time[k] = 18 + 0.1 * (k % 10);
    }
    return new PixelChunk[] {
      chunk(1, pedestal, noise), chunk(1, median, std), chunk(1, time, new double[n])
    };
  }

  private static PixelChunk medians(PixelChunk[] in) {
    return new ExcessNoiseCoefficients(
            Configs.of(ExcessNoiseCoefficients.Config.class, Map.of("level", "median")))
        .calculate(ToyCamera.hexagonal(7), in[0], in[1], in[2], 3, 4);
  }

  private static PixelChunk coefficients(PixelChunk[] in, double quadraticNoise) {
    Camera camera = ToyCamera.hexagonal(7);
    return new ExcessNoiseCoefficients(
            Configs.of(
                ExcessNoiseCoefficients.Config.class, Map.of("quadraticNoise", quadraticNoise)))
        .calculate(camera, in[0], in[1], in[2], 3, 4);
  }

  @Test
  void gainsPedestalsAndTimesComeOutAsTheyWerePutIn() {
    double[] gain = new double[61];
    Arrays.setAll(gain, k -> 40 + k % 7);
    PixelChunk c = coefficients(flatfield(75, gain, 0), 0);
    for (int k = 0; k < gain.length; k++) {
      assertEquals(1 / gain[k], c.values("factor")[k], 1e-12 / gain[k]);
      assertEquals((120 + k) / 12.0, c.values("pedestal_offset")[k], 1e-12);
      assertEquals(0.1 * (k % 10) - 0.4, c.values("time_shift")[k], 1e-9);
      assertFalse(c.outlier()[k]);
    }
    assertTrue(c.valid()[0]);
    assertEquals(3, c.startNs());
  }

  @Test
  void theSpreadOfTheFlashesIsAccountedFor() {
    double[] gain = new double[61];
    Arrays.fill(gain, 50);
    PixelChunk[] in = flatfield(75, gain, 0.03);
    assertEquals(1 / 50.0, coefficients(in, 0.03).values("factor")[0], 1e-12);
    assertTrue(coefficients(in, 0).values("factor")[0] < 0.95 / 50, "fewer electrons without");
  }

  @Test
  void meansCountAndMediansIfTheUserSaysSo() {
    double[] gain = new double[61];
    Arrays.fill(gain, 50);
    PixelChunk[] in = flatfield(75, gain, 0);
    Map<String, double[]> columns = new LinkedHashMap<>();
    in[1].columns().forEach(c -> columns.put(c, in[1].values(c).clone()));
    columns.get("median")[3] -= 0.1 * 75 * 50;
    PixelChunk skewed =
        new PixelChunk(0, 1, 1, 61, columns, in[1].events(), in[1].outlier(), in[1].valid());
    PixelChunk[] all = {in[0], skewed, in[2]};
    assertEquals(1 / 50.0, coefficients(all, 0).values("factor")[3], 1e-12);
    assertEquals(1 / 45.0, medians(all).values("factor")[3], 1e-12);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new ExcessNoiseCoefficients(
                Configs.of(ExcessNoiseCoefficients.Config.class, Map.of("level", "mode"))));
  }

  @Test
  void aPixelWithoutLightIsAnOutlierAndSpoilsNoOther() {
    double[] gain = new double[61];
    Arrays.fill(gain, 50);
    PixelChunk[] in = flatfield(75, gain, 0);
    in[1].values("mean")[4] = in[0].values("mean")[4];
    in[1].values("mean")[5] = Double.NaN;
    in[2].outlier()[6] = true;
    PixelChunk c = coefficients(in, 0);
    assertTrue(c.outlier()[4] && c.outlier()[5] && c.outlier()[6]);
    assertEquals(1 / 50.0, c.values("factor")[0], 1e-12);
    assertTrue(c.valid()[0]);
  }

  @Test
  void tooManyOutliersMakeCoefficientsInvalid() {
    double[] gain = new double[60];
    Arrays.fill(gain, 50);
    PixelChunk[] in = flatfield(75, gain, 0);
    Arrays.fill(in[0].outlier(), 0, 6, true);
    assertFalse(coefficients(in, 0).valid()[0]);
    in[0].outlier()[0] = false;
    assertTrue(coefficients(in, 0).valid()[0]);
  }

  private static double[] twice(double[] high, double low) {
    double[] both = Arrays.copyOf(high, 2 * high.length);
    Arrays.fill(both, high.length, both.length, low);
    return both;
  }

  private static PixelChunk twoChannels(PixelChunk one) {
    int n = one.pixels();
    Map<String, double[]> columns = new LinkedHashMap<>();
    one.columns().forEach(c -> columns.put(c, twice(one.values(c), Double.NaN)));
    boolean[] outlier = new boolean[2 * n];
    Arrays.fill(outlier, n, 2 * n, true);
    return new PixelChunk(
        0, 1, 2, n, columns, Arrays.copyOf(one.events(), 2 * n), outlier, new boolean[2]);
  }

  @Test
  void aLowGainWithoutEventsTakesTheFactorsOfTheHighOne() {
    double[] gain = new double[61];
    Arrays.fill(gain, 50);
    PixelChunk[] in = flatfield(75, gain, 0);
    for (int i = 0; i < in.length; i++) {
      in[i] = twoChannels(in[i]);
    }
    PixelChunk c = coefficients(in, 0);
    assertEquals(1 / 50.0, c.values("factor")[61], 1e-12);
    assertEquals(0, c.values("pedestal_offset")[61]);
    assertFalse(c.outlier()[61]);
    assertTrue(c.valid()[1]);
  }
}
