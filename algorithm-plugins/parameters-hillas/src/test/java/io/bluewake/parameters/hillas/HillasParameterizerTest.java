package io.bluewake.parameters.hillas;

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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HillasParameterizerTest {
  private final Camera camera = ToyCamera.hexagonal(331);
  private final ImageBatch images = ToyImages.dark(camera, 1);
  private final PixelMask signal = new PixelMask();

  HillasParameterizerTest() {
    signal.reset(1, camera.pixels());
  }

  @Test
  void valuesAreInDegreesOfTheTelescopeFrame() {
    ToyImages.Shower shower = new ToyImages.Shower(0.1, -0.05, 0.12, 0.06, 0.4, 3000, 20, 0);
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    for (int p = 0; p < camera.pixels(); p++) {
      light(p, (float) shower.light(x[p], y[p], camera.geometry().pixelArea()[p]), 20);
    }
    double scale = Math.toDegrees(1 / camera.focalLength());
    HillasParameterizer plugin =
        new HillasParameterizer(Configs.of(HillasParameterizer.Config.class));

    assertEquals(3000, value(plugin, false, "intensity"), 10);
    assertEquals(-0.05 * scale, value(plugin, false, "fov_lon"), 0.01 * scale);
    assertEquals(0.1 * scale, value(plugin, false, "fov_lat"), 0.01 * scale);
    assertEquals(Math.hypot(0.05, 0.1) * scale, value(plugin, false, "r"), 0.01 * scale);
    assertEquals(Math.toDegrees(Math.atan2(0.1, -0.05)), value(plugin, false, "phi"), 1);
    assertEquals(0.12 * scale, value(plugin, false, "length"), 0.01 * scale);
    assertEquals(0.06 * scale, value(plugin, false, "width"), 0.01 * scale);
    // The axes of camera and telescope frame are exchanged, so the direction is mirrored.
    assertEquals(90 - Math.toDegrees(0.4), value(plugin, false, "psi"), 1);
    assertEquals(3, value(plugin, false, "kurtosis"), 0.3);
  }

  @Test
  void valuesOfTheCameraFrameAreTheSameImageInMetres() {
    ToyImages.Shower shower = new ToyImages.Shower(0.1, -0.05, 0.12, 0.06, 0.4, 3000, 20, 0);
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    for (int p = 0; p < camera.pixels(); p++) {
      light(p, (float) shower.light(x[p], y[p], camera.geometry().pixelArea()[p]), 20);
    }
    double scale = Math.toDegrees(1 / camera.focalLength());
    HillasParameterizer telescope =
        new HillasParameterizer(Configs.of(HillasParameterizer.Config.class));
    HillasParameterizer inCamera =
        new HillasParameterizer(
            Configs.of(HillasParameterizer.Config.class, Map.of("frame", "camera")));

    assertEquals("m", inCamera.provides().column("length").unit());
    assertEquals(value(telescope, false, "fov_lat"), value(inCamera, false, "x") * scale, 1e-9);
    assertEquals(value(telescope, false, "fov_lon"), value(inCamera, false, "y") * scale, 1e-9);
    for (String length :
        List.of("r", "length", "width", "length_uncertainty", "transverse_cog_uncertainty")) {
      assertEquals(
          value(telescope, false, length), value(inCamera, false, length) * scale, 1e-9, length);
    }
    assertEquals(90 - value(telescope, false, "psi"), value(inCamera, false, "psi"), 1e-9);
    assertEquals(value(telescope, false, "intensity"), value(inCamera, false, "intensity"));
  }

  @Test
  void imageWithNegativeChargeKeepsMissingValues() {
    light(1, 5, 20);
    light(2, -1, 20);
    assertEquals(
        Double.NaN,
        value(
            new HillasParameterizer(Configs.of(HillasParameterizer.Config.class)),
            false,
            "intensity"));
  }

  @Test
  void singlePixelHasNoDirection() {
    light(5, 5, 20);
    assertEquals(
        5,
        value(
            new HillasParameterizer(Configs.of(HillasParameterizer.Config.class)),
            true,
            "intensity"),
        1e-12);
    assertEquals(
        0,
        value(
            new HillasParameterizer(Configs.of(HillasParameterizer.Config.class)), true, "length"));
    assertEquals(
        Double.NaN,
        value(new HillasParameterizer(Configs.of(HillasParameterizer.Config.class)), true, "psi"));
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
