package io.bluewake.parameters.concentration;

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

class ConcentrationParameterizerTest {
  private final Camera camera = ToyCamera.hexagonal(127);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  ConcentrationParameterizerTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void lightInOnePixelIsConcentratedExceptForTheEllipse() {
    light(0, 10, 0);
    ConcentrationParameterizer plugin = new ConcentrationParameterizer();

    assertEquals(1, value(plugin, false, "cog"), 1e-12);
    assertEquals(0, value(plugin, false, "core"), 1e-12);
    assertEquals(1, value(plugin, false, "pixel"), 1e-12);
  }

  @Test
  void symmetricRingLeavesLittleAtTheCentre() {
    // The six neighbours of the centre are one pixel width away, hence not nearer than that.
    light(0, 4, 0);
    for (int p = 1; p <= 6; p++) {
      light(p, 1, 0);
    }
    for (int p = 7; p <= 18; p++) {
      light(p, 0.5f, 0);
    }
    ConcentrationParameterizer plugin = new ConcentrationParameterizer();

    assertEquals(4.0 / 16, value(plugin, true, "pixel"), 1e-12);
    assertEquals(4.0 / 16, value(plugin, true, "core"), 1e-12);
  }

  @Test
  void imageWithoutLightKeepsMissingValues() {
    assertEquals(Double.NaN, value(new ConcentrationParameterizer(), false, "cog"));
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
