package io.bluewake.extract.two.pass;

import io.bluewake.math.image.HillasMoments;
import io.bluewake.math.image.Islands;
import io.bluewake.math.image.PixelSets;
import io.bluewake.math.image.Tailcuts;
import io.bluewake.math.image.TimingFit;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import java.util.Arrays;

/** Arrival time along the axis of the brightest island of an image. Keeps scratch space. */
final class ShowerLine {
  private static final int FEWEST_PIXELS = 3;

  private final Camera camera;
  private final double threshold;
  private final Tailcuts.Cuts cuts;
  private final Tailcuts tailcuts;
  private final Islands islands;
  private final HillasMoments moments = new HillasMoments();
  private final TimingFit fit = new TimingFit();
  private final long[] mask;
  private final boolean[] core;
  private final int[] pixels;
  private final long[] order;
  private final double[] along;
  private final int[] sorted;
  private double cos;
  private double sin;

  ShowerLine(Camera camera, double threshold) {
    this.camera = camera;
    this.threshold = threshold;
    cuts = new Tailcuts.Cuts((float) threshold, (float) (threshold / 2), false, 1);
    tailcuts = new Tailcuts(camera.neighbors());
    islands = new Islands(camera.neighbors());
    mask = new long[PixelSets.words(camera.pixels())];
    core = new boolean[camera.pixels()];
    pixels = new int[camera.pixels()];
    order = new long[camera.pixels()];
    along = new double[camera.pixels()];
    sorted = new int[camera.pixels()];
  }

  /** Gives broken pixels the mean of their neighbours that are not, 0 if there are none. */
  void interpolate(ImageBatch image, int row, boolean[] broken) {
    Neighbors neighbors = camera.neighbors();
    int base = image.base(row);
    for (int p = 0; p < broken.length; p++) {
      if (!broken[p]) {
        continue;
      }
      double charge = 0;
      float time = 0;
      int count = 0;
      for (int k = neighbors.offsets()[p]; k < neighbors.offsets()[p + 1]; k++) {
        int q = neighbors.indices()[k];
        if (!broken[q]) {
          charge += image.charge()[base + q];
          time += image.peakTime()[base + q];
          count++;
        }
      }
      image.charge()[base + p] = count > 0 ? (float) (charge / count) : 0;
      image.peakTime()[base + p] = count > 0 ? time / count : 0;
    }
  }

  /** Cleans an image and fits the line; false if there is no line. */
  boolean fit(ImageBatch image, int row) {
    float[] charge = image.charge();
    int base = image.base(row);
    tailcuts.clean(charge, base, cuts, mask, 0);
    islands.find(mask, 0);
    islands.pixelsOf(islands.brightest(charge, base), mask, 0);
    int count = 0;
    for (int p = 0; p < core.length; p++) {
      boolean inside = PixelSets.contains(mask, 0, p);
      core[p] = inside && charge[base + p] >= threshold;
      if (inside) {
        pixels[count++] = p;
      }
    }
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    if (count < FEWEST_PIXELS || !moments.compute(x, y, charge, base, pixels, count)) {
      return false;
    }
    moments.project();
    cos = Math.cos(moments.psi());
    sin = Math.sin(moments.psi());
    sortAlongAxis(count);
    return fit.fit(along, image.peakTime(), base, sorted, count);
  }

  /** The fit draws lines through pixels by number, so an order that is not that of the camera. */
  private void sortAlongAxis(int count) {
    for (int i = 0; i < count; i++) {
      int bits = Float.floatToIntBits((float) moments.along()[i]);
      order[i] = (long) (bits ^ (bits >> 31 >>> 1)) << 32 | i;
    }
    Arrays.sort(order, 0, count);
    for (int i = 0; i < count; i++) {
      int k = (int) order[i];
      along[i] = moments.along()[k];
      sorted[i] = pixels[k];
    }
  }

  /** Whether a pixel keeps its first pass: in the brightest island, not below the threshold. */
  boolean isCore(int pixel) {
    return core[pixel];
  }

  /** Time that the line predicts for a pixel, ns. */
  double time(int pixel) {
    double dx = camera.geometry().pixelX()[pixel] - moments.x();
    double dy = camera.geometry().pixelY()[pixel] - moments.y();
    return fit.slope() * (dx * cos + dy * sin) + fit.intercept();
  }
}
