package io.bluewake.reco.stereo.intersection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.spi.Reconstructor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.GeometryContract;
import io.bluewake.testkit.Seeded;
import io.bluewake.testkit.StereoScene;
import io.bluewake.testkit.StereoScene.Image;
import io.bluewake.testkit.StereoScene.Shower;
import org.junit.jupiter.api.Test;

@Seeded
class HillasIntersectionTest extends GeometryContract {
  @Override
  protected Reconstructor reconstructor() {
    return new HillasIntersection(Configs.of(HillasIntersection.Config.class));
  }

  @Override
  protected double heightTolerance(Shower shower) {
    // In small angles the height is along the axis of the array, not of the shower.
    return 0.1 * shower.height();
  }

  @Override
  protected double numbersTolerance() {
    return 1e-4;
  }

  @Override
  protected boolean givesCoreDirections() {
    return false;
  }

  @Test
  void spreadOfTheCrossingPointsIsTheUncertainty() {
    // Axes along 0, 90 and 45 degrees with the array straight up: all numbers by hand.
    StereoScene in = new StereoScene(ARRAY).event(0, 90);
    in.image(new Image(0, 0, 90, 1, 0, 0, 600, 0.3, 0.1), true);
    in.image(new Image(1, 0, 90, 0, 1, 90, 600, 0.3, 0.1), true);
    in.image(new Image(2, 0, 90, 0, -0.5, 45, 600, 0.3, 0.1), true);

    Result result = reconstruct(in);

    // Crossings (0, 0), (0.5, 0), (0, -0.5) with weights 1, s, s for s = sin 45 degrees.
    double s = Math.sqrt(0.5);
    double mean = 0.5 * s / (1 + 2 * s);
    double square = 0.25 * s / (1 + 2 * s);
    double uncert = Math.sqrt(2 * (square - mean * mean));
    assertEquals(uncert, result.get(0, "alt_uncert"), 1e-3);
    assertEquals(uncert, result.get(0, "az_uncert"), 1e-3);
    assertEquals(90 - mean * Math.sqrt(2), result.get(0, "alt"), 1e-3);
    assertTrue(result.get(0, "core_tilted_uncert_x") > 0);
    assertTrue(result.get(0, "core_tilted_uncert_y") > 0);
    assertTrue(Double.isNaN(result.get(0, "core_uncert_x")));
  }

  @Test
  void directionsFarOutsideAreNotValid() {
    // Almost parallel axes that cross 60 degrees away.
    double psi = Math.toDegrees(Math.atan2(1, 60));
    StereoScene in = new StereoScene(ARRAY).event(0, 70);
    in.image(new Image(0, 0, 70, 0, 1, -psi, 600, 0.3, 0.1), true);
    in.image(new Image(1, 0, 70, 0, -1, psi, 600, 0.3, 0.1), true);
    assertNothing(reconstruct(in), 0, 2, "far outside");
  }

  @Test
  void maximumAboveTheAtmosphereIsMissing() {
    // Centroids at the crossing point: no parallax.
    StereoScene in = new StereoScene(ARRAY).event(0, 70);
    in.image(new Image(0, 0, 70, 0.5, 0.5, 30, 600, 0.3, 0.1), true);
    in.image(new Image(1, 0, 70, 0.501, 0.5, 120, 600, 0.3, 0.1), true);
    Result result = reconstruct(in);
    assertTrue(result.isValid(0));
    assertTrue(Double.isNaN(result.get(0, "h_max")));
  }

  @Test
  void parallelPairsDoNotCount() {
    StereoScene with = new StereoScene(ARRAY).event(0, 70);
    StereoScene two = new StereoScene(ARRAY).event(0, 70);
    for (StereoScene in : new StereoScene[] {with, two}) {
      in.image(new Image(0, 0, 70, 1, 0, 0, 600, 0.3, 0.1), true);
      in.image(new Image(1, 0, 70, 0, 1, 90, 600, 0.3, 0.1), true);
    }
    with.image(new Image(2, 0, 70, 1, 0, 0, 600, 0.3, 0.1), true);
    Result result = reconstruct(with);
    assertTrue(result.isValid(0));
    assertEquals(reconstruct(two).get(0, "alt"), result.get(0, "alt"), 1e-5);
    assertEquals(reconstruct(two).get(0, "az"), result.get(0, "az"), 1e-5);
  }
}
