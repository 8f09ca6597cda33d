package io.bluewake.math.frames;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;

/** Size of a camera on the sky. */
public final class FieldOfView {
  private FieldOfView() {}

  /**
   * Radius of the field of view, rad: mean distance of the border pixels from the mean pixel
   * position, over the focal length. Border pixels are neighbours of fewer pixels than others are;
   * NaN when there are none.
   */
  public static double radius(Camera camera) {
    return radius(camera.geometry()) / camera.focalLength();
  }

  private static double radius(CameraGeometry geometry) {
    double[] x = geometry.pixelX();
    double[] y = geometry.pixelY();
    double meanX = mean(x);
    double meanY = mean(y);
    // How often a pixel is a neighbour, which on distorted grids need not be how many it has.
    int[] count = new int[x.length];
    int most = 0;
    for (int neighbor : geometry.neighbors().indices()) {
      most = Math.max(most, ++count[neighbor]);
    }
    double sum = 0;
    int border = 0;
    for (int p = 0; p < x.length; p++) {
      if (count[p] < most) {
        double dx = x[p] - meanX;
        double dy = y[p] - meanY;
        sum += Math.sqrt(dx * dx + dy * dy);
        border++;
      }
    }
    return sum / border;
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double v : values) {
      sum += v;
    }
    return sum / values.length;
  }
}
