package io.bluewake.bench;

import io.bluewake.math.PixelNeighbors;
import io.bluewake.model.CameraGeometry;
import io.bluewake.testkit.ToyCamera;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Neighbour search, done once per camera and file: time per camera. */
public class NeighborBenchmark extends KernelBenchmark {
  private static final int MODULES = 13;
  private static final int MODULE_SIDE = 8;

  /** Hexagons of a large telescope, or the many squares of a dual-mirror telescope. */
  @Param({"hex1855", "square10816"})
  public String pixels;

  private CameraGeometry geometry;

  /** Makes a camera. */
  @Setup
  public void create() {
    boolean hexagons = pixels.startsWith("hex");
    geometry =
        (hexagons ? ToyCamera.hexagonal(PIXELS) : ToyCamera.sctLike(MODULES, MODULE_SIDE))
            .geometry();
  }

  /** {@link PixelNeighbors}. */
  @Benchmark
  public Object search() {
    return PixelNeighbors.of(
        geometry.pixelX(), geometry.pixelY(), geometry.pixelArea(), geometry.shape());
  }
}
