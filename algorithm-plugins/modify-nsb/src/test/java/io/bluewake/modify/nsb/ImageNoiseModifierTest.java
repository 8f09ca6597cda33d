package io.bluewake.modify.nsb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Camera;
import io.bluewake.model.EventBatch;
import io.bluewake.model.ImageBatch;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Moments against those of the distributions, which are those of ctapipe's image modifier. */
class ImageNoiseModifierTest {
  private static final int PIXELS = 61;
  private static final int ROWS = 20_000;
  private static final int CENTRE = 0;
  private final Camera camera = ToyCamera.hexagonal(PIXELS);

  private ImageBatch modified(float charge, Map<String, Object> values) {
    EventBatch batch = Events.batch(camera, 1, ROWS);
    ImageBatch images = batch.cameras().get(0).images();
    for (int row = 0; row < ROWS; row++) {
      images.charge()[images.base(row) + CENTRE] = charge;
    }
    new ImageNoiseModifier(Configs.of(ImageNoiseModifier.Config.class, values))
        .modifyImages(batch, batch.cameras().get(0));
    return images;
  }

  private static double[] moments(ImageBatch images, int pixel) {
    double sum = 0;
    double squares = 0;
    for (int row = 0; row < ROWS; row++) {
      double q = images.charge(row, pixel);
      sum += q;
      squares += q * q;
    }
    double mean = sum / ROWS;
    return new double[] {mean, squares / ROWS - mean * mean};
  }

  @Test
  void nothingIsDoneByDefault() {
    ImageBatch images = modified(20, Map.of());
    assertArrayEquals(new double[] {20, 0}, moments(images, CENTRE), 1e-9);
  }

  @Test
  void noiseDependsOnBrightnessAndBiasIsOfDimPixels() {
    ImageBatch images =
        modified(
            20, Map.of("transitionPe", 8, "dimBiasPe", 0.5, "dimNoisePe", 2, "brightNoisePe", 6));
    assertArrayEquals(new double[] {20, 6}, moments(images, CENTRE), 0.2);
    assertArrayEquals(new double[] {0.5, 2}, moments(images, PIXELS - 1), 0.08);
  }

  @Test
  void meanMayStay() {
    ImageBatch images = modified(0, Map.of("dimNoisePe", 2, "subtractMean", false));
    assertEquals(2, moments(images, CENTRE)[0], 0.05);
  }

  @Test
  void lightMovesToNeighboursAndIsConservedInside() {
    ImageBatch images = modified(60, Map.of("psfSmearFraction", 0.3));
    assertArrayEquals(new double[] {42, 18}, moments(images, CENTRE), 0.6);
    int neighbor = camera.neighbors().indices()[camera.neighbors().offsets()[CENTRE]];
    assertArrayEquals(new double[] {3, 3}, moments(images, neighbor), 0.12);
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      for (int p = 0; p < PIXELS; p++) {
        sum += images.charge(row, p);
      }
      assertEquals(60, sum, 1e-4);
    }
  }

  @Test
  void lightFallsOverTheEdge() {
    EventBatch batch = Events.batch(camera, 1, 1);
    ImageBatch images = batch.cameras().get(0).images();
    Arrays.fill(images.charge(), 0, PIXELS, 100f);
    new ImageNoiseModifier(
            Configs.of(ImageNoiseModifier.Config.class, Map.of("psfSmearFraction", 0.6)))
        .modifyImages(batch, batch.cameras().get(0));
    double sum = 0;
    for (int p = 0; p < PIXELS; p++) {
      sum += images.charge(0, p);
    }
    int missing = 0;
    for (int p = 0; p < PIXELS; p++) {
      missing += 6 - camera.neighbors().count(p);
    }
    assertEquals(PIXELS * 100 - missing * 10, sum, 100);
  }
}
