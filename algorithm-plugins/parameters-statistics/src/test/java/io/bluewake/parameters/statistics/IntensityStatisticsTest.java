package io.bluewake.parameters.statistics;

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

class IntensityStatisticsTest {
  private final Camera camera = ToyCamera.hexagonal(37);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  IntensityStatisticsTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void countsOfTrueImagesStayIntegers() {
    light(0, 1, 20);
    light(1, 2, 21);
    light(2, 6, 25);
    IntensityStatistics plugin = new IntensityStatistics();

    assertEquals(6, value(plugin, true, "max"));
    assertEquals(1, value(plugin, true, "min"));
    assertEquals(3, value(plugin, true, "mean"), 1e-15);
    assertEquals(Math.sqrt(14.0 / 3), value(plugin, true, "std"), 1e-14);
    assertEquals(ColumnType.INT32, plugin.providesForTrueImages().column("max").type());
    assertEquals(ColumnType.FLOAT64, plugin.providesForTrueImages().column("mean").type());
    assertEquals(ColumnType.FLOAT32, plugin.provides().column("max").type());
  }

  @Test
  void timesAreDescribedApartFromCharges() {
    light(0, 1, 20);
    light(1, 2, 21);
    light(2, 6, 25);
    PeakTimeStatistics plugin = new PeakTimeStatistics();

    assertEquals(22, value(plugin, false, "mean"), 1e-5);
    assertEquals(25, value(plugin, false, "max"));
    assertEquals("peak_time_max", plugin.provides().columns().get(0).name());
    assertEquals(0, plugin.providesForTrueImages().size());
  }

  @Test
  void imageWithoutSignalKeepsMissingValues() {
    assertEquals(-1, value(new IntensityStatistics(), true, "max"));
    assertEquals(Double.NaN, value(new IntensityStatistics(), false, "max"));
    assertEquals(Double.NaN, value(new PeakTimeStatistics(), false, "mean"));
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
