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
 * The tables of thresholds for cameras and extractors. Instances of extractors come and go;
 * extractors that make the same image of the same waveforms share a table. Scratch of one thread.
 */
final class NoiseTables {
  private final NoiseIslandsCleaner.Config config;
  private final SinglePhotoelectron charges;
  private final Map<Key, IslandThresholds> tables = new HashMap<>();
  private ImageExtractor extractor;
  private Key key;

  /** What a table is for. */
  private record Key(Camera camera, int samples, long behaviour) {}

  NoiseTables(NoiseIslandsCleaner.Config config, SinglePhotoelectron charges) {
    this.config = config;
    this.charges = charges;
  }

  /**
   * The table for a camera and an extractor.
   *
   * @param made what has made the images; the default one if nobody knows
   */
  IslandThresholds of(
      Camera camera, int samples, SampledPulse pulse, Optional<ImageExtractor> made) {
    boolean same =
        key != null
            && key.camera() == camera
            && key.samples() == samples
            && (made.isPresent() ? made.get() == extractor : extractor instanceof NeighborPeakSums);
    if (!same) {
      extractor = made.isPresent() ? made.get() : new NeighborPeakSums(camera);
      key = new Key(camera, samples, behaviour(camera, samples));
    }
    IslandThresholds known = tables.get(key);
    if (known == null) {
      NoiseImages noise = new NoiseImages(camera, samples, pulse, charges, config.electronicsPe());
      known =
          new IslandThresholds(
              camera,
              noise,
              config.minPictureNeighbors(),
              (float) config.timeLimitNs(),
              config.islandProbability());
      tables.put(key, known);
    }
    return known;
  }

  /** A threshold of a table, with the extractor that was named last. */
  double at(IslandThresholds table, double rateGHz) {
    return table.at(rateGHz, extractor);
  }

  /** A number that differs for extractors that make different images of the same waveforms. */
  private long behaviour(Camera camera, int samples) {
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
    return hash;
  }
}
