package io.bluewake.cleaning.nsb;

import io.bluewake.math.noise.SampledPulse;
import io.bluewake.math.noise.SinglePhotoelectron;
import io.bluewake.math.random.CounterRandom;
import io.bluewake.model.Camera;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import java.util.Arrays;

/**
 * Images of nothing but night sky light and electronic noise, made of waveforms by the extractor of
 * the run, so that its bias, its choice of windows and the way it couples neighbours are in them.
 * The waveforms are parts of one long trace from random places. Always the same for the same
 * camera, rate and extractor. Scratch of one thread.
 */
final class NoiseImages {
  private static final int LONG = 1 << 19;
  private static final double MOST_PHOTOELECTRONS = 4e6;
  private static final int MOST_SAMPLES = 1 << 20;
  private static final long SEED = 20_261_122;

  private final Camera camera;
  private final int samples;
  private final SampledPulse pulse;
  private final SinglePhotoelectron charges;
  private final int channel;
  private final double electronicsPe;
  private final WaveformBatch waveforms;
  private final ImageBatch images;
  private final int rows;
  private final long[] place;
  private final CounterRandom random = new CounterRandom();

  /**
   * Prepares.
   *
   * @param samples samples of a waveform
   * @param channel gain channel that all pixels have
   * @param pulse pulse of that channel
   * @param electronicsPe standard deviation of the electronic noise, p.e. per sample
   */
  NoiseImages(
      Camera camera,
      int samples,
      int channel,
      SampledPulse pulse,
      SinglePhotoelectron charges,
      double electronicsPe) {
    this.camera = camera;
    this.samples = samples;
    this.channel = channel;
    this.pulse = pulse;
    this.charges = charges;
    this.electronicsPe = electronicsPe;
    waveforms = new WaveformBatch(camera);
    images = new ImageBatch(camera);
    place = new long[camera.pixels()];
    for (int p = 0; p < place.length; p++) {
      // By position, so that the numbering of pixels does not matter.
      long x = Double.doubleToLongBits(camera.geometry().pixelX()[p]);
      long y = Double.doubleToLongBits(camera.geometry().pixelY()[p]);
      place[p] = CounterRandom.mix(x ^ CounterRandom.mix(y));
    }
    rows = Math.max(1, Math.min(64, MOST_SAMPLES / Math.max(1, camera.pixels() * samples)));
  }

  /** A number that differs where the noise images of a rate do, but for the charges. */
  long hash() {
    long hash = CounterRandom.mix(samples * 31L + channel);
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(electronicsPe));
    CameraReadout readout = camera.readout();
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(readout.samplingRateGHz()));
    hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(readout.referencePulseStepNs()));
    double[][] pulses = readout.referencePulse();
    if (pulses.length > 0) {
      for (double v : pulses[Math.min(channel, pulses.length - 1)]) {
        hash = CounterRandom.mix(hash ^ Double.doubleToLongBits(v));
      }
    }
    for (long p : place) {
      hash = CounterRandom.mix(hash ^ p);
    }
    return hash;
  }

  /** What is done with each image. */
  interface Use {
    /** Looks at an image. */
    void image(ImageBatch images, int row);
  }

  /**
   * Makes images.
   *
   * @param rate photo-electrons per pixel and sample
   * @param count at least so many images
   * @param extractor makes images of waveforms
   * @return how many were made
   */
  int make(double rate, int count, ImageExtractor extractor, Use use) {
    float[] trace = trace(rate);
    int places = trace.length - samples;
    long stream = CounterRandom.mix(SEED ^ Double.doubleToLongBits(rate));
    int pixels = camera.pixels();
    int made = 0;
    while (made < count) {
      waveforms.reset(rows, samples, false);
      Arrays.fill(waveforms.gain(), 0, rows * pixels, (byte) channel);
      float[] w = waveforms.samples();
      for (int i = 0; i < rows * pixels; i++) {
        long image = stream + (made + i / pixels) * 0x9E3779B97F4A7C15L;
        long bits = CounterRandom.mix(image ^ place[i % pixels]) >>> 33;
        System.arraycopy(trace, (int) (bits * places >>> 31), w, i * samples, samples);
      }
      images.reset(rows, extractor.providesPeakTime());
      extractor.extract(waveforms, images);
      for (int row = 0; row < rows; row++) {
        use.image(images, row);
      }
      made += rows;
    }
    return made;
  }

  private float[] trace(double rate) {
    int length = (int) Math.min(LONG, MOST_PHOTOELECTRONS / Math.max(rate, 1e-9));
    float[] trace = new float[Math.max(length, 64 * samples)];
    random.start(SEED, Double.doubleToLongBits(rate), 1);
    pulse.addRandom(trace, 0, trace.length, rate, 1, charges, random);
    float mean = (float) (rate * charges.mean() * pulse.area());
    for (int i = 0; i < trace.length; i++) {
      trace[i] += (float) (electronicsPe * random.nextCoarseGaussian()) - mean;
    }
    return trace;
  }
}
