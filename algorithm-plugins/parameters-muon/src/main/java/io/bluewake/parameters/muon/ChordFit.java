package io.bluewake.parameters.muon;

/**
 * Closed-form circle through weighted points: B. B. Chaudhuri and P. Kundu, Pattern Recognition
 * Letters 14 (1993) 1. The centre minimizes sum w (|p - c|^2 - mean)^2, linear in c; the radius is
 * the root mean square distance from it.
 */
final class ChordFit {
  private ChordFit() {}

  /** Fits; everything is NaN without pixels. */
  static void fit(Pixels p, Ring ring) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    for (int i = 0; i < p.count; i++) {
      sum += p.weight[i];
      sumX += p.weight[i] * p.x[i];
      sumY += p.weight[i] * p.y[i];
    }
    double meanX = sumX / sum;
    double meanY = sumY / sum;
    double xx = 0;
    double xy = 0;
    double yy = 0;
    double xr = 0;
    double yr = 0;
    for (int i = 0; i < p.count; i++) {
      double x = p.x[i];
      double y = p.y[i];
      double wx = p.weight[i] * (x - meanX);
      double wy = p.weight[i] * (y - meanY);
      double half = 0.5 * (x * x + y * y);
      xx += wx * x;
      xy += wy * x;
      yy += wy * y;
      xr += wx * half;
      yr += wy * half;
    }
    double det = xx * yy - xy * xy;
    double x = (yy * xr - xy * yr) / det;
    double y = (xx * yr - xy * xr) / det;
    double squares = 0;
    for (int i = 0; i < p.count; i++) {
      double dx = p.x[i] - x;
      double dy = p.y[i] - y;
      squares += p.weight[i] * (dx * dx + dy * dy);
    }
    ring.set(x, y, Math.sqrt(squares / sum));
    ring.setErrors(Double.NaN, Double.NaN, Double.NaN);
  }

  /**
   * Estimates errors as if the parameters were independent and the radius twice as precise as the
   * centre: spread of the squared residuals over spread of their derivatives.
   */
  static void estimateErrors(Pixels p, Ring ring) {
    double sum = 0;
    double residual = 0;
    double residual2 = 0;
    double slope = 0;
    double slope2 = 0;
    double r2 = ring.radius * ring.radius;
    for (int i = 0; i < p.count; i++) {
      double dx = p.x[i] - ring.x;
      double dy = p.y[i] - ring.y;
      double d2 = dx * dx + dy * dy;
      double delta = d2 - r2;
      double derivative = Math.sqrt(d2 + r2 / 4);
      sum += p.weight[i];
      residual += p.weight[i] * delta;
      residual2 += p.weight[i] * delta * delta;
      slope += p.weight[i] * derivative;
      slope2 += p.weight[i] * derivative * derivative;
    }
    double residualVariance = residual2 / sum - residual / sum * (residual / sum);
    double slopeVariance = slope2 / sum - slope / sum * (slope / sum);
    double error = Math.sqrt(residualVariance / slopeVariance) / sum / 2 / Math.sqrt(2);
    ring.setErrors(error, error, error / 2);
  }
}
