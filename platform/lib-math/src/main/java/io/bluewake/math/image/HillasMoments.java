package io.bluewake.math.image;

/**
 * Moments of the charge distribution of a cleaned image after Hillas (ICRC 1985): the ellipse of
 * second moments and what follows from it.
 *
 * <p>With charges q at positions (x, y) and Q = Σq: centroid = Σq(x, y)/Q; V = Σq d dᵀ/Q around the
 * centroid; length² ≥ width² are the eigenvalues of V, psi the direction of the eigenvector of
 * length² in (-π/2, π/2]. Positions may be in any unit, which is then that of all lengths; angles
 * are in radians. An image without pixels, with a negative or NaN charge, or with Q = 0 gives NaN
 * everywhere; all charge in one point gives length 0 and NaN for what needs an axis. Not thread
 * safe.
 */
public final class HillasMoments {
  /** Eigenvalues nearer to zero than this are rounding noise of a point or a line. */
  private static final double TINY = Math.ulp(1.0);

  private int n;
  private double[] dx = new double[0];
  private double[] dy = new double[0];
  private double[] q = new double[0];
  private double[] along = new double[0];
  private double[] across = new double[0];
  private double intensity;
  private double x;
  private double y;
  private double vxx;
  private double vxy;
  private double vyy;
  private double length;
  private double width;
  private double psi;
  private double skewness;
  private double kurtosis;
  private double lengthUncertainty;
  private double widthUncertainty;
  private double psiUncertainty;
  private double transverseUncertainty;

  /**
   * Computes intensity, centroid, length, width and psi.
   *
   * @param pixelX positions, by pixel
   * @param pixelY positions, by pixel
   * @param charge charges, from {@code base} on
   * @param pixels the pixels of the image, the first {@code count} entries
   * @return whether the ellipse exists, if only as a point
   */
  public boolean compute(
      double[] pixelX, double[] pixelY, float[] charge, int base, int[] pixels, int count) {
    n = count;
    if (q.length < count) {
      allocate(pixelX.length);
    }
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < count; i++) {
      int p = pixels[i];
      double w = charge[base + p];
      double px = pixelX[p];
      double py = pixelY[p];
      q[i] = w;
      dx[i] = px;
      dy[i] = py;
      sum += w;
      sumX += w * px;
      sumY += w * py;
      lowest = Math.min(lowest, w);
    }
    intensity = sum;
    if (count == 0 || !(lowest >= 0) || !(sum > 0)) {
      setUndefined();
      return false;
    }
    x = sumX / sum;
    y = sumY / sum;
    secondMoments();
    axes();
    return true;
  }

  private void allocate(int pixels) {
    dx = new double[pixels];
    dy = new double[pixels];
    q = new double[pixels];
    along = new double[pixels];
    across = new double[pixels];
  }

  private void setUndefined() {
    x = y = vxx = vxy = vyy = length = width = psi = Double.NaN;
    intensity = Double.NaN;
  }

  private void secondMoments() {
    double xx = 0;
    double xy = 0;
    double yy = 0;
    for (int i = 0; i < n; i++) {
      double a = dx[i] - x;
      double b = dy[i] - y;
      dx[i] = a;
      dy[i] = b;
      double wa = q[i] * a;
      xx += wa * a;
      xy += wa * b;
      yy += q[i] * b * b;
    }
    vxx = xx / intensity;
    vxy = xy / intensity;
    vyy = yy / intensity;
  }

  private void axes() {
    double mean = 0.5 * (vxx + vyy);
    double radius = Math.sqrt(0.25 * (vxx - vyy) * (vxx - vyy) + vxy * vxy);
    double large = mean + radius;
    double small = mean - radius;
    length = Math.sqrt(Math.abs(large) <= TINY ? 0 : large);
    width = Math.sqrt(Math.abs(small) <= TINY ? 0 : small);
    if (length == 0) {
      psi = Double.NaN;
    } else if (vxy == 0 && vxx <= vyy) {
      psi = Math.PI / 2;
    } else {
      psi = 0.5 * Math.atan2(2 * vxy, vxx - vyy);
    }
  }

  /**
   * Computes coordinates along and across the axis for the pixels of the image; see {@link
   * #along()} and {@link #across()}.
   */
  public void project() {
    double cos = Math.cos(psi);
    double sin = Math.sin(psi);
    for (int i = 0; i < n; i++) {
      along[i] = dx[i] * cos + dy[i] * sin;
      across[i] = dy[i] * cos - dx[i] * sin;
    }
  }

  /**
   * Computes skewness, kurtosis and the uncertainties after {@link #compute}.
   *
   * <p>Skewness and kurtosis are Σq l³/(Q length³) and Σq l⁴/(Q length⁴), 3 for a Gaussian. The
   * uncertainty of the direction and of the transverse centroid come from a line fitted to the
   * transverse over the longitudinal coordinates with weights q/area, the former stretched by 1 +
   * tan²(π/2 · width/length). Those of length and width propagate Poisson fluctuations of each
   * pixel through V.
   *
   * @param pixelArea areas by pixel, in the squared unit of the positions
   * @param pixels the same pixels as before
   */
  public void computeHigherMoments(double[] pixelArea, int[] pixels) {
    if (!(length > 0)) {
      skewness = kurtosis = psiUncertainty = transverseUncertainty = Double.NaN;
      lengthUncertainty = widthUncertainty = Double.NaN;
      return;
    }
    project();
    double m3 = 0;
    double m4 = 0;
    double s = 0;
    double sl = 0;
    double sll = 0;
    double st = 0;
    double slt = 0;
    for (int i = 0; i < n; i++) {
      double l = along[i];
      double w = q[i] / pixelArea[pixels[i]];
      double wl = w * l;
      double cube = q[i] * l * l * l;
      m3 += cube;
      m4 += cube * l;
      s += w;
      sl += wl;
      sll += wl * l;
      st += w * across[i];
      slt += wl * across[i];
    }
    double l2 = length * length;
    skewness = m3 / (intensity * l2 * length);
    kurtosis = m4 / (intensity * l2 * l2);
    double det = s * sll - sl * sl;
    double tilt = (s * slt - sl * st) / det;
    double stretch = Math.tan(width / length * Math.PI / 2);
    psiUncertainty = Math.sqrt(s / det + tilt * tilt) * (1 + stretch * stretch);
    double sinTilt = Math.sin(tilt);
    transverseUncertainty = Math.sqrt(sll / det * (1 + sinTilt * sinTilt));
    axisUncertainties();
  }

  private void axisUncertainties() {
    double cos2 = Math.cos(2 * psi);
    double c = Math.sin(2 * psi);
    double a = (1 + cos2) / 2;
    double b = (1 - cos2) / 2;
    double sumLength = 0;
    double sumWidth = 0;
    for (int i = 0; i < n; i++) {
      double xx = dx[i] * dx[i] - vxx;
      double yy = dy[i] * dy[i] - vyy;
      double xy = dx[i] * dy[i] - vxy;
      double major = a * xx + b * yy + c * xy;
      double minor = b * xx + a * yy - c * xy;
      sumLength += major * major * q[i];
      sumWidth += minor * minor * q[i];
    }
    lengthUncertainty = Math.sqrt(sumLength) / (2 * length * intensity);
    widthUncertainty = width == 0 ? Double.NaN : Math.sqrt(sumWidth) / (2 * width * intensity);
  }

  /** Sum of the charges, NaN if the image has no ellipse. */
  public double intensity() {
    return intensity;
  }

  /** First coordinate of the centroid. */
  public double x() {
    return x;
  }

  /** Second coordinate of the centroid. */
  public double y() {
    return y;
  }

  /** Root of the larger eigenvalue of the second moments. */
  public double length() {
    return length;
  }

  /** Root of the smaller eigenvalue of the second moments; 0 when all pixels lie on a line. */
  public double width() {
    return width;
  }

  /** Direction of the axis, rad, in (-π/2, π/2]; NaN for a point. */
  public double psi() {
    return psi;
  }

  /** Third longitudinal moment in units of length³. */
  public double skewness() {
    return skewness;
  }

  /** Fourth longitudinal moment in units of length⁴. */
  public double kurtosis() {
    return kurtosis;
  }

  /** Uncertainty of the length. */
  public double lengthUncertainty() {
    return lengthUncertainty;
  }

  /** Uncertainty of the width, NaN if that is 0. */
  public double widthUncertainty() {
    return widthUncertainty;
  }

  /** Uncertainty of psi, rad. */
  public double psiUncertainty() {
    return psiUncertainty;
  }

  /** Uncertainty of the centroid across the axis. */
  public double transverseCogUncertainty() {
    return transverseUncertainty;
  }

  /** Coordinates along the axis after {@link #project()}, one per pixel of the image. */
  public double[] along() {
    return along;
  }

  /** Coordinates across the axis after {@link #project()}, one per pixel of the image. */
  public double[] across() {
    return across;
  }
}
