package io.bluewake.math;

import io.bluewake.model.Neighbors;
import io.bluewake.model.PixelShape;
import java.util.Arrays;

/**
 * Finds which pixels of a camera touch, from their positions.
 *
 * <p>Hexagons and circles sit on a hexagonal grid: at most 6 neighbours by Euclidean distance,
 * nearer than 1.4 times the nearest (the second ring starts at 1.73). Rectangles sit on a square
 * grid: at most 4 neighbours by Manhattan distance, nearer than 1.5 times the nearest, so that gaps
 * between modules do not matter and diagonal pixels, at 2, do not count.
 *
 * <p>The limit belongs to each pixel, so on a distorted grid a pixel can have a neighbour that does
 * not have it in turn; this is how ctapipe defines it.
 */
public final class PixelNeighbors {
  private static final int HEX_NEIGHBORS = 6;
  private static final double HEX_REACH = 1.4;
  private static final int SQUARE_NEIGHBORS = 4;
  private static final double SQUARE_REACH = 1.5;

  private PixelNeighbors() {}

  /**
   * Neighbour lists of a camera.
   *
   * @param x positions, any unit; pixels at positions that are not finite have no neighbours
   * @param y positions, same unit
   * @param area areas; not needed for regular grids, for layouts to come
   * @param shape shape of the pixels, which tells the grid
   * @return one list per pixel, ascending; empty lists for cameras of one pixel
   */
  @SuppressWarnings("unused")
  public static Neighbors of(double[] x, double[] y, double[] area, PixelShape shape) {
    boolean square = shape == PixelShape.RECTANGULAR;
    int most = square ? SQUARE_NEIGHBORS : HEX_NEIGHBORS;
    int n = x.length;
    int[] byX = orderOf(x);
    int[] nearest = new int[most];
    double[] distance = new double[most];
    int[] offsets = new int[n + 1];
    int[] indices = new int[n * most];
    int[] rank = new int[n];
    for (int i = 0; i < n; i++) {
      rank[byX[i]] = i;
    }
    int used = 0;
    for (int pixel = 0; pixel < n; pixel++) {
      findNearest(x, y, byX, rank[pixel], square, nearest, distance);
      double limit = (square ? SQUARE_REACH : HEX_REACH) * distance[0];
      int from = used;
      for (int k = 0; k < most && distance[k] < limit; k++) {
        indices[used++] = nearest[k];
      }
      Arrays.sort(indices, from, used);
      offsets[pixel + 1] = used;
    }
    return new Neighbors(offsets, Arrays.copyOf(indices, used));
  }

  private static int[] orderOf(double[] x) {
    // A sorted copy and a search in it, rather than boxed indices and a comparator.
    int n = x.length;
    double[] sorted = x.clone();
    Arrays.sort(sorted);
    int[] order = new int[n];
    int[] run = new int[n];
    int[] placed = new int[n];
    for (int i = 1; i < n; i++) {
      run[i] = Double.compare(sorted[i], sorted[i - 1]) == 0 ? run[i - 1] : i;
    }
    for (int i = 0; i < n; i++) {
      int first = run[Arrays.binarySearch(sorted, x[i])];
      order[first + placed[first]++] = i;
    }
    return order;
  }

  /** Sweeps outwards in x until no pixel can be nearer than the farthest one kept. */
  private static void findNearest(
      double[] x,
      double[] y,
      int[] byX,
      int start,
      boolean manhattan,
      int[] nearest,
      double[] distance) {
    Arrays.fill(distance, Double.POSITIVE_INFINITY);
    int self = byX[start];
    int last = distance.length - 1;
    for (int step = -1; step <= 1; step += 2) {
      for (int i = start + step; i >= 0 && i < byX.length; i += step) {
        int other = byX[i];
        double dx = Math.abs(x[other] - x[self]);
        if (!(dx < distance[last])) {
          break;
        }
        double dy = Math.abs(y[other] - y[self]);
        double d = manhattan ? dx + dy : Math.sqrt(dx * dx + dy * dy);
        if (d < distance[last]) {
          insert(nearest, distance, other, d);
        }
      }
    }
  }

  private static void insert(int[] nearest, double[] distance, int pixel, double d) {
    int k = distance.length - 1;
    while (k > 0 && distance[k - 1] > d) {
      distance[k] = distance[k - 1];
      nearest[k] = nearest[k - 1];
      k--;
    }
    distance[k] = d;
    nearest[k] = pixel;
  }
}
