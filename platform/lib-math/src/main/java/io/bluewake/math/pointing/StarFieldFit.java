package io.bluewake.math.pointing;

import io.bluewake.math.linear.Cholesky;
import java.util.Arrays;

/**
 * Finds where a camera looks from the light of stars in its pixels, seen as excess of the variance
 * of pedestals.
 *
 * <p>First the known stars are moved over the camera until they meet the brightest pixels. Then the
 * variance of the pixels around them is fitted: v_p = b + sum_i F_i g_p(T^-1 x_i), with background
 * b, a flux F_i of every star, and g_p the part of a round Gaussian at the place of star i under
 * the transformation T that falls into pixel p ({@link PixelResponse}). Fluxes and background are
 * linear and solved for at every step (variable projection); translation, rotation, scale and one
 * factor on the width of the images by damped Gauss-Newton. The error of a variance is a constant
 * part of the variance itself, as the model gives it, so that chance excesses get no weight of
 * their own. Pixels that do not fit lose their weight. A forward model and not a centroid, because
 * a star in the middle of a pixel lights that pixel alone.
 *
 * <p>Reused; not thread safe.
 */
public final class StarFieldFit {
  private static final int PARAMETERS = 5;
  private static final int WIDTH = 4;
  private static final double WIDTH_PRIOR = 0.3;
  private static final int ROUNDS = 5;
  private static final int STEPS = 12;
  private static final double FAR = 4;

  private final PixelResponse response;
  private final Options options;

  private double[] variance = new double[0];
  private double[] relative = new double[0];
  private boolean[] usable = new boolean[0];
  private double[] starLon = new double[0];
  private double[] starLat = new double[0];
  private int[] star = new int[0];
  private int stars;
  private int[] region = new int[0];
  private int pixels;
  private double[] model = new double[0];
  private double[] weight = new double[0];
  private double[] design = new double[0];
  private double[] linear = new double[0];
  private double[] factor = new double[0];
  private double[] residual = new double[0];

  /**
   * How to fit.
   *
   * @param psf standard deviation of the image of a star on the axis, rad
   * @param psfPerAngle by how much it grows with the distance from the axis, rad per rad, added in
   *     quadrature
   * @param search by how much the pointing may be off, rad
   * @param significance fewest standard errors of the flux of a star that counts
   * @param systematic relative error of a variance that more events do not lower: gains
   * @param fewest stars without which nothing counts as found: a pixel that lies looks like a star
   * @param rotation whether to fit a rotation, given two stars
   * @param scale whether to fit a scale, given {@link SimilarityFit#POINTS_FOR_SCALE} stars
   */
  public record Options(
      double psf,
      double psfPerAngle,
      double search,
      double significance,
      double systematic,
      int fewest,
      boolean rotation,
      boolean scale) {}

  /**
   * What was found.
   *
   * @param estimate the transformation from where the camera sees things to where they are
   * @param stars indices of the stars that count, into the list given
   * @param flux their light, in the unit of the variances
   * @param fluxError its standard errors
   * @param background variance without stars
   * @param width factor on the width of the images
   * @param chi2 sum of squared residuals over degrees of freedom
   * @param lit pixels in which stars add more than a tenth to the background
   */
  public record Result(
      FocalEstimate estimate,
      int[] stars,
      double[] flux,
      double[] fluxError,
      double background,
      double width,
      double chi2,
      boolean[] lit) {}

  /** A fit for a camera. */
  public StarFieldFit(PixelResponse response, Options options) {
    this.response = response;
    this.options = options;
  }

  /**
   * Fits.
   *
   * @param values variance of each pixel; NaN if not measured
   * @param good pixels that may be used
   * @param relativeError statistical error of the variances, as part of them
   * @param lon longitudes where stars should be, rad, the brightest first
   * @param lat latitudes where stars should be, rad
   * @param n number of stars
   * @return empty when too few stars were found
   */
  public java.util.Optional<Result> fit(
      double[] values, boolean[] good, double relativeError, double[] lon, double[] lat, int n) {
    take(values, good, relativeError);
    double background = median();
    starLon = lon;
    starLat = lat;
    double[] t = new double[PARAMETERS];
    coarse(background, n, t);
    star = new int[n];
    stars = 0;
    for (int i = 0; i < n; i++) {
      if (inside(i, t)) {
        star[stars++] = i;
      }
    }
    if (stars < Math.max(1, options.fewest())) {
      return java.util.Optional.empty();
    }
    double chi2 = 0;
    for (int round = 0; round < ROUNDS; round++) {
      gather(t);
      weigh(background, round, t);
      chi2 = minimize(t);
      if (drop()) {
        round = Math.min(round, 1);
        if (stars < Math.max(1, options.fewest())) {
          return java.util.Optional.empty();
        }
      }
    }
    return java.util.Optional.of(result(t, information(t, chi2), chi2));
  }

  private void take(double[] values, boolean[] good, double relativeError) {
    int n = response.pixels();
    variance = values;
    usable = new boolean[n];
    relative = new double[n];
    Arrays.fill(relative, Math.hypot(relativeError, options.systematic()));
    for (int p = 0; p < n; p++) {
      usable[p] = good[p] && Double.isFinite(values[p]) && values[p] > 0;
    }
  }

  private double median() {
    double[] sorted = new double[usable.length];
    int n = 0;
    for (int p = 0; p < usable.length; p++) {
      if (usable[p]) {
        sorted[n++] = variance[p];
      }
    }
    Arrays.sort(sorted, 0, n);
    return n == 0 ? Double.NaN : sorted[n / 2];
  }

  /** Moves the stars over the camera until they meet bright pixels. */
  private void coarse(double background, int n, double[] t) {
    double step = response.pitch() / 3;
    int reach = (int) Math.ceil(options.search() / step);
    double best = Double.NEGATIVE_INFINITY;
    int most = Math.min(n, 15);
    for (int i = -reach; i <= reach; i++) {
      for (int j = -reach; j <= reach; j++) {
        double lon = i * step;
        double lat = j * step;
        if (lon * lon + lat * lat > options.search() * options.search()) {
          continue;
        }
        double score = -1e-3 * Math.hypot(i, j);
        for (int s = 0; s < most; s++) {
          int p = response.nearest(starLon[s] - lon, starLat[s] - lat);
          double d =
              Math.hypot(response.lon(p) - starLon[s] + lon, response.lat(p) - starLat[s] + lat);
          if (usable[p] && d < response.pitch()) {
            double excess = (variance[p] / background - 1) / relative[p];
            score += Math.max(-3, Math.min(20, excess)) * (1 - 0.5 * d / response.pitch());
          }
        }
        if (score > best) {
          best = score;
          t[FocalTransform.LON] = lon;
          t[FocalTransform.LAT] = lat;
        }
      }
    }
  }

  private boolean inside(int s, double[] t) {
    double lon = FocalTransform.lonBefore(t, 0, starLon[s], starLat[s]);
    double lat = FocalTransform.latBefore(t, 0, starLon[s], starLat[s]);
    int p = response.nearest(lon, lat);
    return Math.hypot(response.lon(p) - lon, response.lat(p) - lat) < 0.6 * response.pitch();
  }

  private double width(double lon, double lat, double[] t) {
    double coma = options.psfPerAngle() * Math.hypot(lon, lat);
    return Math.hypot(options.psf(), coma) * Math.exp(t[WIDTH]);
  }

  /** The pixels around the stars. */
  private void gather(double[] t) {
    boolean[] near = new boolean[usable.length];
    for (int k = 0; k < stars; k++) {
      double lon = FocalTransform.lonBefore(t, 0, starLon[star[k]], starLat[star[k]]);
      double lat = FocalTransform.latBefore(t, 0, starLon[star[k]], starLat[star[k]]);
      double reach = 2 * response.pitch() + FAR * width(lon, lat, t);
      for (int p = 0; p < near.length; p++) {
        near[p] |= usable[p] && Math.hypot(response.lon(p) - lon, response.lat(p) - lat) < reach;
      }
    }
    region = new int[near.length];
    pixels = 0;
    for (int p = 0; p < near.length; p++) {
      if (near[p]) {
        region[pixels++] = p;
      }
    }
    model = new double[pixels];
    weight = new double[pixels];
    residual = new double[pixels];
    design = new double[pixels * (stars + 1)];
  }

  /** Weights from the model; in the first round from the values, as there is no model yet. */
  private void weigh(double background, int round, double[] t) {
    for (int k = 0; k < pixels; k++) {
      model[k] = Math.max(background, variance[region[k]]);
      weight[k] = 1 / (relative[region[k]] * model[k]);
    }
    if (round == 0) {
      return;
    }
    for (int again = 0; again < 3; again++) {
      project(t);
      for (int k = 0; k < pixels; k++) {
        int p = region[k];
        double expected = Math.max(background / 3, model[k]);
        double sigma = relative[p] * expected;
        double off = Math.abs(variance[p] - model[k]) / sigma;
        // Poor first models must not cost the stars their brightest pixels.
        double robust = round < 2 ? 1 : Math.max(1e-3, RobustWeights.biweight(off / 1.5));
        weight[k] = Math.sqrt(robust) / sigma;
      }
    }
  }

  /** Solves for fluxes and background, and fills model and weighted residuals. Returns chi². */
  private double project(double[] t) {
    int m = stars + 1;
    Arrays.fill(design, 0);
    for (int i = 0; i < stars; i++) {
      double lon = FocalTransform.lonBefore(t, 0, starLon[star[i]], starLat[star[i]]);
      double lat = FocalTransform.latBefore(t, 0, starLon[star[i]], starLat[star[i]]);
      double sigma = width(lon, lat, t);
      double reach = response.pitch() + (FAR + 1) * sigma;
      for (int k = 0; k < pixels; k++) {
        int p = region[k];
        if (Math.hypot(response.lon(p) - lon, response.lat(p) - lat) < reach) {
          design[k * m + i] = response.part(p, lon, lat, sigma);
        }
      }
    }
    linear = new double[m];
    factor = new double[m * m];
    for (int k = 0; k < pixels; k++) {
      double w = weight[k] * weight[k];
      design[k * m + stars] = 1;
      for (int i = 0; i < m; i++) {
        double d = w * design[k * m + i];
        if (d != 0) {
          linear[i] += d * variance[region[k]];
          for (int j = 0; j <= i; j++) {
            factor[i * m + j] += d * design[k * m + j];
          }
        }
      }
    }
    for (int i = 0; i < m; i++) {
      // A star outside the pixels that count has no light: keep the equations solvable.
      factor[i * m + i] += 1e-9 * (factor[m * m - 1] + factor[i * m + i]);
    }
    Cholesky.decompose(factor, m);
    Cholesky.solve(factor, m, linear);
    double chi2 = 0;
    for (int k = 0; k < pixels; k++) {
      double sum = 0;
      for (int i = 0; i < m; i++) {
        sum += design[k * m + i] * linear[i];
      }
      model[k] = sum;
      residual[k] = weight[k] * (variance[region[k]] - sum);
      chi2 += residual[k] * residual[k];
    }
    return chi2 + t[WIDTH] * t[WIDTH] / (WIDTH_PRIOR * WIDTH_PRIOR);
  }

  private boolean free(int parameter) {
    return switch (parameter) {
      case FocalTransform.ROTATION -> options.rotation() && stars > 1;
      case FocalTransform.SCALE -> options.scale() && stars >= SimilarityFit.POINTS_FOR_SCALE;
      default -> true;
    };
  }

  private double step(int parameter) {
    return parameter == WIDTH
        ? 1e-3
        : parameter < FocalTransform.ROTATION ? 1e-3 * response.pitch() : 1e-5;
  }

  /** Normal equations of the free parameters; returns chi². */
  private double normal(double[] t, int[] free, int n, double[] curvature, double[] gradient) {
    double[][] slope = new double[n][];
    for (int a = 0; a < n; a++) {
      double keep = t[free[a]];
      double h = step(free[a]);
      t[free[a]] = keep + h;
      project(t);
      slope[a] = residual.clone();
      t[free[a]] = keep - h;
      project(t);
      for (int k = 0; k < pixels; k++) {
        slope[a][k] = (slope[a][k] - residual[k]) / (2 * h);
      }
      t[free[a]] = keep;
    }
    double chi2 = project(t);
    for (int a = 0; a < n; a++) {
      gradient[a] = 0;
      for (int k = 0; k < pixels; k++) {
        gradient[a] -= slope[a][k] * residual[k];
      }
      for (int b = 0; b < n; b++) {
        double sum = 0;
        for (int k = 0; k < pixels; k++) {
          sum += slope[a][k] * slope[b][k];
        }
        curvature[a * n + b] = sum;
      }
      if (free[a] == WIDTH) {
        curvature[a * n + a] += 1 / (WIDTH_PRIOR * WIDTH_PRIOR);
        gradient[a] -= t[WIDTH] / (WIDTH_PRIOR * WIDTH_PRIOR);
      }
    }
    return chi2;
  }

  private int[] freeParameters() {
    int[] free = new int[PARAMETERS];
    int n = 0;
    for (int i = 0; i < PARAMETERS; i++) {
      if (free(i)) {
        free[n++] = i;
      }
    }
    return Arrays.copyOf(free, n);
  }

  private double minimize(double[] t) {
    int[] free = freeParameters();
    int n = free.length;
    double[] curvature = new double[n * n];
    double[] gradient = new double[n];
    double damping = 1e-3;
    double chi2 = normal(t, free, n, curvature, gradient);
    for (int step = 0; step < STEPS; step++) {
      double[] m = curvature.clone();
      double[] move = gradient.clone();
      for (int a = 0; a < n; a++) {
        m[a * n + a] *= 1 + damping;
      }
      if (Cholesky.decompose(m, n) >= 0) {
        damping = Math.max(1e-3, damping * 10);
        continue;
      }
      Cholesky.solve(m, n, move);
      double[] next = t.clone();
      for (int a = 0; a < n; a++) {
        next[free[a]] += limited(free[a], move[a]);
      }
      double now = project(next);
      if (now <= chi2) {
        boolean done = chi2 - now < 1e-5 * (1 + chi2 / pixels);
        System.arraycopy(next, 0, t, 0, PARAMETERS);
        chi2 = normal(t, free, n, curvature, gradient);
        damping = Math.max(1e-9, damping / 10);
        if (done) {
          break;
        }
      } else {
        damping = Math.max(1e-3, damping * 10);
      }
    }
    project(t);
    int freedom = Math.max(1, pixels - stars - 1 - n);
    return chi2 / freedom;
  }

  private double limited(int parameter, double move) {
    double most =
        parameter == WIDTH
            ? 0.3
            : parameter < FocalTransform.ROTATION ? 0.5 * response.pitch() : 0.02;
    return Math.max(-most, Math.min(most, move));
  }

  /** Leaves out stars without significant light. */
  private boolean drop() {
    int m = stars + 1;
    double[] inverse = Cholesky.inverse(factor, m);
    int kept = 0;
    for (int i = 0; i < stars; i++) {
      if (linear[i] > options.significance() * Math.sqrt(inverse[i * m + i])) {
        star[kept++] = star[i];
      }
    }
    boolean dropped = kept < stars;
    stars = kept;
    return dropped;
  }

  /** Information on the transformation, with the width of the images as a nuisance. */
  private double[] information(double[] t, double chi2) {
    int[] free = freeParameters();
    int n = free.length;
    double[] curvature = new double[n * n];
    normal(t, free, n, curvature, new double[n]);
    double[] information = new double[FocalTransform.SIZE * FocalTransform.SIZE];
    if (Cholesky.decompose(curvature, n) >= 0) {
      return information;
    }
    double[] covariance = Cholesky.inverse(curvature, n);
    int known = n - 1;
    double[] block = new double[known * known];
    for (int a = 0; a < known; a++) {
      for (int b = 0; b < known; b++) {
        block[a * known + b] = covariance[a * n + b] * Math.max(1, chi2);
      }
    }
    Cholesky.decompose(block, known);
    double[] inverse = Cholesky.inverse(block, known);
    for (int a = 0; a < known; a++) {
      for (int b = 0; b < known; b++) {
        information[free[a] * FocalTransform.SIZE + free[b]] = inverse[a * known + b];
      }
    }
    return information;
  }

  private Result result(double[] t, double[] information, double chi2) {
    int m = stars + 1;
    double[] inverse = Cholesky.inverse(factor, m);
    double[] error = new double[stars];
    for (int i = 0; i < stars; i++) {
      error[i] = Math.sqrt(inverse[i * m + i] * Math.max(1, chi2));
    }
    boolean[] lit = new boolean[usable.length];
    for (int k = 0; k < pixels; k++) {
      lit[region[k]] = model[k] > 1.1 * linear[stars];
    }
    return new Result(
        new FocalEstimate(Arrays.copyOf(t, FocalTransform.SIZE), information),
        Arrays.copyOf(star, stars),
        Arrays.copyOf(linear, stars),
        error,
        linear[stars],
        Math.exp(t[WIDTH]),
        chi2,
        lit);
  }
}
