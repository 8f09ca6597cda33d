package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraReadout;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Light of the night sky by Campbell's theorem. */
class NightSkyTest {
  private static final int PIXELS = 5;
  private static final int SAMPLES = 40;
  private static final double ELECTRONICS = 0.07;

  /** Every photo-electron has charge 1. */
  private static final Map<String, Object> OPTIONS =
      Map.of(
          "electronicsPe", ELECTRONICS,
          "lowGainElectronicsPe", 0.3,
          "starFactor", 2.0,
          "spreadPe", 0.0,
          "afterpulses", 0.0,
          "afterpulseFromPe", 4.0,
          "afterpulseScalePe", 5.0);

  /** No reference pulse: all charge of a photo-electron is in one sample, or in two beside. */
  private static CameraReadout readout() {
    return new CameraReadout("toy", 1, 1, PIXELS, SAMPLES, new double[0][], 0);
  }

  private static PixelSeries chunk(String column, double[] values, boolean... outliers) {
    int n = values.length;
    Map<String, double[]> columns = new HashMap<>();
    columns.put(column, values);
    return PixelSeries.of(
        List.of(
            new PixelChunk(
                0,
                10,
                n / PIXELS,
                PIXELS,
                columns,
                new long[n],
                outliers.length == 0 ? new boolean[n] : outliers,
                new boolean[n / PIXELS])));
  }

  private static double[] rates(PixelSeries sky) {
    return sky.chunk(0).values(TelescopeMonitoring.NSB_RATE);
  }

  private static PixelSeries sky(double[] variances, PixelSeries coefficients) {
    return sky(variances, PixelSeries.EMPTY, coefficients);
  }

  private static PixelSeries sky(double[] variances, PixelSeries dark, PixelSeries coefficients) {
    return NightSky.of(OPTIONS, readout(), SAMPLES)
        .orElseThrow()
        .series(chunk("mean", variances), dark, coefficients);
  }

  private static double[] of(double value) {
    double[] all = new double[PIXELS];
    Arrays.fill(all, value);
    return all;
  }

  @Test
  void electronicNoiseAloneIsNoLightAndLightAddsInProportion() {
    double noise = ELECTRONICS * ELECTRONICS * (1 - 1.0 / SAMPLES);
    assertEquals(0, rates(sky(of(noise), PixelSeries.EMPTY))[0], 1e-12);
    assertEquals(0, rates(sky(of(noise / 2), PixelSeries.EMPTY))[0], 1e-12);
    double one = rates(sky(of(noise + 0.1), PixelSeries.EMPTY))[0];
    double three = rates(sky(of(noise + 0.3), PixelSeries.EMPTY))[0];
    assertTrue(one > 0);
    assertEquals(3, three / one, 1e-9);
  }

  @Test
  void aPixelMuchBrighterThanTheMedianHasAStar() {
    double[] variances = of(0.3);
    variances[1] = 0.9;
    variances[3] = Double.NaN;
    PixelSeries sky = sky(variances, PixelSeries.EMPTY);
    double[] stars = sky.chunk(0).values(TelescopeMonitoring.STAR_MASK);
    assertEquals("[0.0, 1.0, 0.0, 0.0, 0.0]", Arrays.toString(stars));
    assertTrue(Double.isNaN(rates(sky)[3]));
    assertTrue(
        NightSky.summary(sky).endsWith("per ns and pixel (median), 1 pixel with a star"),
        NightSky.summary(sky));
  }

  @Test
  void countsBecomePhotoElectronsByTheCoefficients() {
    boolean[] outliers = new boolean[PIXELS];
    outliers[2] = true;
    outliers[3] = true;
    double[] factor = of(0.1);
    factor[2] = 0.5;
    PixelSeries coefficients = chunk("factor", factor, outliers);
    double[] counts = rates(sky(of(30), coefficients));
    assertEquals(rates(sky(of(0.3), PixelSeries.EMPTY))[0], counts[0], 1e-12);
    assertTrue(Double.isNaN(counts[2]), "a pixel with a fault is unknown");
    assertEquals(counts[0], counts[3], 1e-12, "an outlier because of a star is none here");
  }

  @Test
  void optionsOfAnotherCleaningSayNothing() {
    Map<String, Object> other = Map.of("picturePe", 10.0);
    assertEquals(Optional.empty(), NightSky.of(other, readout(), SAMPLES));
  }

  @Test
  void pedestalsInTheDarkTellTheNoiseOfEachPixel() {
    double[] dark = of(0.1);
    dark[1] = 0.2;
    dark[2] = Double.NaN;
    double[] rates = rates(sky(of(0.5), chunk("mean", dark), PixelSeries.EMPTY));
    assertEquals(4 / 3.0, rates[0] / rates[1], 1e-9);
    assertEquals(rates(sky(of(0.5), PixelSeries.EMPTY))[2], rates[2], 1e-12, "by the option");
  }

  @Test
  void withoutAnyPixelNothingIsKnown() {
    assertEquals("night sky unknown", NightSky.summary(sky(of(Double.NaN), PixelSeries.EMPTY)));
  }
}
