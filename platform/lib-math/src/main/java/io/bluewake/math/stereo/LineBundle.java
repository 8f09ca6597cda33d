package io.bluewake.math.stereo;

/**
 * The point closest to a bundle of lines in space, in the least-squares sense.
 *
 * <p>For lines through p_i along unit vectors n_i the squared distances of a point x sum up to sum
 * |(1 - n_i n_i^T)(x - p_i)|^2, which is least where S x = c with S = sum (1 - n_i n_i^T) and c =
 * sum (1 - n_i n_i^T) p_i. S is regular unless all lines are parallel.
 *
 * <p>Mutable and reusable: {@link #clear()}, {@link #add}, {@link #solve()}, then the coordinates.
 */
public final class LineBundle {
  /** Determinant, relative to the cube of the mean eigenvalue, that is rounding noise. */
  private static final double PARALLEL = 1e-14;

  private double sxx;
  private double sxy;
  private double sxz;
  private double syy;
  private double syz;
  private double szz;
  private double cx;
  private double cy;
  private double cz;
  private double x;
  private double y;
  private double z;

  /** Forgets all lines. */
  public void clear() {
    sxx = sxy = sxz = syy = syz = szz = 0;
    cx = cy = cz = 0;
    x = y = z = Double.NaN;
  }

  /** Adds the line through a point (px, py, pz) along the unit vector (nx, ny, nz). */
  public void add(double nx, double ny, double nz, double px, double py, double pz) {
    double xx = 1 - nx * nx;
    double xy = -nx * ny;
    double xz = -nx * nz;
    double yy = 1 - ny * ny;
    double yz = -ny * nz;
    double zz = 1 - nz * nz;
    sxx += xx;
    sxy += xy;
    sxz += xz;
    syy += yy;
    syz += yz;
    szz += zz;
    cx += xx * px + xy * py + xz * pz;
    cy += xy * px + yy * py + yz * pz;
    cz += xz * px + yz * py + zz * pz;
  }

  /**
   * Finds the point.
   *
   * @return false, and NaN coordinates, when there is none: no line, one line or parallel lines (as
   *     far as rounding lets one see), or lines that are not finite
   */
  public boolean solve() {
    double axx = syy * szz - syz * syz;
    double axy = sxz * syz - sxy * szz;
    double axz = sxy * syz - sxz * syy;
    double det = sxx * axx + sxy * axy + sxz * axz;
    double mean = (sxx + syy + szz) / 3;
    x = y = z = Double.NaN;
    if (!(det > PARALLEL * mean * mean * mean)) {
      return false;
    }
    double ayy = sxx * szz - sxz * sxz;
    double ayz = sxy * sxz - sxx * syz;
    double azz = sxx * syy - sxy * sxy;
    x = (axx * cx + axy * cy + axz * cz) / det;
    y = (axy * cx + ayy * cy + ayz * cz) / det;
    z = (axz * cx + ayz * cy + azz * cz) / det;
    return Double.isFinite(x) && Double.isFinite(y) && Double.isFinite(z);
  }

  /** Coordinate x of the point. */
  public double x() {
    return x;
  }

  /** Coordinate y of the point. */
  public double y() {
    return y;
  }

  /** Coordinate z of the point. */
  public double z() {
    return z;
  }
}
