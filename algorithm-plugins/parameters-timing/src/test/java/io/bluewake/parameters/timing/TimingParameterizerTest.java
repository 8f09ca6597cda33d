package io.bluewake.parameters.timing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.MemoryRows;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TimingParameterizerTest {
  private final Camera camera = ToyCamera.hexagonal(127);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  TimingParameterizerTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void gradientOfARunningImageIsFound() {
    double[] lon = camera.fovLon();
    for (int p = 0; p < camera.pixels(); p++) {
      if (Math.abs(camera.fovLat()[p]) < 0.3) {
        light(p, 10, (float) (20 + 5 * lon[p]));
      }
    }
    TimingParameterizer plugin =
        new TimingParameterizer(Configs.of(TimingParameterizer.Config.class));

    assertEquals(5, value(plugin, false, "slope"), 1e-4);
    assertEquals(20, value(plugin, false, "intercept"), 1e-4);
    assertEquals(0, value(plugin, false, "deviation"), 1e-4);
  }

  @Test
  void gradientOfTheCameraFrameIsPerMetre() {
    double[] y = camera.geometry().pixelY();
    for (int p = 0; p < camera.pixels(); p++) {
      if (Math.abs(camera.fovLat()[p]) < 0.3) {
        light(p, 10, (float) (20 + 5 * y[p]));
      }
    }
    TimingParameterizer plugin =
        new TimingParameterizer(
            Configs.of(TimingParameterizer.Config.class, Map.of("frame", "camera")));

    assertEquals(5, value(plugin, false, "slope"), 1e-3);
    assertEquals("m**-1", plugin.provides().column("slope").unit());
    assertEquals("camera_frame_timing_slope", plugin.provides().column("slope").name());
  }

  @Test
  void twoPixelsHaveNoGradient() {
    light(3, 10, 20);
    light(4, 10, 21);
    assertEquals(
        Double.NaN,
        value(
            new TimingParameterizer(Configs.of(TimingParameterizer.Config.class)), false, "slope"));
    assertEquals(
        Double.NaN,
        value(
            new TimingParameterizer(Configs.of(TimingParameterizer.Config.class)),
            false,
            "deviation"));
  }

  @Test
  void trueImagesHaveNoTimes() {
    assertEquals(
        0,
        new TimingParameterizer(Configs.of(TimingParameterizer.Config.class))
            .providesForTrueImages()
            .size());
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
