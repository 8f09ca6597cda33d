package io.bluewake.cleaning.nsb;

import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The tables of thresholds for cameras, extractors, gain channels and electronic noise. Instances
 * of extractors come and go; extractors that make the same image of the same waveforms share a
 * table. Scratch of one thread.
 */
final class NoiseTables {
  private static final int MOST_TABLES = 64;

  private final NoiseIslandsCleaner.Config config;
  private final SinglePhotoelectron charges;
  private final ThresholdStore store;
  private final Map<Key, IslandThresholds> tables = new HashMap<>();
  private Camera camera;
  private int samples;
  private ImageExtractor extractor;
  private long behaviour;

  /** What a table is for. */
  private record Key(Camera camera, int samples, long behaviour, int channel, double electronics) {}

  NoiseTables(
      NoiseIslandsCleaner.Config config, SinglePhotoelectron charges, ThresholdStore store) {
    this.config = config;
    this.charges = charges;
    this.store = store;
  }

  /**
   * Says whose images come next.
   *
   * @param made what has made the images; the default one if nobody knows
   * @return whether other tables are needed than before
   */
  boolean use(Camera nextCamera, int nextSamples, Optional<ImageExtractor> made) {
    boolean shape = camera == nextCamera && samples == nextSamples;
    if (shape
        && (made.isPresent() ? made.get() == extractor : extractor instanceof NeighborPeakSums)) {
      return false;
    }
    camera = nextCamera;
    samples = nextSamples;
    extractor = made.isPresent() ? made.get() : new NeighborPeakSums(camera);
    long before = behaviour;
    behaviour = behaviour();
    return !shape || behaviour != before;
  }

  /**
   * Thresholds for some rates of night sky photo-electrons.
   *
   * @param electronics electronic noise of a sample, p.e.
   * @param rates per pixel and ns; NaN where none is wanted
   * @return a table that has thresholds for these rates
   */
  IslandThresholds prepared(
      int channel, SampledPulse pulse, double electronics, double[] rates, int from, int to) {
    Key key = new Key(camera, samples, behaviour, channel, electronics);
    IslandThresholds table = tables.get(key);
    if (table == null) {
      if (tables.size() >= MOST_TABLES) {
        tables.clear();
      }
      table =
          new IslandThresholds(
              camera,
              new NoiseImages(camera, samples, channel, pulse, charges, electronics),
              config.minPictureNeighbors(),
              (float) config.timeLimitNs(),
              config.islandProbability(),
              config.noiseImages(),
              behaviour,
              store);
      tables.put(key, table);
    }
    table.prepare(rates, from, to, extractor);
    return table;
  }

  /**
   * A number that differs for extractors that make different images of the same waveforms, and for
   * other charges of photo-electrons.
   */
  private long behaviour() {
    WaveformBatch waveforms = new WaveformBatch(camera);
    waveforms.reset(1, samples, false);
    CounterRandom random = new CounterRandom(1);
    for (int i = 0; i < camera.pixels() * samples; i++) {
      waveforms.samples()[i] = random.nextInt(1000) / 100f;
    }
    ImageBatch image = new ImageBatch(camera);
    boolean timed = extractor.providesPeakTime();
    image.reset(1, timed);
    extractor.extract(waveforms, image);
    long hash = timed ? 1 : 2;
    for (int p = 0; p < camera.pixels(); p++) {
      hash = CounterRandom.mix(hash ^ Float.floatToIntBits(image.charge()[p]));
      hash = timed ? CounterRandom.mix(hash ^ Float.floatToIntBits(image.peakTime()[p])) : hash;
    }
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(config.spreadPe()));
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(config.afterpulses()));
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(config.afterpulseFromPe()));
    return CounterRandom.mix(hash ^ Double.doubleToLongBits(config.afterpulseScalePe()));
  }
}
