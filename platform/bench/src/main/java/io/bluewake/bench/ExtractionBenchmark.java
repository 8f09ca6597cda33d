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
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From raw counts to images: time per image of a camera of 1855 pixels. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class ExtractionBenchmark {
  private static final int ROWS = 8;
  private static final int PIXELS = 1855;

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
    waveforms = ToyWaveforms.raw(camera, ROWS, new SplittableRandom(1));
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
  @OperationsPerInvocation(ROWS)
  public int selectGain() {
    int low = 0;
    for (int row = 0; row < ROWS; row++) {
      low += gain.select(waveforms, row);
    }
    return low;
  }

  /** Counts to photo-electrons. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float calibrateWaveforms() {
    calibrator.calibrateWaveforms(waveforms, true);
    return waveforms.samples()[0];
  }

  /** All that the default pipeline does to make an image. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
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
  @OperationsPerInvocation(ROWS)
  public float fullWaveformSum() {
    return run(full);
  }

  /** {@link FixedWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float fixedWindowSum() {
    return run(fixed);
  }

  /** {@link GlobalPeakWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float globalPeakWindowSum() {
    return run(global);
  }

  /** {@link LocalPeakWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float localPeakWindowSum() {
    return run(local);
  }

  /** {@link SlidingWindowMaxSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float slidingWindowMaxSum() {
    return run(sliding);
  }

  /** {@link NeighborPeakWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float neighborPeakWindowSum() {
    return run(neighbor);
  }

  /** {@link BaselineSubtractedNeighborPeakWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float baselineSubtractedNeighborPeakWindowSum() {
    return run(baseline);
  }

  /** {@link VarianceExtractor}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float variance() {
    return run(variance);
  }

  /** {@link TwoPassWindowSum}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float twoPassWindowSum() {
    return run(twoPass);
  }

  /** {@link FlashCamExtractor}. */
  @Benchmark
  @OperationsPerInvocation(ROWS)
  public float flashCam() {
    return run(flashCam);
  }
}
