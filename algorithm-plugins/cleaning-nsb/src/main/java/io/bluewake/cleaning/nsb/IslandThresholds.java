package io.bluewake.cleaning.nsb;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.spi.ImageExtractor;
import java.util.Arrays;

/**
 * Picture thresholds at which an image of noise has an island with a given probability, as function
 * of the rate of night sky photo-electrons. For some rates, each twice the one before, noise images
 * tell how high the threshold may be for an island just to remain; the quantile of these numbers is
 * the threshold. Rates between are interpolated linearly in the square root of the rate. Rates are
 * simulated when they are first asked for.
 */
final class IslandThresholds {
  private static final double FIRST_GHZ = 0.02;
  private static final int RATES = 16;
  private static final double PIXELS_PER_RATE = 2e6;
  private static final int FEWEST_IMAGES = 200;
  private static final int MOST_IMAGES = 2000;

  private final NoiseImages noise;
  private final double samplesPerNs;
  private final Neighbors neighbors;
  private final int least;
  private final float limitNs;
  private final double probability;
  private final int images;
  private final double[] thresholds = new double[RATES];
  private final float[] brightest;

  /**
   * Prepares for a camera.
   *
   * @param least number of neighbours above the threshold that make a pixel an island
   * @param limitNs how near in time these must be; 0 for any time
   * @param probability wanted probability of an island in an image of noise
   */
  IslandThresholds(Camera camera, NoiseImages noise, int least, float limitNs, double probability) {
    this.noise = noise;
    this.least = least;
    this.limitNs = limitNs;
    this.probability = probability;
    samplesPerNs = camera.readout().samplingRateGHz();
    neighbors = camera.neighbors();
    images =
        (int) Math.max(FEWEST_IMAGES, Math.min(MOST_IMAGES, PIXELS_PER_RATE / neighbors.pixels()));
    Arrays.fill(thresholds, Double.NaN);
    brightest = new float[Math.max(1, least)];
  }

  /**
   * The threshold for a rate of photo-electrons per pixel and ns, p.e.
   *
   * @param extractor makes images, should they be needed
   */
  double at(double rateGHz, ImageExtractor extractor) {
    double place = Math.log(Math.max(rateGHz, FIRST_GHZ) / FIRST_GHZ) / Math.log(2);
    int k = (int) Math.min(place, RATES - 2);
    double low = Math.sqrt(rate(k));
    double high = Math.sqrt(rate(k + 1));
    double weight = (Math.sqrt(Math.max(rateGHz, FIRST_GHZ)) - low) / (high - low);
    double a = node(k, extractor);
    return weight > 0 ? a + weight * (node(k + 1, extractor) - a) : a;
  }

  private static double rate(int k) {
    return FIRST_GHZ * (1 << k);
  }

  private double node(int k, ImageExtractor extractor) {
    if (Double.isNaN(thresholds[k])) {
      Highest highest = new Highest(images + 64);
      noise.make(rate(k) / samplesPerNs, images, extractor, highest);
      thresholds[k] = highest.quantile(probability);
    }
    return thresholds[k];
  }

  /** Collects of each image the highest threshold at which it has an island. */
  private final class Highest implements NoiseImages.Use {
    private double[] found;
    private int count;

    Highest(int size) {
      found = new double[size];
    }

    @Override
    public void image(ImageBatch in, int row) {
      if (count == found.length) {
        found = Arrays.copyOf(found, 2 * count);
      }
      found[count++] = highest(in, row);
    }

    /**
     * The number that is exceeded with a probability: from a line through the logarithm of the
     * expected number of islands against the threshold, in the upper tenth of the images.
     */
    double quantile(double p) {
      double[] sorted = Arrays.copyOf(found, count);
      Arrays.sort(sorted);
      double wanted = Math.log(-Math.log1p(-p));
      int from = (int) Math.max(1, Math.min(count / 3.0, count * p / 3));
      int to = (int) Math.max(20, Math.min(count * 0.9, count * Math.max(0.1, 3 * p)));
      double sum = 0;
      double sumT = 0;
      double sumY = 0;
      double sumTt = 0;
      double sumTy = 0;
      for (int j = from; j <= to && j <= count; j++) {
        double t = sorted[count - j];
        double y = Math.log(-Math.log1p(-(j - 0.5) / count));
        // The number of images above has a relative error of 1 / sqrt(j).
        sum += j;
        sumT += j * t;
        sumY += j * y;
        sumTt += j * t * t;
        sumTy += j * t * y;
      }
      double slope = (sum * sumTy - sumT * sumY) / (sum * sumTt - sumT * sumT);
      return sumT / sum + (wanted - sumY / sum) / slope;
    }
  }

  /** The highest threshold at which a pixel still has enough neighbours above it at its time. */
  private float highest(ImageBatch in, int row) {
    int base = in.base(row);
    float[] charge = in.charge();
    boolean timed = limitNs > 0 && in.hasPeakTime();
    float best = Float.NEGATIVE_INFINITY;
    int[] offsets = neighbors.offsets();
    int[] indices = neighbors.indices();
    for (int p = 0; p < neighbors.pixels(); p++) {
      float q = charge[base + p];
      if (!(q > best)) {
        continue;
      }
      Arrays.fill(brightest, Float.NEGATIVE_INFINITY);
      for (int k = offsets[p]; k < offsets[p + 1]; k++) {
        int i = base + indices[k];
        if (charge[i] > best
            && (!timed || Math.abs(in.peakTime()[i] - in.peakTime()[base + p]) < limitNs)) {
          insert(charge[i]);
        }
      }
      float core = least == 0 ? q : Math.min(q, brightest[least - 1]);
      best = Math.max(best, core);
    }
    return best;
  }

  private void insert(float q) {
    int last = brightest.length - 1;
    if (q > brightest[last]) {
      int at = last;
      while (at > 0 && brightest[at - 1] < q) {
        brightest[at] = brightest[at - 1];
        at--;
      }
      brightest[at] = q;
    }
  }
}
