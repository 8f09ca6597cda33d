package io.bluewake.reco.stereo.intersection;

import io.bluewake.math.stereo.PlaneLines;

/**
 * Weighted mean and spread of the crossing points of all pairs of lines in a plane. The weight of a
 * pair is the harmonic mean of both amplitudes times the sine of the angle between the lines;
 * parallel lines have weight zero and no crossing, so they do not count.
 */
final class Crossings {
  private double x;
  private double y;
  private double spreadX;
  private double spreadY;

  /**
   * Crosses all pairs.
   *
   * @param count number of lines
   * @param offset distance coefficient of each line, see {@link PlaneLines#offset}
   * @param cos cosine of the direction of each line
   * @param sin sine of the direction of each line
   * @param amplitude amplitude of each line
   * @return whether any pair crosses
   */
  boolean cross(int count, double[] offset, double[] cos, double[] sin, double[] amplitude) {
    double sum = 0;
    double sumX = 0;
    double sumY = 0;
    double sumXX = 0;
    double sumYY = 0;
    boolean shifted = false;
    double originX = 0;
    double originY = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i + 1; j < count; j++) {
        double sine = Math.abs(PlaneLines.sine(cos[i], sin[i], cos[j], sin[j]));
        if (sine == 0) {
          continue;
        }
        double weight = amplitude[i] * amplitude[j] / (amplitude[i] + amplitude[j]) * sine;
        double px = PlaneLines.crossingX(cos[i], sin[i], offset[i], cos[j], sin[j], offset[j]);
        double py = PlaneLines.crossingY(cos[i], sin[i], offset[i], cos[j], sin[j], offset[j]);
        if (!shifted) {
          // Sums of squares about a point of the cloud lose no digits and vanish for one pair.
          originX = px;
          originY = py;
          shifted = true;
        }
        double dx = px - originX;
        double dy = py - originY;
        sum += weight;
        sumX += weight * dx;
        sumY += weight * dy;
        sumXX += weight * dx * dx;
        sumYY += weight * dy * dy;
      }
    }
    double meanX = sumX / sum;
    double meanY = sumY / sum;
    x = originX + meanX;
    y = originY + meanY;
    spreadX = Math.sqrt(Math.max(0, sumXX / sum - meanX * meanX));
    spreadY = Math.sqrt(Math.max(0, sumYY / sum - meanY * meanY));
    return Double.isFinite(x) && Double.isFinite(y);
  }

  /** Weighted mean x. */
  double x() {
    return x;
  }

  /** Weighted mean y. */
  double y() {
    return y;
  }

  /** Weighted standard deviation of x. */
  double spreadX() {
    return spreadX;
  }

  /** Weighted standard deviation of y. */
  double spreadY() {
    return spreadY;
  }
}
