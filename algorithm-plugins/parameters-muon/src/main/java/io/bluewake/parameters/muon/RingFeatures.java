package io.bluewake.parameters.muon;

/**
 * How well a ring describes an image: containment, completeness, light in and around it. Angles in
 * degrees, light in photo-electrons.
 */
final class RingFeatures {
  private static final int SECTORS = 30;

  double containment;
  double completeness;
  double intensityRatio;
  double meanSquaredError;
  double ringIntensity;
  double intensityOutsideRing;
  int pixelsInRing;
  double meanIntensityOutsideRing;
  double radialStdDev;
  double skewness;
  double excessKurtosis;
  private final double[] sector = new double[SECTORS];

  /**
   * What counts as ring.
   *
   * @param sectorThresholdPe light of a sector of 1/30 of the ring that counts as complete
   * @param ratioWidthPixels width of the ring in pixel diameters, for the ratio of intensities
   * @param integrationWidth half width of the ring in radii, for its intensity
   * @param outerWidth width of the strips beside it in radii
   */
  record Limits(
      double sectorThresholdPe,
      double ratioWidthPixels,
      double integrationWidth,
      double outerWidth) {}

  /**
   * Computes all features.
   *
   * @param image charges of all pixels from {@code base} on
   * @param isSignal pixels that survived cleaning
   */
  void compute(
      MuonCamera camera, Ring ring, float[] image, int base, boolean[] isSignal, Limits limits) {
    containment = containment(ring, camera.fieldRadius);
    completeness = completeness(camera, ring, image, base, limits.sectorThresholdPe);
    signalFeatures(camera, ring, image, base, isSignal, limits.ratioWidthPixels);
    stripFeatures(camera, ring, image, base, isSignal, limits);
    radialFeatures(camera, ring, image, base);
  }

  /** Share of a ring inside a circular field of view, from the crossing points of the circles. */
  static double containment(Ring ring, double fieldRadius) {
    double distance = ring.centerDistance();
    if (distance <= Math.abs(fieldRadius - ring.radius)) {
      return 1;
    }
    if (distance > ring.radius + fieldRadius) {
      return 0;
    }
    double a =
        (ring.radius * ring.radius - fieldRadius * fieldRadius + distance * distance)
            / (2 * distance);
    return Math.acos(a / ring.radius) / Math.PI;
  }

  private double completeness(
      MuonCamera camera, Ring ring, float[] image, int base, double threshold) {
    java.util.Arrays.fill(sector, 0);
    for (int p = 0; p < camera.x.length; p++) {
      double angle = Math.atan2(camera.y[p] - ring.y, camera.x[p] - ring.x);
      int s = (int) ((angle + Math.PI) / (2 * Math.PI) * SECTORS);
      sector[Math.max(0, Math.min(SECTORS - 1, s))] += image[base + p];
    }
    int complete = 0;
    for (double light : sector) {
      if (light > threshold) {
        complete++;
      }
    }
    return complete / (double) SECTORS;
  }

  private void signalFeatures(
      MuonCamera camera, Ring ring, float[] image, int base, boolean[] isSignal, double width) {
    double inside = 0;
    double total = 0;
    double squares = 0;
    for (int p = 0; p < camera.x.length; p++) {
      if (isSignal[p]) {
        double charge = image[base + p];
        double away = ring.distance(camera.x[p], camera.y[p]) - ring.radius;
        total += charge;
        squares += charge * away * away;
        if (Math.abs(away) <= 0.5 * width * camera.pixelWidth[p]) {
          inside += charge;
        }
      }
    }
    intensityRatio = inside / total;
    meanSquaredError = squares / total;
  }

  private void stripFeatures(
      MuonCamera camera, Ring ring, float[] image, int base, boolean[] isSignal, Limits limits) {
    double near = ring.radius * limits.integrationWidth;
    double far = ring.radius * (limits.integrationWidth + limits.outerWidth);
    double outer = 0;
    int outerPixels = 0;
    ringIntensity = 0;
    intensityOutsideRing = 0;
    pixelsInRing = 0;
    for (int p = 0; p < camera.x.length; p++) {
      double charge = image[base + p];
      double away = Math.abs(ring.distance(camera.x[p], camera.y[p]) - ring.radius);
      if (away < near) {
        ringIntensity += charge;
        pixelsInRing += isSignal[p] ? 1 : 0;
      } else {
        intensityOutsideRing += isSignal[p] ? charge : 0;
        if (away < far) {
          outer += charge;
          outerPixels++;
        }
      }
    }
    meanIntensityOutsideRing = outer / outerPixels;
  }

  /** Moments of the distance from the centre, weighted with all charges, also negative ones. */
  private void radialFeatures(MuonCamera camera, Ring ring, float[] image, int base) {
    double sum = 0;
    double first = 0;
    for (int p = 0; p < camera.x.length; p++) {
      sum += image[base + p];
      first += image[base + p] * ring.distance(camera.x[p], camera.y[p]);
    }
    radialStdDev = Double.NaN;
    skewness = Double.NaN;
    excessKurtosis = Double.NaN;
    if (sum == 0) {
      return;
    }
    double mean = first / sum;
    double second = 0;
    double third = 0;
    double fourth = 0;
    for (int p = 0; p < camera.x.length; p++) {
      double d = ring.distance(camera.x[p], camera.y[p]) - mean;
      double w = image[base + p] * d * d;
      second += w;
      third += w * d;
      fourth += w * d * d;
    }
    radialStdDev = Math.sqrt(second / sum);
    double variance = radialStdDev * radialStdDev;
    skewness = third / sum / (variance * radialStdDev);
    excessKurtosis = fourth / sum / (variance * variance) - 3;
  }
}
