package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.WaveformBatch;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Waveforms of toy showers: a Gaussian pulse per pixel, of the area of its light and at its arrival
 * time, on white noise. Raw waveforms are the same in counts above a pedestal.
 */
public final class ToyWaveforms {
  private static final double NOISE_PE = 0.3;
  private static final double PULSE_SIGMA_NS = 2.0;
  private static final double COUNTS_PER_PE = 20;
  private static final double LOW_GAIN_RATIO = 17;
  private static final double PEDESTAL = 300;

  private ToyWaveforms() {}

  /** Calibrated waveforms of random showers, p.e. per sample. */
  public static WaveformBatch batch(Camera camera, int rows, RandomGenerator random) {
    return batch(camera, rows, camera.readout().samples(), random);
  }

  /** Calibrated waveforms of random showers with some number of samples. */
  public static WaveformBatch batch(Camera camera, int rows, int samples, RandomGenerator random) {
    WaveformBatch batch = constant(camera, rows, samples, 0f);
    for (int row = 0; row < rows; row++) {
      draw(batch, row, ToyImages.randomShower(camera, random), NOISE_PE, random);
    }
    return batch;
  }

  /** Waveforms that hold one value everywhere. */
  public static WaveformBatch constant(Camera camera, int rows, int samples, float value) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(rows, samples, false);
    Arrays.fill(batch.samples(), 0, batch.base(rows), value);
    for (int row = 0; row < rows; row++) {
      batch.setConstants(row, CameraConstants.NONE);
    }
    return batch;
  }

  /**
   * Raw waveforms of random showers with the constants that calibrate them. Cameras with two
   * channels have pixels of either gain.
   */
  public static WaveformBatch raw(Camera camera, int rows, RandomGenerator random) {
    int samples = camera.readout().samples();
    WaveformBatch light = batch(camera, rows, random);
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(rows, samples, true);
    CameraConstants constants = constants(camera, random);
    for (int row = 0; row < rows; row++) {
      batch.setConstants(row, constants);
      for (int p = 0; p < camera.pixels(); p++) {
        int channel = camera.readout().channels() > 1 && random.nextInt(8) == 0 ? 1 : 0;
        batch.gain()[batch.pixelBase(row) + p] = (byte) channel;
        int at = batch.base(row) + p * samples;
        for (int s = 0; s < samples; s++) {
          double counts =
              constants.pedestal()[channel][p]
                  + light.samples()[at + s] / constants.gain()[channel][p];
          batch.adc()[at + s] = (short) Math.max(0, Math.min(65535, Math.round(counts)));
        }
      }
    }
    return batch;
  }

  /** Pedestals and gains that differ from pixel to pixel; nothing else to correct. */
  public static CameraConstants constants(Camera camera, RandomGenerator random) {
    int channels = camera.readout().channels();
    float[][] pedestal = new float[channels][camera.pixels()];
    float[][] gain = new float[channels][camera.pixels()];
    for (int c = 0; c < channels; c++) {
      for (int p = 0; p < camera.pixels(); p++) {
        pedestal[c][p] = (float) (PEDESTAL + random.nextDouble(-20, 20));
        gain[c][p] =
            (float) ((c == 0 ? 1 : LOW_GAIN_RATIO) / COUNTS_PER_PE * random.nextDouble(0.9, 1.1));
      }
    }
    float[][] none = new float[0][];
    return new CameraConstants(pedestal, gain, none, none, none, new boolean[0][]);
  }

  /** Draws a shower into a row, on what is there. */
  public static void draw(
      WaveformBatch batch,
      int row,
      ToyImages.Shower shower,
      double noisePe,
      RandomGenerator random) {
    Camera camera = batch.camera();
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    double step = 1 / camera.readout().samplingRateGHz();
    double peak = step / (PULSE_SIGMA_NS * Math.sqrt(2 * Math.PI));
    for (int p = 0; p < batch.pixels(); p++) {
      double light = shower.light(x[p], y[p], camera.geometry().pixelArea()[p]);
      double charge = Math.max(0, light + Math.sqrt(light) * random.nextGaussian());
      double time = shower.timeNs() + shower.gradientNsPerM() * shower.along(x[p], y[p]);
      int at = batch.base(row) + p * batch.samplesPerPixel();
      for (int s = 0; s < batch.samplesPerPixel(); s++) {
        double t = (s * step - time) / PULSE_SIGMA_NS;
        double sample = charge * peak * Math.exp(-0.5 * t * t) + noisePe * random.nextGaussian();
        batch.samples()[at + s] += (float) sample;
      }
    }
  }
}
