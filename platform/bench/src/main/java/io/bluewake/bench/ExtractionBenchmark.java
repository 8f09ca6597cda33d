package io.bluewake.bench;

import io.bluewake.calibration.camera.CameraConstantsCalibrator;
import io.bluewake.extract.flashcam.FlashCamExtractor;
import io.bluewake.extract.two.pass.TwoPassWindowSum;
import io.bluewake.extract.windows.BaselineSubtractedNeighborPeakWindowSum;
import io.bluewake.extract.windows.FixedWindowSum;
import io.bluewake.extract.windows.FullWaveformSum;
import io.bluewake.extract.windows.GlobalPeakWindowSum;
import io.bluewake.extract.windows.LocalPeakWindowSum;
import io.bluewake.extract.windows.NeighborPeakWindowSum;
import io.bluewake.extract.windows.SlidingWindowMaxSum;
import io.bluewake.extract.windows.VarianceExtractor;
import io.bluewake.gain.selection.ThresholdGainSelector;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.WaveformBatch;
import io.bluewake.spi.ImageExtractor;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyWaveforms;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** From raw counts to images: time per image of a camera of 1855 pixels. */
@OperationsPerInvocation(ExtractionBenchmark.ROWS)
public class ExtractionBenchmark extends KernelBenchmark {
  static final int ROWS = 8;

  /** Samples of a waveform. */
  @Param({"40", "72"})
  public int samples;

  private WaveformBatch waveforms;
  private ImageBatch images;
  private ThresholdGainSelector gain;
  private CameraConstantsCalibrator calibrator;
  private ImageExtractor full;
  private ImageExtractor fixed;
  private ImageExtractor global;
  private ImageExtractor local;
  private ImageExtractor sliding;
  private ImageExtractor neighbor;
  private ImageExtractor baseline;
  private ImageExtractor variance;
  private ImageExtractor twoPass;
  private ImageExtractor flashCam;

  /** Makes showers and plug-ins. */
  @Setup
  public void create() {
    Camera camera = ToyCamera.hexagonal(PIXELS, 2, samples);
    waveforms = ToyWaveforms.raw(camera, ROWS, new SplittableRandom(SEED));
    images = new ImageBatch(camera);
    images.reset(ROWS, true);
    gain = new ThresholdGainSelector(Configs.of(ThresholdGainSelector.Config.class));
    calibrator = new CameraConstantsCalibrator(Configs.of(CameraConstantsCalibrator.Config.class));
    full = new FullWaveformSum();
    fixed = new FixedWindowSum(Configs.of(FixedWindowSum.Config.class));
    global = new GlobalPeakWindowSum(Configs.of(GlobalPeakWindowSum.Config.class));
    local = new LocalPeakWindowSum(Configs.of(LocalPeakWindowSum.Config.class));
    sliding = new SlidingWindowMaxSum(Configs.of(SlidingWindowMaxSum.Config.class));
    neighbor = new NeighborPeakWindowSum(Configs.of(NeighborPeakWindowSum.Config.class));
    baseline =
        new BaselineSubtractedNeighborPeakWindowSum(
            Configs.of(BaselineSubtractedNeighborPeakWindowSum.Config.class));
    variance = new VarianceExtractor();
    twoPass = new TwoPassWindowSum(Configs.of(TwoPassWindowSum.Config.class));
    flashCam = new FlashCamExtractor(Configs.of(FlashCamExtractor.Config.class));
    calibrator.calibrateWaveforms(waveforms, true);
  }

  /** Gain selection of one image. */
  @Benchmark
  public int selectGain() {
    int low = 0;
    for (int row = 0; row < ROWS; row++) {
      low += gain.select(waveforms, row);
    }
    return low;
  }

  /** Counts to photo-electrons. */
  @Benchmark
  public float calibrateWaveforms() {
    calibrator.calibrateWaveforms(waveforms, true);
    return waveforms.samples()[0];
  }

  /** All that the default pipeline does to make an image. */
  @Benchmark
  public float calibrateAndNeighborPeakWindowSum() {
    calibrator.calibrateWaveforms(waveforms, true);
    neighbor.extract(waveforms, images);
    calibrator.calibrateImages(waveforms, images, 1);
    return images.charge()[0];
  }

  private float run(ImageExtractor extractor) {
    extractor.extract(waveforms, images);
    return images.charge()[0];
  }

  /** {@link FullWaveformSum}. */
  @Benchmark
  public float fullWaveformSum() {
    return run(full);
  }

  /** {@link FixedWindowSum}. */
  @Benchmark
  public float fixedWindowSum() {
    return run(fixed);
  }

  /** {@link GlobalPeakWindowSum}. */
  @Benchmark
  public float globalPeakWindowSum() {
    return run(global);
  }

  /** {@link LocalPeakWindowSum}. */
  @Benchmark
  public float localPeakWindowSum() {
    return run(local);
  }

  /** {@link SlidingWindowMaxSum}. */
  @Benchmark
  public float slidingWindowMaxSum() {
    return run(sliding);
  }

  /** {@link NeighborPeakWindowSum}. */
  @Benchmark
  public float neighborPeakWindowSum() {
    return run(neighbor);
  }

  /** {@link BaselineSubtractedNeighborPeakWindowSum}. */
  @Benchmark
  public float baselineSubtractedNeighborPeakWindowSum() {
    return run(baseline);
  }

  /** {@link VarianceExtractor}. */
  @Benchmark
  public float variance() {
    return run(variance);
  }

  /** {@link TwoPassWindowSum}. */
  @Benchmark
  public float twoPassWindowSum() {
    return run(twoPass);
  }

  /** {@link FlashCamExtractor}. */
  @Benchmark
  public float flashCam() {
    return run(flashCam);
  }
}
