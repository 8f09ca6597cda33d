package io.bluewake.parameters.muon;

import io.bluewake.math.ErrorFunction;
import io.bluewake.math.minimize.Migrad;
import io.bluewake.math.minimize.Objective;

/**
 * Fit of impact distance and azimuth, ring width and optical efficiency to the image of a ring of
 * known centre and radius.
 *
 * <p>Expected light of a pixel: efficiency times the Cherenkov photons per radian and metre, alpha
 * (1/l1 - 1/l2) sin(2 r) / 2, times the crossed length of mirror in that direction, times the angle
 * that the pixel covers seen from the centre, times the share of a Gaussian ring profile within the
 * pixel (R. Chalme-Calvet et al., Astropart. Phys. 55 (2014) 1; M. Gaug et al., ApJS 243 (2019)
 * 11). Likelihood: Gaussian around the expectation m with variance ped^2 + m (1 + spe^2), M. de
 * Naurois and L. Rolland, Astropart. Phys. 32 (2009) 231.
 */
final class EfficiencyFit implements Objective {
  private static final double MOST_PIXELS_AROUND = 10_000;
  private static final double FINE_STRUCTURE = 7.2973525643e-3;
  private static final double[] LOWER = {0, -Math.PI, 0, 0};
  private static final double[] UPPER = {
    Double.POSITIVE_INFINITY, Math.PI, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY
  };

  private final Migrad migrad = new Migrad(0.5, LOWER.clone(), UPPER.clone());
  private final RingProfile profile = new RingProfile();
  private final double[] start = new double[4];
  private final double[] size = new double[4];
  private final double photonsPerRadianMeter;
  private final int oversampling;
  private final double pedestal2;
  private final double excess;
  private double[] image = new double[0];
  private double[] distance = new double[0];
  private double[] share = new double[0];
  private double[] fraction = new double[0];
  private int[] bin = new int[0];
  private int pixels;
  private int bins;
  private double radius;
  private double halfPixel;
  private double factor;
  private double mirrorRadius;
  private double holeRadius;
  private double lastImpact;
  private double lastPhi;
  private double lastWidth;

  EfficiencyFit(
      double shortestM, double longestM, int oversampling, double pedestal, double speWidth) {
    photonsPerRadianMeter = FINE_STRUCTURE * (1 / shortestM - 1 / longestM);
    this.oversampling = oversampling;
    pedestal2 = pedestal * pedestal;
    excess = 1 + speWidth * speWidth;
  }

  /** The search and its result: impact in m, azimuth in rad, width in rad, efficiency. */
  Migrad result() {
    return migrad;
  }

  /**
   * Fits.
   *
   * @param in pixels near the ring, positions in deg
   * @return false when the ring is too small, or larger than any camera, to be sampled
   */
  boolean fit(Pixels in, Ring ring, MuonCamera camera) {
    radius = Math.toRadians(ring.radius);
    double pixelsAround = Math.floor(2 * Math.PI * radius / camera.pixelWidthRad);
    bins = (int) (pixelsAround * oversampling);
    if (bins < 2 || pixelsAround > MOST_PIXELS_AROUND) {
      return false;
    }
    prepare(in, ring);
    halfPixel = camera.pixelWidthRad / 2;
    mirrorRadius = camera.mirrorRadius;
    holeRadius = camera.holeRadius;
    factor =
        photonsPerRadianMeter
            * (camera.pixelWidthRad / radius)
            * (0.5 * Math.sin(2 * radius))
            * camera.circleShare;
    start[0] = mirrorRadius / 2;
    start[1] = 0;
    start[2] = 3 * camera.pixelRadiusRad;
    start[3] = 0.1;
    size[0] = 0.5;
    size[1] = Math.toRadians(0.5);
    size[2] = 0.001 * radius;
    size[3] = 0.05;
    lastImpact = Double.NaN;
    lastPhi = Double.NaN;
    lastWidth = Double.NaN;
    migrad.minimize(this, start, size);
    return true;
  }

  /** Polar coordinates of the pixels around the centre; they do not depend on the parameters. */
  private void prepare(Pixels in, Ring ring) {
    pixels = in.count;
    if (image.length < pixels) {
      image = new double[pixels];
      distance = new double[pixels];
      share = new double[pixels];
      fraction = new double[pixels];
      bin = new int[pixels];
    }
    double spacing = RingProfile.spacing(bins);
    for (int i = 0; i < pixels; i++) {
      double dx = Math.toRadians(in.x[i] - ring.x);
      double dy = Math.toRadians(in.y[i] - ring.y);
      double sample = (Math.atan2(dy, dx) + Math.PI) / spacing;
      bin[i] = Math.max(0, Math.min(bins - 2, (int) sample));
      fraction[i] = sample - bin[i];
      distance[i] = Math.sqrt(dx * dx + dy * dy);
      image[i] = in.weight[i];
    }
  }

  @Override
  public double value(double[] p) {
    if (p[0] != lastImpact || p[1] != lastPhi) {
      profile.compute(mirrorRadius, holeRadius, p[0], p[1], bins, oversampling);
      lastImpact = p[0];
      lastPhi = p[1];
    }
    if (p[2] != lastWidth) {
      shareOfRing(p[2]);
      lastWidth = p[2];
    }
    double[] length = profile.mean();
    double scale = factor * p[3];
    double sum = 0;
    for (int i = 0; i < pixels; i++) {
      double a = length[bin[i]];
      double light = (a + (length[bin[i] + 1] - a) * fraction[i]) * scale * share[i];
      double theta = 2 * (pedestal2 + light * excess);
      double away = image[i] - light;
      sum += Math.log(Math.PI * theta) / 2 + away * away / theta;
    }
    return sum;
  }

  private void shareOfRing(double width) {
    double scale = 1 / (Math.sqrt(2) * width);
    for (int i = 0; i < pixels; i++) {
      double from = (distance[i] - halfPixel - radius) * scale;
      double to = (distance[i] + halfPixel - radius) * scale;
      share[i] = 0.5 * (ErrorFunction.erf(to) - ErrorFunction.erf(from));
    }
  }
}
