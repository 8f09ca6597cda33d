package io.bluewake.cleaning.tailcuts;

import io.bluewake.math.image.Tailcuts;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;

/** What cleanings with a picture and a boundary threshold share: rows, and the camera's tables. */
abstract class TwoLevelCleaner implements ImageCleaner {
  private final Tailcuts.Cuts cuts;
  private Camera camera;
  private Tailcuts tailcuts;

  TwoLevelCleaner(Tailcuts.Cuts cuts) {
    this.cuts = cuts;
  }

  /**
   * Cleans one image.
   *
   * @param from where its charges begin
   * @param out receives the pixels of a row
   */
  abstract void clean(
      Tailcuts kernel, float[] charge, int from, Tailcuts.Cuts thresholds, PixelMask out, int row);

  @Override
  public final void clean(ImageBatch in, PixelMask out) {
    if (camera != in.camera()) {
      camera = in.camera();
      tailcuts = new Tailcuts(camera.neighbors());
    }
    for (int row = 0; row < in.rows(); row++) {
      clean(tailcuts, in.charge(), in.base(row), cuts, out, row);
    }
  }
}
