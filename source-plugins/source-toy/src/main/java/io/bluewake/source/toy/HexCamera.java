package io.bluewake.source.toy;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import java.util.Arrays;

/**
 * A camera of hexagons around its centre. Points of the focal plane are turned into pixels by
 * rounding in the grid's own axes, without a search.
 */
final class HexCamera {
  /** Standard deviation of the pulse of one photo-electron, ns. */
  static final double PULSE_SIGMA_NS = 2.0;

  private static final double PULSE_STEP_NS = 0.25;
  private static final double ROW = Math.sqrt(3) / 2;

  private final Camera camera;
  private final double pitch;
  private final int rings;
  private final int[] pixelAt;

  /**
   * Creates a camera.
   *
   * @param pixels the so many cells nearest to the centre
   * @param pixelDeg width of a pixel, deg
   */
  HexCamera(String name, Optics optics, int pixels, int samples, double pixelDeg) {
    pitch = Math.toRadians(pixelDeg) * optics.equivalentFocalLength();
    rings = (int) Math.ceil(Math.sqrt(pixels / 2.5)) + 2;
    int width = 2 * rings + 1;
    pixelAt = new int[width * width];
    Arrays.fill(pixelAt, -1);
    long[] cells = nearestCells(width, pixels);
    double[] x = new double[pixels];
    double[] y = new double[pixels];
    double[] area = new double[pixels];
    for (int p = 0; p < pixels; p++) {
      int cell = (int) (cells[p] & 0xFFFFFF);
      int j = Math.floorDiv(cell, width) - rings;
      int i = cell % width - rings;
      x[p] = pitch * (i + 0.5 * j);
      y[p] = pitch * ROW * j;
      area[p] = pitch * pitch * ROW;
      pixelAt[cell] = p;
    }
    CameraGeometry geometry =
        new CameraGeometry(
            name,
            x,
            y,
            area,
            PixelShape.HEXAGON,
            0,
            0,
            PixelNeighbors.of(x, y, area, PixelShape.HEXAGON));
    CameraReadout readout =
        new CameraReadout(name, 1.0, 1, pixels, samples, new double[][] {pulse()}, PULSE_STEP_NS);
    camera = new Camera(geometry, readout, optics, optics.equivalentFocalLength());
  }

  /**
   * Cells by distance from the centre; distances are whole numbers in units of a quarter pitch².
   */
  private long[] nearestCells(int width, int pixels) {
    long[] keys = new long[width * width];
    for (int cell = 0; cell < keys.length; cell++) {
      long i = (long) (cell % width) - rings;
      long j = (long) Math.floorDiv(cell, width) - rings;
      keys[cell] = (i * i + i * j + j * j) << 24 | cell;
    }
    Arrays.sort(keys);
    return Arrays.copyOf(keys, pixels);
  }

  private static double[] pulse() {
    double[] pulse = new double[97];
    for (int i = 0; i < pulse.length; i++) {
      double t = (i - 48) * PULSE_STEP_NS / PULSE_SIGMA_NS;
      pulse[i] = Math.exp(-0.5 * t * t);
    }
    return pulse;
  }

  Camera camera() {
    return camera;
  }

  /** The pixel that sees a direction of the telescope frame (rad), or -1. */
  int pixelAt(double fovLon, double fovLat) {
    double focal = camera.focalLength();
    double r = fovLon * focal / (pitch * ROW);
    double q = fovLat * focal / pitch - 0.5 * r;
    double s = -q - r;
    double qi = Math.rint(q);
    double ri = Math.rint(r);
    double si = Math.rint(s);
    double dq = Math.abs(qi - q);
    double dr = Math.abs(ri - r);
    double ds = Math.abs(si - s);
    if (dq > dr && dq > ds) {
      qi = -ri - si;
    } else if (dr > ds) {
      ri = -qi - si;
    }
    if (!(Math.abs(qi) <= rings && Math.abs(ri) <= rings)) {
      return -1;
    }
    return pixelAt[((int) ri + rings) * (2 * rings + 1) + (int) qi + rings];
  }

  /** Angle from the centre to the edge, about, rad. */
  double radius() {
    double area = camera.pixels() * camera.geometry().pixelArea()[0];
    return Math.sqrt(area / Math.PI) / camera.focalLength();
  }
}
