package io.bluewake.source.simulation.telescope;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.math.pointing.FocalTransform;
import io.bluewake.math.pointing.PixelResponse;
import io.bluewake.math.pointing.StarFieldFit;
import io.bluewake.math.sky.AstrometryContext;
import io.bluewake.math.sky.Atmosphere;
import io.bluewake.math.sky.Site;
import io.bluewake.math.sky.SkyModel;
import io.bluewake.math.sky.TaiTime;
import io.bluewake.math.stars.StarCatalog;
import io.bluewake.math.stars.StarField;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StarLightTest {
  private static final double ARCSEC = Math.PI / 648000;
  private static final int START = 1_735_689_637;
  private static final double SINK = 3e-7;
  private static final double TURN = 2e-5;

  private static ArrayModel array() {
    return new ArrayModel(
        "lst-1", new TelescopeState.Imperfection(0.02, 0.005, 0.3, 0.001, 1, 0, 0.02), 3);
  }

  private static StarLight light(ArrayModel array) {
    return new StarLight(
        array.site(),
        new StarLight.Conditions(START, Math.PI, Math.toRadians(70), SINK, TURN, 7.5));
  }

  /** Where a fit to the light of the stars says that the telescope looks. */
  private static double[] found(ArrayModel array, TelescopeState telescope, double time) {
    float[] excess = light(array).pixels(telescope, time);
    double[] variance = new double[excess.length];
    boolean[] good = new boolean[excess.length];
    Arrays.fill(good, true);
    for (int p = 0; p < excess.length; p++) {
      variance[p] = 1 + excess[p];
    }
    double middle = (Math.floor(time / StarLight.STEP) + 0.5) * StarLight.STEP;
    AstrometryContext context =
        SkyModel.shipped()
            .context(
                Site.ofDegrees(
                    array.site().longitudeDeg(), array.site().latitudeDeg(), array.site().height()),
                Atmosphere.NONE,
                TaiTime.of(START, middle));
    StarField field = new StarField(StarCatalog.shipped());
    int n = field.look(context, StarField.year(START), Math.PI, Math.toRadians(70), 0.045, 7.5);
    StarFieldFit fit =
        new StarFieldFit(
            new PixelResponse(telescope.model().camera()),
            new StarFieldFit.Options(
                Math.toRadians(0.018), 0.012, Math.toRadians(0.2), 5, 0, 3, true, false));
    StarFieldFit.Result result =
        fit.fit(variance, good, 0.01, field.lon(), field.lat(), n).orElseThrow();
    assertEquals(1, result.width(), 0.05);
    return result.estimate().value();
  }

  @Test
  void starsShineWhereTheTelescopeReallyLooks() {
    ArrayModel array = array();
    TelescopeState telescope = array.telescopes().get(0);
    double time = 60;
    double[] t = found(array, telescope, time);
    assertTrue(Math.hypot(telescope.errorAzimuth(), telescope.errorAltitude()) > 20 * ARCSEC);
    assertEquals(telescope.errorAzimuth() / ARCSEC, t[FocalTransform.LON] / ARCSEC, 3);
    double sunk = telescope.errorAltitude() - SINK * time;
    assertEquals(sunk / ARCSEC, t[FocalTransform.LAT] / ARCSEC, 3);
    assertEquals(-TURN * time, t[FocalTransform.ROTATION], 1e-3);
  }

  @Test
  void lightIsMadeOncePerStep() {
    ArrayModel array = array();
    StarLight light = light(array);
    TelescopeState telescope = array.telescopes().get(0);
    float[] first = light.pixels(telescope, 10.01);
    assertSame(first, light.pixels(telescope, 10.2));
    assertNotSame(first, light.pixels(telescope, 11));
  }

  @Test
  void variancesOfBrighterPixelsAreInProportion() {
    ArrayModel array = array();
    TelescopeState telescope = array.telescopes().get(0);
    float[] stars = new float[telescope.model().camera().pixels()];
    stars[100] = 8;
    stars[200] = 24;
    NoiseTrace[][] noise = telescope.noise(1, 1, FieldState.STILL, stars);
    // Electronic noise is the same in all, the square of the gain is known.
    double dark = variance(telescope.noise(0, 1, FieldState.STILL, new float[0])[0][100]);
    double plain = (variance(noise[0][300]) - dark) / square(telescope.gain()[300]);
    double nine = (variance(noise[0][100]) - dark) / square(telescope.gain()[100]);
    double all = (variance(noise[0][200]) - dark) / square(telescope.gain()[200]);
    assertEquals(9, nine / plain, 0.5);
    assertEquals(25, all / plain, 1.3);
  }

  private static double square(double x) {
    return x * x;
  }

  private static double variance(NoiseTrace noise) {
    short[] trace = noise.counts();
    double sum = 0;
    double squares = 0;
    for (short x : trace) {
      sum += x;
      squares += (double) x * x;
    }
    double mean = sum / trace.length;
    return squares / trace.length - mean * mean;
  }
}
