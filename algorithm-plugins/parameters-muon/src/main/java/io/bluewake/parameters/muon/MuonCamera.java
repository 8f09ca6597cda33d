package io.bluewake.parameters.muon;

import io.bluewake.math.frames.FieldOfView;
import io.bluewake.model.Camera;
import io.bluewake.model.PixelShape;

/** What the analysis of rings needs to know about a camera and its mirror. */
final class MuonCamera {
  private static final double HOLE_RADIUS_LST_M = 0.74;
  private static final double HOLE_RADIUS_MST_M = 0.59;
  private static final double HOLE_RADIUS_SST_1M_M = 0.38;

  final Camera camera;
  final double[] x;
  final double[] y;

  /** Diameters of the pixels, deg. */
  final double[] pixelWidth;

  /** Diameter of the first pixel, rad. */
  final double pixelWidthRad;

  /** Area of a pixel over that of the square or hexagon around its inner circle. */
  final double circleShare;

  /** Radius of a circle with the area of the first pixel, rad. */
  final double pixelRadiusRad;

  /** Radius of a circle with the area of the mirror, m. */
  final double mirrorRadius;

  /** Radius of the hole in the mirror, m. */
  final double holeRadius;

  /** Radius of the field of view, deg. */
  final double fieldRadius;

  /** Largest longitude, deg. */
  final double largestX;

  MuonCamera(Camera camera, double holeRadiusM) {
    this.camera = camera;
    x = camera.fovLon();
    y = camera.fovLat();
    PixelShape shape = camera.geometry().shape();
    double[] area = camera.geometry().pixelArea();
    pixelWidth = new double[area.length];
    double largest = Double.NEGATIVE_INFINITY;
    for (int p = 0; p < area.length; p++) {
      pixelWidth[p] = Math.toDegrees(width(area[p], shape) / camera.focalLength());
      largest = Math.max(largest, x[p]);
    }
    largestX = largest;
    pixelWidthRad = width(area[0], shape) / camera.focalLength();
    pixelRadiusRad = Math.sqrt(area[0] / Math.PI) / camera.optics().equivalentFocalLength();
    mirrorRadius = Math.sqrt(camera.optics().mirrorArea() / Math.PI);
    holeRadius = holeRadiusM < 0 ? holeRadius(camera.description()) : holeRadiusM;
    fieldRadius = Math.toDegrees(FieldOfView.radius(camera));
    circleShare =
        switch (shape) {
          case HEXAGON -> Math.PI / 2 / Math.sqrt(3);
          case RECTANGULAR -> Math.PI / 4;
          case CIRCLE -> 1;
        };
  }

  /** In-circle diameter of hexagons, edge of squares, diameter of circles. */
  private static double width(double area, PixelShape shape) {
    return switch (shape) {
      case HEXAGON -> 2 * Math.sqrt(area / (2 * Math.sqrt(3)));
      case RECTANGULAR -> Math.sqrt(area);
      case CIRCLE -> 2 * Math.sqrt(area / Math.PI);
    };
  }

  /** Circles with the area of the hexagonal holes in the mirrors of CTAO telescopes. */
  private static double holeRadius(String description) {
    if (description.startsWith("LST_")) {
      return HOLE_RADIUS_LST_M;
    }
    if (description.startsWith("MST_")) {
      return HOLE_RADIUS_MST_M;
    }
    return description.startsWith("SST_1M_") ? HOLE_RADIUS_SST_1M_M : 0;
  }
}
