package io.bluewake.math.pointing;

import io.bluewake.math.linear.Cholesky;
import java.util.List;

/**
 * A {@link FocalTransform} with what is known about it, as information (inverse covariance): 0 for
 * what was not measured. Immutable.
 */
public final class FocalEstimate {
  private static final int N = FocalTransform.SIZE;

  private final double[] value;
  private final double[] information;

  /**
   * An estimate.
   *
   * @param value the transformation
   * @param information inverse of its covariance, {@code [row * 4 + column]}; rows of 0 for numbers
   *     that are not known
   */
  public FocalEstimate(double[] value, double[] information) {
    this.value = value.clone();
    this.information = information.clone();
  }

  /** An estimate that knows nothing. */
  public static FocalEstimate unknown() {
    return new FocalEstimate(new double[N], new double[N * N]);
  }

  /**
   * An estimate of independent numbers.
   *
   * @param value the transformation
   * @param sigma standard error of each; infinite where it is not known
   */
  public static FocalEstimate of(double[] value, double... sigma) {
    double[] information = new double[N * N];
    for (int i = 0; i < N; i++) {
      information[i * N + i] = 1 / (sigma[i] * sigma[i]);
    }
    return new FocalEstimate(value, information);
  }

  /** The transformation. */
  public double[] value() {
    return value.clone();
  }

  /** Inverse of the covariance. */
  public double[] information() {
    return information.clone();
  }

  /** Whether a number was measured. */
  public boolean knows(int index) {
    return information[index * N + index] > 0;
  }

  /** Standard error of a number; infinite if it was not measured. */
  public double uncertainty(int index) {
    return Math.sqrt(covariance()[index * N + index]);
  }

  /** Covariance; infinite variances for what was not measured. */
  public double[] covariance() {
    int[] known = new int[N];
    int n = 0;
    for (int i = 0; i < N; i++) {
      if (knows(i)) {
        known[n++] = i;
      }
    }
    double[] part = new double[n * n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        part[i * n + j] = information[known[i] * N + known[j]];
      }
    }
    double[] all = new double[N * N];
    for (int i = 0; i < N; i++) {
      all[i * N + i] = Double.POSITIVE_INFINITY;
    }
    if (Cholesky.decompose(part, n) < 0) {
      double[] inverse = Cholesky.inverse(part, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          all[known[i] * N + known[j]] = inverse[i * n + j];
        }
      }
    }
    return all;
  }

  /**
   * Corrections that act one after another, like the bending of the structure and the displacement
   * of the camera: transformations are chained, covariances add. What one of them does not know it
   * does not change either; what none knows stays unknown.
   */
  public FocalEstimate then(FocalEstimate second) {
    double[] chained = new double[N];
    FocalTransform.chain(value, second.value, chained);
    double[] a = covariance();
    double[] b = second.covariance();
    double[] sum = new double[N * N];
    double[] result = new double[N * N];
    int[] known = new int[N];
    int n = 0;
    for (int i = 0; i < N; i++) {
      if (knows(i) || second.knows(i)) {
        known[n++] = i;
      }
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        int at = known[i] * N + known[j];
        sum[i * n + j] =
            (Double.isInfinite(a[at]) ? 0 : a[at]) + (Double.isInfinite(b[at]) ? 0 : b[at]);
      }
    }
    if (Cholesky.decompose(sum, n) < 0) {
      double[] inverse = Cholesky.inverse(sum, n);
      for (int i = 0; i < n; i++) {
        for (int j = 0; j < n; j++) {
          result[known[i] * N + known[j]] = inverse[i * n + j];
        }
      }
    }
    return new FocalEstimate(chained, result);
  }

  /**
   * Independent measurements of the same transformation, weighted by what they know: the best
   * linear unbiased combination.
   *
   * @return the combination, and {@link #unknown} of nothing
   */
  public static FocalEstimate combine(List<FocalEstimate> all) {
    double[] information = new double[N * N];
    double[] weighted = new double[N];
    for (FocalEstimate e : all) {
      for (int i = 0; i < N; i++) {
        for (int j = 0; j < N; j++) {
          information[i * N + j] += e.information[i * N + j];
          weighted[i] += e.information[i * N + j] * e.value[j];
        }
      }
    }
    FocalEstimate shape = new FocalEstimate(new double[N], information);
    double[] covariance = shape.covariance();
    double[] value = new double[N];
    for (int i = 0; i < N; i++) {
      for (int j = 0; j < N && shape.knows(i); j++) {
        value[i] += shape.knows(j) ? covariance[i * N + j] * weighted[j] : 0;
      }
    }
    return new FocalEstimate(value, information);
  }

  /** By how many standard errors two estimates disagree, all numbers together: sqrt of chi²/n. */
  public double disagreement(FocalEstimate other) {
    double[] a = covariance();
    double[] b = other.covariance();
    int[] both = new int[N];
    int n = 0;
    for (int i = 0; i < N; i++) {
      if (knows(i) && other.knows(i)) {
        both[n++] = i;
      }
    }
    double[] sum = new double[n * n];
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = value[both[i]] - other.value[both[i]];
      for (int j = 0; j < n; j++) {
        sum[i * n + j] = a[both[i] * N + both[j]] + b[both[i] * N + both[j]];
      }
    }
    if (n == 0 || Cholesky.decompose(sum, n) >= 0) {
      return 0;
    }
    double[] solved = x.clone();
    Cholesky.solve(sum, n, solved);
    double chi2 = 0;
    for (int i = 0; i < n; i++) {
      chi2 += x[i] * solved[i];
    }
    return Math.sqrt(chi2 / n);
  }
}
