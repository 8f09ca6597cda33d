package io.bluewake.parameters.morphology;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.MemoryRows;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import org.junit.jupiter.api.Test;

class MorphologyParameterizerTest {
  private final Camera camera = ToyCamera.hexagonal(331);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  MorphologyParameterizerTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void islandsAreSortedBySize() {
    // Ring by ring from the centre: the first 61 pixels hang together.
    for (int p = 0; p < 61; p++) {
      light(p, 1, 0);
    }
    light(217, 1, 0);
    MorphologyParameterizer plugin = new MorphologyParameterizer();

    assertEquals(62, value(plugin, false, "n_pixels"));
    assertEquals(2, value(plugin, false, "n_islands"));
    assertEquals(1, value(plugin, false, "n_small_islands"));
    assertEquals(0, value(plugin, false, "n_medium_islands"));
    assertEquals(1, value(plugin, false, "n_large_islands"));
  }

  @Test
  void limitsOfTheSizesAreInclusive() {
    for (int p = 0; p < 3; p++) {
      light(p, 1, 0);
    }
    assertEquals(1, value(new MorphologyParameterizer(), true, "n_medium_islands"));
    for (int p = 3; p < 50; p++) {
      light(p, 1, 0);
    }
    assertEquals(1, value(new MorphologyParameterizer(), true, "n_medium_islands"));
    light(50, 1, 0);
    assertEquals(1, value(new MorphologyParameterizer(), true, "n_large_islands"));
  }

  @Test
  void imageWithoutSignalHasNoIslands() {
    assertEquals(0, value(new MorphologyParameterizer(), false, "n_islands"));
    assertEquals(0, value(new MorphologyParameterizer(), false, "n_pixels"));
  }

  private void light(int pixel, float charge, float time) {
    images.charge()[pixel] = charge;
    images.peakTime()[pixel] = time;
    signal.set(0, pixel);
  }

  private double value(ImageParameterizer plugin, boolean isTrue, String field) {
    var schema = isTrue ? plugin.providesForTrueImages() : plugin.provides();
    MemoryRows out = new MemoryRows(schema, 1);
    plugin.parameterize(new SelectedImages(images, signal, new int[] {0}, 1, isTrue), out);
    return out.table().getDouble(0, schema.column(field));
  }
}
