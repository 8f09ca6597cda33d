package io.bluewake.math.minimize;

/** Where a search is: a point, derivatives and covariance there, all in internal parameters. */
final class State {
  /** How the covariance came about. */
  enum Quality {
    /** Positive definite. */
    ACCURATE,
    /** Was made positive definite. */
    FORCED,
    /** Is not known. */
    FAILED,
    /** Is not known since the calls were used up. */
    CALL_LIMIT
  }

  final int n;
  final double[] x;
  final double[] gradient;
  final double[] curvature;
  final double[] step;

  /** Inverse of the matrix of second derivatives. */
  final double[] covariance;

  double value;

  /** Expected vertical distance to the minimum. */
  double distance;

  /** How much the covariance still changes, relative; 1 when it is a guess. */
  double uncertainty;

  Quality quality = Quality.ACCURATE;
  private final double[] scale;
  private final double[] scaled;

  State(int n) {
    this.n = n;
    x = new double[n];
    gradient = new double[n];
    curvature = new double[n];
    step = new double[n];
    covariance = new double[n * n];
    scale = new double[n];
    scaled = new double[n * n];
  }

  boolean isUsable() {
    return quality == Quality.ACCURATE || quality == Quality.FORCED;
  }

  void copyFrom(State s) {
    System.arraycopy(s.x, 0, x, 0, n);
    System.arraycopy(s.gradient, 0, gradient, 0, n);
    System.arraycopy(s.curvature, 0, curvature, 0, n);
    System.arraycopy(s.step, 0, step, 0, n);
    System.arraycopy(s.covariance, 0, covariance, 0, n * n);
    value = s.value;
    distance = s.distance;
    uncertainty = s.uncertainty;
    quality = s.quality;
  }

  /** Half g^T V g. */
  void estimateDistance() {
    distance = 0.5 * SymmetricMatrix.form(covariance, gradient, n);
  }

  /** Guesses the covariance from the curvatures. */
  void guessCovariance(boolean keepNegative) {
    for (int i = 0; i < n; i++) {
      double c = keepNegative ? Math.abs(curvature[i]) : curvature[i];
      SymmetricMatrix.setDiagonal(covariance, n, i, c > Problem.EPS ? 1 / curvature[i] : 1);
    }
    uncertainty = 1;
    quality = Quality.ACCURATE;
    estimateDistance();
  }

  /** Diagonal covariance when second derivatives could not be computed. */
  void setDiagonalCovariance() {
    for (int i = 0; i < n; i++) {
      double variance = curvature[i] < Problem.EPS2 ? 1 : 1 / curvature[i];
      SymmetricMatrix.setDiagonal(covariance, n, i, variance < Problem.EPS2 ? 1 : variance);
    }
    uncertainty = 1;
  }

  /**
   * Makes the matrix in {@link #covariance} positive definite by adding to its diagonal.
   *
   * @param keptUncertainty uncertainty if nothing had to be added
   * @return whether it was so already
   */
  boolean makePositive(double keptUncertainty) {
    uncertainty = keptUncertainty;
    quality = Quality.ACCURATE;
    double[] m = covariance;
    if (n == 1) {
      if (m[0] < Problem.EPS) {
        m[0] = 1;
        return forced();
      }
      return true;
    }
    double floor = Math.max(1e-12, Problem.EPS2);
    double least = m[0];
    for (int i = 1; i < n; i++) {
      least = Math.min(least, m[i * n + i]);
    }
    double added = least <= 0 ? 0.5 + floor - least : 0;
    for (int i = 0; i < n; i++) {
      m[i * n + i] += added;
      if (m[i * n + i] < 0) {
        m[i * n + i] = 1;
      }
      scale[i] = 1 / Math.sqrt(m[i * n + i]);
    }
    System.arraycopy(m, 0, scaled, 0, n * n);
    SymmetricMatrix.scale(scaled, n, scale);
    SymmetricMatrix.diagonalize(scaled, n);
    double smallest = scaled[0];
    double largest = scaled[0];
    for (int i = 1; i < n; i++) {
      smallest = Math.min(smallest, scaled[i * n + i]);
      largest = Math.max(largest, scaled[i * n + i]);
    }
    largest = Math.max(Math.abs(largest), 1);
    if (smallest > floor * largest) {
      return true;
    }
    double factor = 1 + 0.001 * largest - smallest;
    for (int i = 0; i < n; i++) {
      m[i * n + i] *= factor;
    }
    return forced();
  }

  private boolean forced() {
    uncertainty = 1;
    quality = Quality.FORCED;
    return false;
  }
}
