package io.bluewake.testkit;

import io.bluewake.model.Camera;
import io.bluewake.model.CameraConstants;
import io.bluewake.model.CameraReadout;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/**
 * Waveforms made from a formula that {@code src/main/python/peer_waveforms.py} computes too, and
 * what ctapipe makes of them. Only exact arithmetic, so that both see the same floats.
 *
 * <p>Rows: a shower; a shower with broken pixels that differ between the channels; pulses at and
 * beyond both ends of the readout; noise with a few NaN. Channels are mixed in all of them.
 */
public final class PeerWaveforms {
  /** Number of images. */
  public static final int ROWS = 4;

  private static final int PIXELS = 61;
  private static final int SAMPLES = 40;
  private static final int PULSE_STEPS = 160;

  private PeerWaveforms() {}

  /**
   * A camera of 61 pixels with two channels.
   *
   * @param rateGHz samples per nanosecond
   * @param pulseStepNs step of the reference pulse, ns
   * @param size size class of the telescope
   */
  public static Camera camera(double rateGHz, double pulseStepNs, String size) {
    Camera toy = ToyCamera.hexagonal(PIXELS, 2, SAMPLES);
    double[][] pulse = new double[2][PULSE_STEPS];
    for (int channel = 0; channel < 2; channel++) {
      for (int i = 0; i < PULSE_STEPS; i++) {
        pulse[channel][i] = pulse((i * pulseStepNs * rateGHz - 10) / (channel == 0 ? 1 : 1.5));
      }
    }
    CameraReadout readout =
        new CameraReadout(toy.name(), rateGHz, 2, PIXELS, SAMPLES, pulse, pulseStepNs);
    io.bluewake.model.Optics o = toy.optics();
    io.bluewake.model.Optics optics =
        new io.bluewake.model.Optics(
            o.name(),
            size,
            o.reflectorShape(),
            o.mirrorArea(),
            o.mirrors(),
            o.mirrorTiles(),
            o.equivalentFocalLength(),
            o.effectiveFocalLength());
    return new Camera(toy.geometry(), readout, optics, toy.focalLength());
  }

  /** Pulse of peak 1 at time 0, in samples, steeper before than after it. */
  private static double pulse(double t) {
    double x = t < 0 ? t / 1.5 : t / 2.5;
    double y = 1 + x * x;
    return 1 / (y * y);
  }

  /** The waveforms, with selected gains and unusable pixels. */
  public static WaveformBatch batch(Camera camera) {
    WaveformBatch batch = new WaveformBatch(camera);
    batch.reset(ROWS, SAMPLES, false);
    boolean[][] unusable = new boolean[2][PIXELS];
    for (int k = 0; k < 5; k++) {
      unusable[0][k * 7] = true;
      unusable[1][k * 11] = true;
    }
    float[][] none = new float[0][];
    batch.setConstants(1, new CameraConstants(none, none, none, none, none, unusable));
    for (int row = 0; row < ROWS; row++) {
      for (int p = 0; p < PIXELS; p++) {
        batch.gain()[batch.pixelBase(row) + p] = (byte) ((p * 5 + row) % 4 == 0 ? 1 : 0);
        fill(batch, row, p);
      }
    }
    return batch;
  }

  private static void fill(WaveformBatch batch, int row, int pixel) {
    double x = batch.camera().geometry().pixelX()[pixel] / 0.05;
    double y = batch.camera().geometry().pixelY()[pixel] / 0.05;
    double u = (x - 0.5 + y * 0.25) / 2.5;
    double v = (y - x * 0.25) / 1.25;
    double charge = 100 / ((1 + u * u + v * v) * (1 + u * u + v * v));
    double time = row == 2 ? pixel * 0.8 - 4 : 18 + 1.5 * x - 0.5 * y;
    double amplitude = row == 3 ? 0 : charge * 0.32;
    int at = batch.base(row) + pixel * SAMPLES;
    for (int s = 0; s < SAMPLES; s++) {
      double noise = 0;
      for (int k = 0; k < 4; k++) {
        noise += uniform(((row * 100L + pixel) * 100 + s) * 4 + k) - 0.5;
      }
      batch.samples()[at + s] = (float) (amplitude * pulse(s - time) + noise * 0.5);
    }
    if (row == 3 && pixel % 20 == 7) {
      batch.samples()[at + pixel % 37] = Float.NaN;
    }
  }

  /** The number-th element of a SplitMix64 sequence, 24 bits in [0, 1). */
  private static double uniform(long number) {
    long z = (number + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return ((z ^ (z >>> 31)) >>> 40) / (double) (1 << 24);
  }

  /** What ctapipe found, by {@code "name row charge"}, {@code "name row time"}, ... */
  public static Map<String, double[]> expected(InputStream resource) throws IOException {
    Map<String, double[]> all = new HashMap<>();
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          String[] parts = line.split("\t", -1);
          double[] values = new double[parts.length - 1];
          for (int i = 0; i < values.length; i++) {
            values[i] = Double.parseDouble(parts[i + 1]);
          }
          all.put(parts[0], values);
        }
      }
    }
    return all;
  }

  /**
   * Fails unless the images are those that ctapipe found under this name. Rows for which the answer
   * of ctapipe is arbitrary are not in the resource; the first always is.
   */
  public static void check(Map<String, double[]> expected, String name, ImageBatch images) {
    for (int row = 0; row < ROWS; row++) {
      if (row > 0 && !expected.containsKey(name + " " + row + " charge")) {
        continue;
      }
      check(expected.get(name + " " + row + " charge"), images.charge(), images, row, name);
      if (images.hasPeakTime()) {
        check(expected.get(name + " " + row + " time"), images.peakTime(), images, row, name);
      }
      boolean valid = expected.get(name + " " + row + " valid")[0] != 0;
      if (valid != images.valid()[row]) {
        throw new AssertionError(name + " row " + row + ": validity is not " + valid);
      }
    }
  }

  private static void check(
      double[] expected, float[] actual, ImageBatch images, int row, String name) {
    for (int p = 0; p < PIXELS; p++) {
      double a = actual[images.base(row) + p];
      double e = expected[p];
      boolean same =
          Double.isNaN(e) ? Double.isNaN(a) : Math.abs(a - e) <= 2e-6 + 2e-6 * Math.abs(e);
      if (!same) {
        throw new AssertionError(
            name + " row " + row + " pixel " + p + ": " + a + " instead of " + e);
      }
    }
  }
}
