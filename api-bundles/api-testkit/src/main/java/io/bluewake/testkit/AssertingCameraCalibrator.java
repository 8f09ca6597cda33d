package io.bluewake.testkit;

import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.CameraCalibrator;
import java.util.Arrays;

/** Checks that a calibrator fills all samples, keeps its rows and leaves counts alone. */
public final class AssertingCameraCalibrator implements CameraCalibrator {
  private final CameraCalibrator delegate;
  private final Confined confined;

  /** Wraps a plug-in. */
  public AssertingCameraCalibrator(CameraCalibrator delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public void calibrateWaveforms(WaveformBatch waveforms, boolean raw) {
    confined.enter();
    try {
      int end = waveforms.base(waveforms.rows());
      if (raw) {
        Arrays.fill(waveforms.samples(), 0, end, AssertingImageExtractor.POISON);
      }
      long adc = adc(waveforms);
      long behind = Digests.behind(waveforms.samples(), end);
      delegate.calibrateWaveforms(waveforms, raw);
      confined.require(adc(waveforms) == adc, "changed the counts");
      confined.require(Digests.behind(waveforms.samples(), end) == behind, "wrote behind the rows");
      for (int i = 0; i < end && raw; i++) {
        if (AssertingImageExtractor.isPoison(waveforms.samples()[i])) {
          throw confined.error("sample " + i + " not filled");
        }
      }
    } finally {
      confined.leave();
    }
  }

  private static long adc(WaveformBatch waveforms) {
    long sum = 0;
    for (int row = 0; row < waveforms.rows(); row++) {
      sum = Checks.mix(sum, Digests.adc(waveforms, row));
    }
    return sum;
  }

  @Override
  public void calibrateImages(WaveformBatch waveforms, ImageBatch images, int chargeExponent) {
    confined.enter();
    try {
      confined.require(waveforms.rows() == images.rows(), "rows of waveforms and images differ");
      long before = Checks.checksum(waveforms);
      delegate.calibrateImages(waveforms, images, chargeExponent);
      confined.require(Checks.checksum(waveforms) == before, "changed the waveforms");
    } finally {
      confined.leave();
    }
  }
}
