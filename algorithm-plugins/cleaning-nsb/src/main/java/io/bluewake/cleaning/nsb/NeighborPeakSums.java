package io.bluewake.cleaning.nsb;

import io.bluewake.math.waveform.NeighborPeaks;
import io.bluewake.math.waveform.PulseWindow;
import io.bluewake.math.waveform.WindowCorrection;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;

/**
 * What makes images when nobody says how they were made: the default extraction of the profiles, 7
 * samples from 3 before the peak of the neighbours on, corrected for what the window misses.
 */
final class NeighborPeakSums implements ImageExtractor {
  private static final int WIDTH = 7;
  private static final int SHIFT = 3;
  private static final boolean[] NONE_BROKEN = new boolean[0];

  private final NeighborPeaks finder;
  private final double correction;
  private final double rateGHz;
  private final int[] peaks;

  NeighborPeakSums(Camera camera) {
    finder = new NeighborPeaks(camera.neighbors(), 0);
    double[] corrections = WindowCorrection.aroundPeak(camera.readout(), WIDTH, SHIFT);
    correction = corrections.length == 0 ? 1 : corrections[0];
    rateGHz = camera.readout().samplingRateGHz();
    peaks = new int[camera.pixels()];
  }

  @Override
  public void extract(WaveformBatch in, ImageBatch out) {
    int n = in.samplesPerPixel();
    for (int row = 0; row < in.rows(); row++) {
      finder.find(in.samples(), in.base(row), n, NONE_BROKEN, peaks);
      for (int p = 0; p < peaks.length; p++) {
        PulseWindow.aroundPeak(
            in.samples(),
            in.base(row) + p * n,
            n,
            peaks[p],
            WIDTH,
            SHIFT,
            rateGHz,
            correction,
            out.charge(),
            out.peakTime(),
            out.base(row) + p);
      }
    }
  }
}
