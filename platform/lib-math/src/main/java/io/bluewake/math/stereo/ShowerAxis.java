package io.bluewake.math.stereo;

/** Distances from a shower axis: the line through the core, on the ground, along a direction. */
public final class ShowerAxis {
  private ShowerAxis() {}

  /**
   * Impact distance: the distance of a point from the axis, |(p - core) x n|.
   *
   * @param nx unit vector along the axis in the ground frame, x
   * @param ny its y
   * @param nz its z
   * @param dx vector from the core to the point, x, m
   * @param dy its y, m
   * @param dz its z, m
   */
  public static double distance(double nx, double ny, double nz, double dx, double dy, double dz) {
    double cx = dy * nz - dz * ny;
    double cy = dz * nx - dx * nz;
    double cz = dx * ny - dy * nx;
    return Math.sqrt(cx * cx + cy * cy + cz * cz);
  }
}
