package io.bluewake.bench;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.ToyImages;
import io.bluewake.testkit.ToyImages.Shower;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Cleaned shower images with an exact number of signal pixels. */
final class SignalImages {
  private static final double NOISE_PE = 1.2;
  private static final double PE_PER_PIXEL = 20;

  private SignalImages() {}

  /** Showers whose two-sigma ellipse has the area of the pixels, at any place and angle. */
  static SelectedImages of(Camera camera, int rows, int pixels, SplittableRandom random) {
    ImageBatch images = new ImageBatch(camera);
    images.reset(rows, true);
    PixelMask signal = new PixelMask();
    signal.reset(rows, camera.pixels());
    double width = Math.sqrt(pixels * camera.geometry().pixelArea()[0] / (8 * Math.PI));
    for (int row = 0; row < rows; row++) {
      Shower shower =
          new Shower(
              random.nextDouble(-0.3, 0.3),
              random.nextDouble(-0.3, 0.3),
              2 * width,
              width,
              random.nextDouble(-Math.PI, Math.PI),
              PE_PER_PIXEL * pixels,
              20,
              10);
      ToyImages.draw(images, row, shower, NOISE_PE, random);
      select(camera, shower, pixels, signal, row);
    }
    return new SelectedImages(images, signal, IntStream.range(0, rows).toArray(), rows, false);
  }

  private static void select(Camera camera, Shower shower, int pixels, PixelMask signal, int row) {
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    IntStream.range(0, camera.pixels())
        .boxed()
        .sorted(Comparator.comparingDouble((Integer p) -> -shower.light(x[p], y[p], 1)))
        .limit(pixels)
        .forEach(p -> signal.set(row, p));
  }
}
