package io.bluewake.bench;

import io.bluewake.math.image.Islands;
import io.bluewake.model.Camera;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Connected groups of pixels: time per image of 1855 pixels. */
@OperationsPerInvocation(IslandsBenchmark.ROWS)
public class IslandsBenchmark extends KernelBenchmark {
  static final int ROWS = 16;
  private static final float NOISE_PE = 2;

  /** Pixels of a shower. */
  @Param({"30", "120", "500"})
  public int signalPixels;

  private SelectedImages images;
  private PixelMask noisy;
  private Islands islands;

  /** Makes showers; the noisy ones have many islands besides. */
  @Setup
  public void create() {
    Camera camera = ToyCamera.hexagonal(PIXELS);
    images = SignalImages.of(camera, ROWS, signalPixels, new SplittableRandom(SEED));
    noisy = ToyImages.above(images.images(), NOISE_PE);
    islands = new Islands(camera.geometry().neighbors());
  }

  private int count(PixelMask mask) {
    int sum = 0;
    for (int row = 0; row < ROWS; row++) {
      sum += islands.find(mask.words(), mask.wordBase(row));
    }
    return sum;
  }

  /** One island. */
  @Benchmark
  public int shower() {
    return count(images.signal());
  }

  /** The shower and noise pixels, one in twenty. */
  @Benchmark
  public int showerAndNoise() {
    return count(noisy);
  }

  /** Search for the brightest of many islands. */
  @Benchmark
  public int brightest() {
    int sum = 0;
    for (int row = 0; row < ROWS; row++) {
      islands.find(noisy.words(), noisy.wordBase(row));
      sum += islands.brightest(images.images().charge(), images.images().base(row));
    }
    return sum;
  }
}
