package io.bluewake.parameters.leakage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Camera;
import io.bluewake.model.ColumnType;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.MemoryRows;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import org.junit.jupiter.api.Test;

class LeakageParameterizerTest {
  private final Camera camera = ToyCamera.hexagonal(37);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  LeakageParameterizerTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void sharesOfRingsAreCounted() {
    // A camera of 1 + 6 + 12 + 18 pixels, ring by ring: the last ring is the border.
    light(0, 30, 0);
    light(8, 50, 0);
    light(20, 20, 0);
    LeakageParameterizer plugin = new LeakageParameterizer();

    assertEquals(1.0 / 3, value(plugin, false, "pixels_width_1"), 1e-12);
    assertEquals(2.0 / 3, value(plugin, false, "pixels_width_2"), 1e-12);
    assertEquals(0.2, value(plugin, false, "intensity_width_1"), 1e-7);
    assertEquals(0.7, value(plugin, false, "intensity_width_2"), 1e-7);
    assertEquals(0.2, value(plugin, true, "intensity_width_1"), 1e-15);
  }

  @Test
  void columnsOfTrueImagesAreWider() {
    LeakageParameterizer plugin = new LeakageParameterizer();
    assertEquals(ColumnType.FLOAT32, plugin.provides().column("intensity_width_1").type());
    assertEquals(
        ColumnType.FLOAT64, plugin.providesForTrueImages().column("intensity_width_1").type());
  }

  @Test
  void imageWithoutSignalKeepsMissingValues() {
    assertEquals(Double.NaN, value(new LeakageParameterizer(), false, "pixels_width_1"));
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
