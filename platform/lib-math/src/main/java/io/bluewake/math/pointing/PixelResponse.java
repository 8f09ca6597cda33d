package io.bluewake.math.pointing;

import io.bluewake.math.ErrorFunction;
import io.bluewake.model.Camera;
import io.bluewake.model.Neighbors;
import io.bluewake.model.PixelShape;

/**
 * Which part of the light of a point source falls into each pixel: the integral of a round Gaussian
 * over a hexagon or square. The orientation of the pixels follows from the directions of their
 * neighbours, which lie across their sides. Immutable.
 */
public final class PixelResponse {
  /** Nodes and weights of Gauss and Legendre of six points on [-1, 1], one half. */
  private static final double[] NODE = {
    0.238619186083196908630502, 0.661209386466264513661400, 0.932469514203152027812302
  };

  private static final double[] WEIGHT = {
    0.467913934572691047389870, 0.360761573048138607569834, 0.171324492379170345040296
  };

  private final double[] lon;
  private final double[] lat;
  private final boolean square;
  private final double pitch;
  private final double cos;
  private final double sin;

  /** The pixels of a camera, in the telescope frame. */
  public PixelResponse(Camera camera) {
    int n = camera.pixels();
    lon = new double[n];
    lat = new double[n];
    double area = 0;
    for (int p = 0; p < n; p++) {
      lon[p] = Math.toRadians(camera.fovLon()[p]);
      lat[p] = Math.toRadians(camera.fovLat()[p]);
      area += camera.geometry().pixelArea()[p] / n;
    }
    square = camera.geometry().shape() == PixelShape.RECTANGULAR;
    pitch = Math.sqrt(square ? area : area * 2 / Math.sqrt(3)) / camera.focalLength();
    int fold = square ? 4 : 6;
    Neighbors neighbors = camera.neighbors();
    double x = 0;
    double y = 0;
    for (int p = 0; p < n; p++) {
      for (int k = neighbors.offsets()[p]; k < neighbors.offsets()[p + 1]; k++) {
        int q = neighbors.indices()[k];
        double angle = fold * Math.atan2(lat[q] - lat[p], lon[q] - lon[p]);
        x += Math.cos(angle);
        y += Math.sin(angle);
      }
    }
    double turn = Math.atan2(y, x) / fold;
    cos = Math.cos(turn);
    sin = Math.sin(turn);
  }

  /** Number of pixels. */
  public int pixels() {
    return lon.length;
  }

  /** Distance of opposite sides of a pixel, rad. */
  public double pitch() {
    return pitch;
  }

  /** Longitude of the centre of a pixel, rad. */
  public double lon(int pixel) {
    return lon[pixel];
  }

  /** Latitude of the centre of a pixel, rad. */
  public double lat(int pixel) {
    return lat[pixel];
  }

  /** The pixel whose centre is nearest. */
  public int nearest(double atLon, double atLat) {
    int best = 0;
    double least = Double.POSITIVE_INFINITY;
    for (int p = 0; p < lon.length; p++) {
      double d = square(lon[p] - atLon) + square(lat[p] - atLat);
      if (d < least) {
        least = d;
        best = p;
      }
    }
    return best;
  }

  private static double square(double x) {
    return x * x;
  }

  /**
   * Part of the light of a source that a pixel gets.
   *
   * @param sourceLon where the source is imaged, rad
   * @param sourceLat where the source is imaged, rad
   * @param sigma standard deviation of the image in each coordinate, rad
   */
  public double part(int pixel, double sourceLon, double sourceLat, double sigma) {
    double dx = lon[pixel] - sourceLon;
    double dy = lat[pixel] - sourceLat;
    // u runs across a side, w along it.
    double u = cos * dx + sin * dy;
    double w = cos * dy - sin * dx;
    if (square) {
      return strip(u, pitch / 2, sigma) * strip(w, pitch / 2, sigma);
    }
    double side = pitch / Math.sqrt(3);
    return trapezoid(u, w, -side, -side / 2, sigma)
        + trapezoid(u, w, -side / 2, side / 2, sigma)
        + trapezoid(u, w, side / 2, side, sigma);
  }

  /** Part of a Gaussian within half a width of a place. */
  private static double strip(double at, double half, double sigma) {
    double unit = 1 / (Math.sqrt(2) * sigma);
    return 0.5 * (ErrorFunction.erf((at + half) * unit) - ErrorFunction.erf((at - half) * unit));
  }

  /** Part of a Gaussian in the slice of a hexagon between two heights. */
  private double trapezoid(double u, double w, double from, double to, double sigma) {
    double middle = (from + to) / 2;
    double half = (to - from) / 2;
    double sum = 0;
    for (int i = 0; i < NODE.length; i++) {
      sum += WEIGHT[i] * slice(u, w, middle - half * NODE[i], sigma);
      sum += WEIGHT[i] * slice(u, w, middle + half * NODE[i], sigma);
    }
    return sum * half;
  }

  private double slice(double u, double w, double height, double sigma) {
    double side = pitch / Math.sqrt(3);
    double half = Math.min(pitch / 2, (side - Math.abs(height)) * Math.sqrt(3));
    double z = (w + height) / sigma;
    return Math.exp(-z * z / 2) / (Math.sqrt(2 * Math.PI) * sigma) * strip(u, half, sigma);
  }
}
