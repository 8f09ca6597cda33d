package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Images of elliptical showers: a two-dimensional Gaussian of light, fluctuating like photons, on
 * night sky noise, with arrival times that run along the axis.
 */
public final class ToyImages {
  private static final double NOISE_PE = 1.2;

  private ToyImages() {}

  /**
   * An elliptical image.
   *
   * @param x centre in the camera frame, m
   * @param y centre in the camera frame, m
   * @param length standard deviation of the light along the axis, m
   * @param width standard deviation across, m
   * @param psiRad direction of the axis, rad
   * @param intensity sum of the light over an infinite camera, p.e.
   * @param timeNs arrival time at the centre, ns
   * @param gradientNsPerM time per distance along the axis, ns/m
   */
  public record Shower(
      double x,
      double y,
      double length,
      double width,
      double psiRad,
      double intensity,
      double timeNs,
      double gradientNsPerM) {

    /** Expected light in a pixel, p.e. */
    public double light(double pixelX, double pixelY, double area) {
      double l = along(pixelX, pixelY) / length;
      double w = ((pixelY - y) * Math.cos(psiRad) - (pixelX - x) * Math.sin(psiRad)) / width;
      double density = Math.exp(-0.5 * (l * l + w * w)) / (2 * Math.PI * length * width);
      return intensity * area * density;
    }

    /** Distance of a point from the centre along the axis, m. */
    public double along(double pixelX, double pixelY) {
      return (pixelX - x) * Math.cos(psiRad) + (pixelY - y) * Math.sin(psiRad);
    }
  }

  /** A shower somewhere in the inner camera, a few pixels long, 100 to 3000 p.e. */
  public static Shower randomShower(Camera camera, RandomGenerator random) {
    double pitch = Math.sqrt(camera.geometry().pixelArea()[0]);
    double radius = 0.5 * pitch * Math.sqrt(camera.pixels());
    double width = pitch * random.nextDouble(0.7, 1.2);
    double middle = 0.5 * camera.readout().samples() / camera.readout().samplingRateGHz();
    return new Shower(
        radius * random.nextDouble(-0.5, 0.5),
        radius * random.nextDouble(-0.5, 0.5),
        width * random.nextDouble(1.5, 2.5),
        width,
        random.nextDouble(-Math.PI, Math.PI),
        100 * Math.pow(30, random.nextDouble()),
        middle + random.nextDouble(-2, 2),
        random.nextDouble(-1, 1) / pitch);
  }

  /** A batch of random showers with peak times. */
  public static ImageBatch batch(Camera camera, int rows, RandomGenerator random) {
    ImageBatch batch = new ImageBatch(camera);
    batch.reset(rows, true);
    for (int row = 0; row < rows; row++) {
      draw(batch, row, randomShower(camera, random), NOISE_PE, random);
    }
    return batch;
  }

  /** A batch of images without any light, peak times 0. */
  public static ImageBatch dark(Camera camera, int rows) {
    return constant(camera, rows, 0f);
  }

  /** A batch of images that hold one value everywhere, in charges and in peak times. */
  public static ImageBatch constant(Camera camera, int rows, float value) {
    ImageBatch batch = new ImageBatch(camera);
    batch.reset(rows, true);
    Arrays.fill(batch.charge(), 0, batch.base(rows), value);
    Arrays.fill(batch.peakTime(), 0, batch.base(rows), value);
    return batch;
  }

  /** Draws a shower into a row: charges, and peak times if the batch has them. */
  public static void draw(
      ImageBatch batch, int row, Shower shower, double noisePe, RandomGenerator random) {
    Camera camera = batch.camera();
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    double window = camera.readout().samples() / camera.readout().samplingRateGHz();
    for (int p = 0; p < batch.pixels(); p++) {
      double light = shower.light(x[p], y[p], camera.geometry().pixelArea()[p]);
      double sigma = Math.sqrt(light + noisePe * noisePe);
      batch.charge()[batch.base(row) + p] = (float) (light + sigma * random.nextGaussian());
      double signalTime =
          shower.timeNs()
              + shower.gradientNsPerM() * shower.along(x[p], y[p])
              + 0.3 * random.nextGaussian();
      double anyTime = random.nextDouble(window);
      if (batch.hasPeakTime()) {
        double time = light > noisePe ? Math.max(0, Math.min(window, signalTime)) : anyTime;
        batch.peakTime()[batch.base(row) + p] = (float) time;
      }
    }
  }

  /** The pixels of each row whose charge is above a threshold: a cleaning for tests. */
  public static PixelMask above(ImageBatch batch, float threshold) {
    PixelMask mask = new PixelMask();
    mask.reset(batch.rows(), batch.pixels());
    for (int row = 0; row < batch.rows(); row++) {
      for (int p = 0; p < batch.pixels(); p++) {
        if (batch.charge(row, p) > threshold) {
          mask.set(row, p);
        }
      }
    }
    return mask;
  }
}
