package io.bluewake.bench;

import io.bluewake.parameters.concentration.ConcentrationParameterizer;
import io.bluewake.parameters.hillas.HillasParameterizer;
import io.bluewake.parameters.leakage.LeakageParameterizer;
import io.bluewake.parameters.morphology.MorphologyParameterizer;
import io.bluewake.parameters.statistics.IntensityStatistics;
import io.bluewake.parameters.statistics.PeakTimeStatistics;
import io.bluewake.parameters.timing.TimingParameterizer;
import io.bluewake.spi.ImageParameterizer;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** From signal pixels to image parameters: time per image, by the number of signal pixels. */
@OperationsPerInvocation(ParameterBenchmark.ROWS)
public class ParameterBenchmark extends KernelBenchmark {
  static final int ROWS = 16;

  /** Pixels of an image that survived cleaning. */
  @Param({"30", "120", "500"})
  public int signalPixels;

  private SelectedImages images;
  private Stage hillas;
  private Stage timing;
  private Stage leakage;
  private Stage concentration;
  private Stage morphology;
  private Stage intensity;
  private Stage peakTime;

  /** A plug-in and where its values go. */
  private record Stage(ImageParameterizer plugin, TableRows out) {
    static Stage of(ImageParameterizer plugin) {
      return new Stage(plugin, new TableRows(plugin.provides(), ROWS));
    }
  }

  /** Makes showers and plug-ins. */
  @Setup
  public void create() {
    images =
        SignalImages.of(
            ToyCamera.hexagonal(PIXELS), ROWS, signalPixels, new SplittableRandom(SEED));
    hillas = Stage.of(new HillasParameterizer(Configs.of(HillasParameterizer.Config.class)));
    timing = Stage.of(new TimingParameterizer(Configs.of(TimingParameterizer.Config.class)));
    leakage = Stage.of(new LeakageParameterizer());
    concentration = Stage.of(new ConcentrationParameterizer());
    morphology = Stage.of(new MorphologyParameterizer());
    intensity = Stage.of(new IntensityStatistics());
    peakTime = Stage.of(new PeakTimeStatistics());
  }

  private TableRows run(Stage stage) {
    stage.plugin().parameterize(images, stage.out());
    return stage.out();
  }

  /** {@link HillasParameterizer}. */
  @Benchmark
  public Object hillas() {
    return run(hillas);
  }

  /** {@link TimingParameterizer}: up to 40 pixels it searches among all slopes, then near one. */
  @Benchmark
  public Object timing() {
    return run(timing);
  }

  /** {@link LeakageParameterizer}. */
  @Benchmark
  public Object leakage() {
    return run(leakage);
  }

  /** {@link ConcentrationParameterizer}. */
  @Benchmark
  public Object concentration() {
    return run(concentration);
  }

  /** {@link MorphologyParameterizer}. */
  @Benchmark
  public Object morphology() {
    return run(morphology);
  }

  /** {@link IntensityStatistics}. */
  @Benchmark
  public Object intensityStatistics() {
    return run(intensity);
  }

  /** {@link PeakTimeStatistics}. */
  @Benchmark
  public Object peakTimeStatistics() {
    return run(peakTime);
  }
}
