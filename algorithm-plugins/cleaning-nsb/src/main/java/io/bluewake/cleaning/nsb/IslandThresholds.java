package io.bluewake.cleaning.nsb;

import io.bluewake.math.random.CounterRandom;
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
 * simulated when they are first needed, by whichever thread needs them.
 */
final class IslandThresholds {
  private static final double FIRST_GHZ = 0.02;
  private static final int RATES = 16;

  private final NoiseImages noise;
  private final double samplesPerNs;
  private final Neighbors neighbors;
  private final int least;
  private final float limitNs;
  private final double probability;
  private final int images;
  private final long behaviour;
  private final ThresholdStore store;
  private final long hash;
  private final double[] thresholds = new double[RATES];
  private final boolean[] needed = new boolean[RATES];
  private final float[] brightest;

  /**
   * Prepares for a camera.
   *
   * @param least number of neighbours above the threshold that make a pixel an island
   * @param limitNs how near in time these must be; 0 for any time
   * @param probability wanted probability of an island in an image of noise
   * @param images images of noise for each rate
   * @param behaviour hash of what the extractor does
   */
  IslandThresholds(
      Camera camera,
      NoiseImages noise,
      int least,
      float limitNs,
      double probability,
      int images,
      long behaviour,
      ThresholdStore store) {
    this.noise = noise;
    this.least = least;
    this.limitNs = limitNs;
    this.probability = probability;
    this.behaviour = behaviour;
    this.store = store;
    samplesPerNs = camera.readout().samplingRateGHz();
    neighbors = camera.neighbors();
    this.images = images;
    Arrays.fill(thresholds, Double.NaN);
    brightest = new float[Math.max(1, least)];
    hash = hash();
  }

  private long hash() {
    long h = CounterRandom.mix(noise.hash() ^ Double.doubleToLongBits(samplesPerNs));
    h = CounterRandom.mix(h ^ Double.doubleToLongBits(probability));
    h = CounterRandom.mix(h ^ images);
    h = CounterRandom.mix(h ^ Float.floatToIntBits(limitNs) ^ (long) least << 32);
    for (int i : neighbors.offsets()) {
      h = CounterRandom.mix(h ^ i);
    }
    for (int i : neighbors.indices()) {
      h = CounterRandom.mix(h ^ i);
    }
    return h;
  }

  /**
   * Works out what thresholds for some rates need.
   *
   * @param rates photo-electrons per pixel and ns; NaN where none is wanted
   * @param extractor makes images
   */
  void prepare(double[] rates, int from, int to, ImageExtractor extractor) {
    Arrays.fill(needed, false);
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(rates[i])) {
        int k = below(rates[i]);
        needed[k] = true;
        needed[k + 1] |= weight(rates[i], k) > 0;
      }
    }
    // First what nobody is at, so that threads share the work.
    for (int k = 0; k < RATES; k++) {
      if (needed[k] && Double.isNaN(thresholds[k])) {
        int node = k;
        store.make(key(k), () -> simulate(node, extractor));
      }
    }
    for (int k = 0; k < RATES; k++) {
      if (needed[k] && Double.isNaN(thresholds[k])) {
        int node = k;
        thresholds[k] = store.get(key(k), () -> simulate(node, extractor));
      }
    }
  }

  /** The threshold for a rate that was prepared, p.e. */
  double at(double rateGHz) {
    int k = below(rateGHz);
    double weight = weight(rateGHz, k);
    double a = thresholds[k];
    return weight > 0 ? a + weight * (thresholds[k + 1] - a) : a;
  }

  private static int below(double rateGHz) {
    double place = Math.log(Math.max(rateGHz, FIRST_GHZ) / FIRST_GHZ) / Math.log(2);
    return (int) Math.min(place, RATES - 2);
  }

  private static double weight(double rateGHz, int k) {
    double low = Math.sqrt(rate(k));
    double high = Math.sqrt(rate(k + 1));
    return (Math.sqrt(Math.max(rateGHz, FIRST_GHZ)) - low) / (high - low);
  }

  private static double rate(int k) {
    return FIRST_GHZ * (1 << k);
  }

  private ThresholdStore.Key key(int k) {
    return new ThresholdStore.Key(hash, behaviour, k);
  }

  private double simulate(int k, ImageExtractor extractor) {
    Highest highest = new Highest(images + 64);
    noise.make(rate(k) / samplesPerNs, images, extractor, highest);
    return highest.quantile(probability);
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
