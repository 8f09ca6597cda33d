package io.bluewake.math.waveform;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.CameraReadout;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PulseWindowTest {
  private static final double RATE = 2;
  private final float[] charge = new float[1];
  private final float[] time = new float[1];

  private static double gauss(double t) {
    return Math.exp(-0.5 * t * t / 4) / Math.sqrt(8 * Math.PI);
  }

  private static CameraReadout readout() {
    double[] pulse = new double[400];
    for (int i = 0; i < pulse.length; i++) {
      pulse[i] = gauss((i * 0.1 - 20.5) * RATE);
    }
    return new CameraReadout("gauss", RATE, 1, 1, 60, new double[][] {pulse}, 0.1);
  }

  /** A pulse of charge 50 at the given sample. */
  private static float[] pulse(double at) {
    float[] w = new float[60];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (50 * gauss(i - at));
    }
    return w;
  }

  @Test
  void correctedWindowFindsChargeAndTimeOfAPulse() {
    double correction = WindowCorrection.aroundPeak(readout(), 7, 3)[0];
    PulseWindow.aroundPeak(pulse(31), 0, 60, 31, 7, 3, RATE, correction, charge, time, 0);

    assertTrue(correction > 1.05, "a window of 3.5 sigma loses light");
    assertEquals(50, charge[0], 1);
    assertEquals(31 / RATE, time[0], 1e-3);
  }

  @Test
  void slidingWindowFindsThePulseByItself() {
    double correction = WindowCorrection.largestSum(readout(), 7)[0];
    double[] scratch = new double[61];
    PulseWindow.largestSum(pulse(31.2), 0, 60, 7, RATE, correction, scratch, charge, time, 0);

    assertEquals(50, charge[0], 1);
    assertEquals(31.2 / RATE, time[0], 0.05);
  }

  @Test
  void windowsAreCutAtTheEndsOfTheReadout() {
    float[] w = {1, 2, 3, 4, 5};
    PulseWindow.aroundPeak(w, 0, 5, 0, 4, 2, 1, 1, charge, time, 0);
    assertEquals(3f, charge[0]);
    assertEquals(2f / 3, time[0], 1e-6);

    PulseWindow.aroundPeak(w, 0, 5, 4, 4, 2, 1, 1, charge, time, 0);
    assertEquals(12f, charge[0]);

    PulseWindow.aroundPeak(w, 0, 5, 30, 4, 2, 1, 1, charge, time, 0);
    assertEquals(0f, charge[0]);
    assertEquals(30f, time[0], "nothing in the window: the peak");
  }

  @Test
  void negativeSamplesCountForTheChargeOnly() {
    float[] w = {-1, 4, -2, -3};
    PulseWindow.aroundPeak(w, 0, 4, 2, 4, 2, 1, 1, charge, time, 0);
    assertEquals(-2f, charge[0]);
    assertEquals(1f, time[0]);

    PulseWindow.aroundPeak(w, 0, 4, 3, 2, 1, 2, 1, charge, time, 0);
    assertEquals(-5f, charge[0]);
    assertEquals(1.5f, time[0], "no positive sample: the peak");
  }

  @Test
  void samplesThatAreNoNumbersSpoilTheChargeButNotTheTime() {
    float[] w = {1, Float.NaN, 1, 0};
    PulseWindow.aroundPeak(w, 0, 4, 1, 4, 1, 1, 1, charge, time, 0);
    assertEquals(Float.NaN, charge[0]);
    assertEquals(1f, time[0]);
  }

  @Test
  void windowWiderThanTheWaveformTakesAllOfIt() {
    float[] w = {1, 2, 3};
    PulseWindow.largestSum(w, 0, 3, 7, 1, 1, new double[4], charge, time, 0);
    assertEquals(6f, charge[0]);
  }

  @Test
  void cameraWithoutReferencePulseIsNotCorrected() {
    CameraReadout none = new CameraReadout("none", 1, 2, 1, 40, new double[0][], 1);
    assertArrayEquals(new double[] {1, 1}, WindowCorrection.aroundPeak(none, 7, 3));
    assertArrayEquals(new double[] {1, 1}, WindowCorrection.largestSum(none, 7));
  }

  @Test
  void windowOutsideOfTheReferencePulseIsNotCorrected() {
    assertArrayEquals(new double[] {1}, WindowCorrection.aroundPeak(readout(), 7, -100));
  }

  @Test
  void allPixelsAreIntegratedAsOneByOne() {
    SplittableRandom random = new SplittableRandom(11);
    int pixels = 50;
    int n = 30;
    float[] w = new float[(pixels + 1) * n];
    for (int i = 0; i < w.length; i++) {
      w[i] = (float) (random.nextDouble() - 0.4);
    }
    int[] peaks = new int[pixels];
    byte[] gain = new byte[pixels + 2];
    for (int p = 0; p < pixels; p++) {
      peaks[p] = random.nextInt(-2, n + 2);
      gain[p + 2] = (byte) random.nextInt(2);
    }
    double[] corrections = {1.1, 1.3};
    float[] charge = new float[pixels + 2];
    float[] time = new float[pixels + 2];
    PulseWindow.aroundPeaks(w, n, n, peaks, 7, 3, RATE, gain, corrections, charge, time, 2);

    float[] charges = new float[pixels + 2];
    float[] times = new float[pixels + 2];
    for (int p = 0; p < pixels; p++) {
      double correction = corrections[gain[p + 2]];
      int from = (p + 1) * n;
      PulseWindow.aroundPeak(w, from, n, peaks[p], 7, 3, RATE, correction, charges, times, p + 2);
    }
    assertArrayEquals(charges, charge);
    assertArrayEquals(times, time);
  }
}
