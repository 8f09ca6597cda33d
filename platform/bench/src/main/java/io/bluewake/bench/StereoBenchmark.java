package io.bluewake.bench;

import io.bluewake.model.Subarray;
import io.bluewake.reco.stereo.hillas.HillasReconstructor;
import io.bluewake.reco.stereo.intersection.HillasIntersection;
import io.bluewake.spi.Reconstructor;
import io.bluewake.spi.StereoView;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyArray;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyStereo;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** From image parameters to direction, core and height: time per event. */
@OperationsPerInvocation(StereoBenchmark.EVENTS)
public class StereoBenchmark extends KernelBenchmark {
  static final int EVENTS = 64;
  private static final double SPACING_M = 120;

  /** Telescopes along each side of the array; all of them see all events. */
  @Param({"2", "4"})
  public int perSide;

  private StereoView events;
  private Stage hillas;
  private Stage intersection;

  /** A plug-in and where its values go. */
  private record Stage(
      Reconstructor plugin, TableRows stereo, TableRows telescope, TableRows core) {
    static Stage of(Reconstructor plugin, StereoView in) {
      return new Stage(
          plugin,
          new TableRows(plugin.provides(in.subarray().size()), in.events()),
          new TableRows(plugin.providesPerTelescope(), in.telescopeRows()),
          new TableRows(Reconstructor.CORE, in.telescopeRows()));
    }

    Object run(StereoView in) {
      plugin.reconstruct(in, stereo, telescope, core);
      return stereo;
    }
  }

  /** Makes exact events and plug-ins. */
  @Setup
  public void create() {
    Subarray array = ToyArray.square(perSide, SPACING_M, ToyCamera.hexagonal(PIXELS));
    events = ToyStereo.random(array, EVENTS, new SplittableRandom(SEED));
    hillas =
        Stage.of(new HillasReconstructor(Configs.of(HillasReconstructor.Config.class)), events);
    intersection =
        Stage.of(new HillasIntersection(Configs.of(HillasIntersection.Config.class)), events);
  }

  /** {@link HillasReconstructor}. */
  @Benchmark
  public Object hillas() {
    return hillas.run(events);
  }

  /** {@link HillasIntersection}. */
  @Benchmark
  public Object intersection() {
    return intersection.run(events);
  }
}
