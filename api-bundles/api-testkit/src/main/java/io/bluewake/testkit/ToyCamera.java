package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.Neighbors;
import io.bluewake.model.Optics;
import io.bluewake.model.PixelShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Cameras that nobody has built, of any size, with neighbours found from the pixel grid. */
public final class ToyCamera {
  private static final double PITCH = 0.05;
  private static final int[][] HEXAGON = {{1, 0}, {0, 1}, {-1, 1}, {-1, 0}, {0, -1}, {1, -1}};
  private static final int[][] SQUARE = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  private static final double PULSE_STEP_NS = 0.25;
  private static final double PULSE_SIGMA_NS = 2.0;

  private record Cell(int i, int j, double x, double y) {}

  private ToyCamera() {}

  /** A hexagonal camera with one gain channel and 40 samples at 1 GHz. */
  public static Camera hexagonal(int pixels) {
    return hexagonal(pixels, 1, 40);
  }

  /**
   * A camera of hexagons 50 mm wide around its centre, behind 16 m of focal length, read out at 1
   * GHz.
   *
   * @param pixels number of pixels, at least 1; complete rings are 1, 7, 19, 37, 61, 91, ...
   */
  public static Camera hexagonal(int pixels, int channels, int samples) {
    int rings = (int) Math.ceil(Math.sqrt(pixels / 2.5)) + 2;
    List<Cell> cells = new ArrayList<>();
    for (int i = -rings; i <= rings; i++) {
      for (int j = -rings; j <= rings; j++) {
        cells.add(new Cell(i, j, PITCH * (i + 0.5 * j), PITCH * j * Math.sqrt(3) / 2));
      }
    }
    cells.sort(Comparator.comparingLong((Cell c) -> Math.round(1e6 * (c.x * c.x + c.y * c.y))));
    double area = PITCH * PITCH * Math.sqrt(3) / 2;
    CameraGeometry geometry =
        geometry("ToyHex" + pixels, cells.subList(0, pixels), area, PixelShape.HEXAGON, HEXAGON);
    Optics optics = new Optics("ToyMirror", "MST", "DAVIES_COTTON", 100, 1, 86, 16, 16.4);
    return camera(geometry, optics, channels, samples, 1.0);
  }

  /**
   * Complete rings of hexagons around the origin at unit distance, numbered along their rows;
   * behind 100 of focal length, without a readout.
   */
  public static Camera rings(int rings) {
    List<Cell> cells = new ArrayList<>();
    for (int i = -rings; i <= rings; i++) {
      for (int j = -rings; j <= rings; j++) {
        if (Math.abs(i + j) <= rings) {
          cells.add(new Cell(i, j, i + 0.5 * j, j * Math.sqrt(3) / 2));
        }
      }
    }
    CameraGeometry geometry = geometry("toy", cells, Math.sqrt(3) / 2, PixelShape.HEXAGON, HEXAGON);
    Optics optics = new Optics("toy", "LST", "PARABOLIC", 1, 1, 1, 100, 100);
    return new Camera(geometry, null, optics, optics.equivalentFocalLength());
  }

  /** A camera of {@code side * side} square pixels; neighbours share an edge. */
  public static Camera square(int side) {
    return modules(1, side, 0, "ToySquare" + side * side);
  }

  /**
   * A camera like that of a dual-mirror telescope: square pixels of 6 mm in square modules with
   * gaps between them.
   */
  public static Camera sctLike(int modulesPerSide, int pixelsPerModuleSide) {
    int side = modulesPerSide * pixelsPerModuleSide;
    return modules(modulesPerSide, pixelsPerModuleSide, 0.001, "ToySct" + side * side);
  }

  private static Camera modules(int modules, int side, double gap, String name) {
    double pitch = 0.006;
    int n = modules * side;
    List<Cell> cells = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        double x = offset(i, n) * pitch + offset(Math.floorDiv(i, side), modules) * gap;
        double y = offset(j, n) * pitch + offset(Math.floorDiv(j, side), modules) * gap;
        cells.add(new Cell(i, j, x, y));
      }
    }
    CameraGeometry geometry = geometry(name, cells, pitch * pitch, PixelShape.RECTANGULAR, SQUARE);
    Optics optics = new Optics("ToyDual", "SST", "SCHWARZSCHILD_COUDER", 8, 2, 18, 2.15, 2.15);
    return camera(geometry, optics, 1, 64, 1.0);
  }

  private static double offset(int index, int count) {
    return index - (count - 1) / 2.0;
  }

  /** Cameras that between them have full and partial mask words, hexagons, squares and gaps. */
  public static List<Camera> several() {
    return List.of(hexagonal(127, 2, 30), hexagonal(64), square(9), sctLike(3, 4));
  }

  /**
   * The same camera with its pixels in another order.
   *
   * @param order old index of each new pixel
   */
  public static Camera permuted(Camera camera, int[] order) {
    CameraGeometry g = camera.geometry();
    int n = order.length;
    int[] newIndex = new int[n];
    for (int p = 0; p < n; p++) {
      newIndex[order[p]] = p;
    }
    int[] offsets = new int[n + 1];
    int[] indices = new int[g.neighbors().indices().length];
    for (int p = 0; p < n; p++) {
      int from = g.neighbors().offsets()[order[p]];
      int count = g.neighbors().count(order[p]);
      for (int k = 0; k < count; k++) {
        indices[offsets[p] + k] = newIndex[g.neighbors().indices()[from + k]];
      }
      offsets[p + 1] = offsets[p] + count;
      Arrays.sort(indices, offsets[p], offsets[p + 1]);
    }
    CameraGeometry permuted =
        new CameraGeometry(
            g.name(),
            reordered(g.pixelX(), order),
            reordered(g.pixelY(), order),
            reordered(g.pixelArea(), order),
            g.shape(),
            g.pixelRotationDeg(),
            g.cameraRotationDeg(),
            new Neighbors(offsets, indices));
    return new Camera(permuted, camera.readout(), camera.optics(), camera.focalLength());
  }

  /** A random order of the pixels of a camera. */
  public static int[] randomOrder(int pixels, RandomGenerator random) {
    int[] order = new int[pixels];
    for (int p = 0; p < pixels; p++) {
      int q = random.nextInt(p + 1);
      order[p] = order[q];
      order[q] = p;
    }
    return order;
  }

  private static double[] reordered(double[] values, int[] order) {
    double[] result = new double[order.length];
    for (int p = 0; p < order.length; p++) {
      result[p] = values[order[p]];
    }
    return result;
  }

  private static Camera camera(
      CameraGeometry geometry, Optics optics, int channels, int samples, double rateGHz) {
    double[][] pulse = new double[channels][];
    for (int c = 0; c < channels; c++) {
      pulse[c] = pulse();
    }
    CameraReadout readout =
        new CameraReadout(
            geometry.name(), rateGHz, channels, geometry.pixels(), samples, pulse, PULSE_STEP_NS);
    return new Camera(geometry, readout, optics, optics.equivalentFocalLength());
  }

  private static double[] pulse() {
    double[] pulse = new double[97];
    for (int i = 0; i < pulse.length; i++) {
      double t = (i - 48) * PULSE_STEP_NS / PULSE_SIGMA_NS;
      pulse[i] = Math.exp(-0.5 * t * t);
    }
    return pulse;
  }

  private static CameraGeometry geometry(
      String name, List<Cell> cells, double area, PixelShape shape, int[][] steps) {
    int n = cells.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] areas = new double[n];
    Arrays.fill(areas, area);
    Map<List<Integer>, Integer> pixelAt = new HashMap<>();
    for (int p = 0; p < n; p++) {
      x[p] = cells.get(p).x;
      y[p] = cells.get(p).y;
      pixelAt.put(List.of(cells.get(p).i, cells.get(p).j), p);
    }
    int[] offsets = new int[n + 1];
    int[] indices = new int[n * steps.length];
    for (int p = 0; p < n; p++) {
      int end = offsets[p];
      for (int[] step : steps) {
        Integer q = pixelAt.get(List.of(cells.get(p).i + step[0], cells.get(p).j + step[1]));
        if (q != null) {
          indices[end++] = q;
        }
      }
      Arrays.sort(indices, offsets[p], end);
      offsets[p + 1] = end;
    }
    Neighbors neighbors = new Neighbors(offsets, Arrays.copyOf(indices, offsets[n]));
    return new CameraGeometry(name, x, y, areas, shape, 0, 0, neighbors);
  }
}
