package io.bluewake.parameters.muon;

/**
 * Light along a ring: the length of mirror that a muon crosses on its way outwards, in every
 * direction from its impact point, without the length over the hole; G. Vacanti et al., Astropart.
 * Phys. 2 (1994) 1, equations 6 and 7. Sampled on a circle and averaged over a pixel.
 */
final class RingProfile {
  private double[] chord = new double[0];
  private double[] mean = new double[0];
  private int bins;

  /** Angle between samples, rad, when the first is at -pi and the last at pi. */
  static double spacing(int bins) {
    return 2 * Math.PI / (bins - 1);
  }

  /** Averaged lengths, m, one per sample. */
  double[] mean() {
    return mean;
  }

  /**
   * Computes the profile.
   *
   * @param impact distance of the impact point from the centre of the mirror, m
   * @param phi azimuth of the most light, rad
   * @param newBins number of samples, at least 2
   * @param width number of samples that are averaged
   */
  void compute(
      double mirrorRadius, double holeRadius, double impact, double phi, int newBins, int width) {
    bins = newBins;
    if (chord.length < bins) {
      chord = new double[bins];
      mean = new double[bins];
    }
    double spacing = spacing(bins);
    for (int k = 0; k < bins; k++) {
      double angle = k * spacing - Math.PI - phi;
      double sin = Math.sin(angle);
      double cos = Math.cos(angle);
      chord[k] = chord(mirrorRadius, impact / mirrorRadius, sin, cos);
      if (holeRadius != 0) {
        chord[k] -= chord(holeRadius, impact / holeRadius, sin, cos);
      }
    }
    for (int k = 0; k < bins; k++) {
      double sum = 0;
      for (int j = 0; j < width; j++) {
        sum += chord[Math.floorMod(k - width / 2 + j, bins)];
      }
      mean[k] = sum / width;
    }
  }

  /**
   * Length of a circle that is crossed from a point on.
   *
   * @param rho distance of the point from the centre, in radii; beyond 1 the line crosses the whole
   *     circle or misses it
   */
  static double chord(double radius, double rho, double sin, double cos) {
    double square = 1 - rho * rho * sin * sin;
    if (square < 0) {
      return 0;
    }
    if (rho <= 1) {
      return radius * (Math.sqrt(square) + rho * cos);
    }
    return Math.abs(sin) < 1 / rho && cos > 0 ? 2 * radius * Math.sqrt(square) : 0;
  }
}
