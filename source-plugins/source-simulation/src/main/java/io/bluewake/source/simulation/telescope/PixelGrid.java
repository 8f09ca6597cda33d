package io.bluewake.source.simulation.telescope;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.CameraGeometry;
import io.bluewake.model.PixelShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Where the pixels of a camera are: hexagons in flowers of seven (LSTCam, NectarCam), hexagons
 * around a vertex (FlashCam), squares in modules of 64 (SSTCam, SCTCam); modules are those nearest
 * to the centre. Finds the pixel of a point by a fine map.
 */
final class PixelGrid {
  private static final double ROW = Math.sqrt(3) / 2;
  private static final int FINE = 10;

  private final CameraGeometry geometry;
  private final double cell;
  private final double cellsPerMetre;
  private final double reach;
  private final int side;
  private final short[] map;

  PixelGrid(Facts facts) {
    double pitch = facts.number("pixelPitch");
    double rotation = Math.toRadians(facts.number("rotationDeg"));
    int modules = facts.count("modules");
    boolean square = facts.text("grid").equals("square-modules");
    List<double[]> points =
        switch (facts.text("grid")) {
          case "hexagonal-modules" -> flowers(modules, pitch);
          case "hexagonal-vertex" -> around(modules, pitch, pitch / 2, pitch / Math.sqrt(12));
          case "square-modules" -> squares(modules, pitch, facts.number("modulePitch"));
          default -> throw new IllegalArgumentException("grid " + facts.text("grid"));
        };
    int n = points.size();
    double[] x = new double[n];
    double[] y = new double[n];
    double[] area = new double[n];
    double largest = 0;
    for (int p = 0; p < n; p++) {
      double[] q = points.get(p);
      x[p] = Math.cos(rotation) * q[0] - Math.sin(rotation) * q[1];
      y[p] = Math.sin(rotation) * q[0] + Math.cos(rotation) * q[1];
      area[p] = pitch * pitch * (square ? 1 : ROW);
      largest = Math.max(largest, Math.max(Math.abs(x[p]), Math.abs(y[p])));
    }
    PixelShape shape = square ? PixelShape.RECTANGULAR : PixelShape.HEXAGON;
    geometry =
        new CameraGeometry(
            facts.text("camera"),
            x,
            y,
            area,
            shape,
            facts.number("rotationDeg"),
            0,
            PixelNeighbors.of(x, y, area, shape));
    cell = pitch / FINE;
    cellsPerMetre = 1 / cell;
    reach = largest + pitch;
    side = (int) (2 * reach / cell) + 1;
    map = new short[side * side];
    Arrays.fill(map, (short) -1);
    for (int p = 0; p < n; p++) {
      draw(p, x[p], y[p], pitch, square, rotation);
    }
  }

  private static List<double[]> lattice(double pitch, double x0, double y0, int reach) {
    List<double[]> points = new ArrayList<>();
    for (int j = -reach; j <= reach; j++) {
      for (int i = -reach; i <= reach; i++) {
        points.add(new double[] {pitch * (i + 0.5 * j) - x0, pitch * ROW * j - y0});
      }
    }
    // Equal distances differ by rounding only; whole parts of a millionth keep the order fixed.
    points.sort(
        Comparator.comparingLong(
                (double[] q) -> Math.round(1e6 * (q[0] * q[0] + q[1] * q[1]) / (pitch * pitch)))
            .thenComparingDouble(q -> Math.atan2(q[1], q[0])));
    return points;
  }

  private static List<double[]> around(int pixels, double pitch, double x0, double y0) {
    return lattice(pitch, x0, y0, (int) Math.sqrt(pixels)).subList(0, pixels);
  }

  private static List<double[]> flowers(int modules, double pitch) {
    double turn = Math.atan2(ROW, 2.5);
    List<double[]> points = new ArrayList<>();
    int reach = (int) Math.sqrt(modules) + 2;
    for (double[] m : lattice(pitch * Math.sqrt(7), 0, 0, reach).subList(0, modules)) {
      double x = Math.cos(turn) * m[0] - Math.sin(turn) * m[1];
      double y = Math.sin(turn) * m[0] + Math.cos(turn) * m[1];
      points.add(new double[] {x, y});
      for (int k = 0; k < 6; k++) {
        double angle = k * Math.PI / 3;
        points.add(new double[] {x + pitch * Math.cos(angle), y + pitch * Math.sin(angle)});
      }
    }
    // Numbered as the LSTCam is, ring after ring, each clockwise from the negative axis; cameras of
    // MSTs are in truth numbered otherwise.
    points.sort(
        Comparator.comparingInt((double[] q) -> ring(q, pitch))
            .thenComparingDouble(q -> clockwise(q[0], q[1])));
    return points;
  }

  /** Number of the hexagonal ring around the centre that a point of the lattice is on. */
  private static int ring(double[] q, double pitch) {
    long j = Math.round(q[1] / (pitch * ROW));
    long i = Math.round(q[0] / pitch - 0.5 * j);
    return (int) Math.max(Math.max(Math.abs(i), Math.abs(j)), Math.abs(i + j));
  }

  /** Angle from the negative x axis, clockwise, from 0 to 2 π; rounding does not cross 0. */
  private static double clockwise(double x, double y) {
    double angle = Math.PI - Math.atan2(y, x);
    return angle > 2 * Math.PI - 1e-9 ? 0 : angle;
  }

  private static List<double[]> squares(int modules, double pitch, double modulePitch) {
    int n = (int) Math.ceil(Math.sqrt(modules));
    while (n * n < modules + 4) {
      n++;
    }
    double middle = (n - 1) / 2.0;
    List<double[]> centres = new ArrayList<>();
    for (int j = 0; j < n; j++) {
      for (int i = 0; i < n; i++) {
        centres.add(new double[] {(i - middle) * modulePitch, (j - middle) * modulePitch});
      }
    }
    centres.sort(Comparator.comparingDouble(c -> Math.hypot(c[0], c[1])));
    List<double[]> points = new ArrayList<>();
    for (double[] c : centres.subList(0, modules)) {
      for (int j = 0; j < 8; j++) {
        for (int i = 0; i < 8; i++) {
          points.add(new double[] {c[0] + (i - 3.5) * pitch, c[1] + (j - 3.5) * pitch});
        }
      }
    }
    return points;
  }

  private void draw(int p, double x, double y, double pitch, boolean square, double rotation) {
    int from = (int) ((x + reach - pitch * 0.7) / cell);
    int to = (int) ((x + reach + pitch * 0.7) / cell);
    int low = (int) ((y + reach - pitch * 0.7) / cell);
    int high = (int) ((y + reach + pitch * 0.7) / cell);
    for (int j = low; j <= high; j++) {
      for (int i = from; i <= to; i++) {
        double dx = (i + 0.5) * cell - reach - x;
        double dy = (j + 0.5) * cell - reach - y;
        if (inside(dx, dy, pitch, square, rotation)) {
          map[j * side + i] = (short) p;
        }
      }
    }
  }

  private static boolean inside(double dx, double dy, double pitch, boolean square, double turn) {
    if (square) {
      return Math.abs(dx) <= pitch / 2 && Math.abs(dy) <= pitch / 2;
    }
    for (int k = 0; k < 3; k++) {
      double angle = turn + k * Math.PI / 3;
      if (Math.abs(dx * Math.cos(angle) + dy * Math.sin(angle)) > pitch / 2) {
        return false;
      }
    }
    return true;
  }

  CameraGeometry geometry() {
    return geometry;
  }

  /** The pixel of a point of the focal plane, m, or -1. */
  int pixelAt(double x, double y) {
    int i = (int) ((x + reach) * cellsPerMetre);
    int j = (int) ((y + reach) * cellsPerMetre);
    if (i < 0 || j < 0 || i >= side || j >= side || x < -reach || y < -reach) {
      return -1;
    }
    return map[j * side + i];
  }

  /** Half of the side of the camera, m. */
  double reach() {
    return reach;
  }
}
