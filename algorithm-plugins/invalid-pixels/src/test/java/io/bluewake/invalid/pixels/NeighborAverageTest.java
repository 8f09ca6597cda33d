package io.bluewake.invalid.pixels;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.testkit.ToyCamera;
import org.junit.jupiter.api.Test;

class NeighborAverageTest {
  private final Camera camera = ToyCamera.hexagonal(19);

  private ImageBatch images(boolean withTime) {
    ImageBatch images = new ImageBatch(camera);
    images.reset(2, withTime);
    for (int i = 0; i < images.base(2); i++) {
      images.charge()[i] = 3 * i + 1;
      if (withTime) {
        images.peakTime()[i] = 0.5f * i;
      }
    }
    return images;
  }

  @Test
  void brokenPixelGetsTheMeanOfItsUsableNeighbours() {
    ImageBatch images = images(true);
    Neighbors neighbors = camera.neighbors();
    int first = neighbors.indices()[neighbors.offsets()[0]];
    images.unusable().set(1, 0);
    images.unusable().set(1, first);
    double charge = 0;
    double time = 0;
    for (int k = neighbors.offsets()[0] + 1; k < neighbors.offsets()[1]; k++) {
      charge += images.charge(1, neighbors.indices()[k]) / 5;
      time += images.peakTime(1, neighbors.indices()[k]) / 5;
    }

    new NeighborAverage().handle(images);

    assertEquals(charge, images.charge(1, 0), 1e-4);
    assertEquals(time, images.peakTime(1, 0), 1e-4);
    assertEquals(1f, images.charge(0, 0), "other row");
  }

  @Test
  void pixelWithoutUsableNeighbourGetsZero() {
    ImageBatch images = images(true);
    for (int p = 0; p < 19; p++) {
      images.unusable().set(0, p);
    }

    new NeighborAverage().handle(images);

    for (int p = 0; p < 19; p++) {
      assertEquals(0f, images.charge(0, p));
      assertEquals(0f, images.peakTime(0, p));
    }
    assertEquals(3 * 19 + 1, images.charge(1, 0));
  }

  @Test
  void usablePixelsAreLeftAlone() {
    ImageBatch images = images(false);
    float[] before = images.charge().clone();

    new NeighborAverage().handle(images);

    assertArrayEquals(before, images.charge());
  }

  @Test
  void imagesWithoutTimesAreHandled() {
    ImageBatch images = images(false);
    images.unusable().set(0, 0);

    new NeighborAverage().handle(images);

    // The central pixel's neighbours are 1 to 6.
    assertEquals(3 * 3.5f + 1, images.charge(0, 0), 1e-5f);
  }

  @Test
  void noRowsAreNoWork() {
    ImageBatch images = new ImageBatch(camera);
    images.reset(0, true);

    new NeighborAverage().handle(images);

    assertEquals(0, images.rows());
  }
}
