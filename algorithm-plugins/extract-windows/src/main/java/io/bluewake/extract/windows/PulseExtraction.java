package io.bluewake.extract.windows;

import io.bluewake.math.waveform.PulseWindow;
import io.bluewake.math.waveform.WindowCorrection;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import java.util.Arrays;

/** Integrates the pixels of an image around their peaks, with or without integration correction. */
final class PulseExtraction {
  private final boolean correct;
  private final int correctedWidth;
  private final int correctedShift;
  private Camera camera;

  /** Factor on the charge of each gain. */
  private double[] corrections = {1, 1};

  private int[] samePeak = new int[0];

  private PulseExtraction(boolean correct, int correctedWidth, int correctedShift) {
    this.correct = correct;
    this.correctedWidth = correctedWidth;
    this.correctedShift = correctedShift;
  }

  /** Charges are the sums in the window. */
  static PulseExtraction plain() {
    return new PulseExtraction(false, 0, 0);
  }

  /** Charges make up for what such a window misses of the reference pulse. */
  static PulseExtraction corrected(int width, int shift) {
    return new PulseExtraction(true, width, shift);
  }

  /** Integrates around the same peak in all pixels. */
  void around(WaveformBatch in, int row, int peak, int width, int shift, ImageBatch out) {
    if (samePeak.length != in.pixels()) {
      samePeak = new int[in.pixels()];
    }
    Arrays.fill(samePeak, peak);
    around(in, row, samePeak, width, shift, out);
  }

  /** Integrates each pixel around its peak. */
  void around(WaveformBatch in, int row, int[] peaks, int width, int shift, ImageBatch out) {
    around(in, in.samples(), in.base(row), row, peaks, width, shift, out);
  }

  /** Integrates other samples than those of the batch, from {@code base} on. */
  void around(
      WaveformBatch in,
      float[] w,
      int base,
      int row,
      int[] peaks,
      int width,
      int shift,
      ImageBatch out) {
    prepare(in);
    PulseWindow.aroundPeaks(
        w,
        base,
        in.samplesPerPixel(),
        peaks,
        width,
        shift,
        in.camera().readout().samplingRateGHz(),
        in.gain(),
        corrections,
        out.charge(),
        out.peakTime(),
        out.base(row));
  }

  private void prepare(WaveformBatch in) {
    if (correct && camera != in.camera()) {
      camera = in.camera();
      corrections = WindowCorrection.aroundPeak(camera.readout(), correctedWidth, correctedShift);
    }
  }
}
