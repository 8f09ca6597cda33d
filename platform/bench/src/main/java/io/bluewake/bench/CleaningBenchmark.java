package io.bluewake.bench;

import io.bluewake.cleaning.fact.FactCleaner;
import io.bluewake.cleaning.tailcuts.MarsCleaner;
import io.bluewake.cleaning.tailcuts.TailcutsCleaner;
import io.bluewake.cleaning.timeconstrained.TimeConstrainedCleaner;
import io.bluewake.invalid.pixels.NeighborAverage;
import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** From an image to its signal pixels: time per image of 1855 pixels. */
@OperationsPerInvocation(CleaningBenchmark.ROWS)
public class CleaningBenchmark extends KernelBenchmark {
  static final int ROWS = 32;
  private static final int ONE_IN = 50;

  private final PixelMask mask = new PixelMask();
  private ImageBatch images;
  private ImageBatch broken;
  private ImageCleaner tailcuts;
  private ImageCleaner mars;
  private ImageCleaner fact;
  private ImageCleaner timeConstrained;
  private NeighborAverage average;

  /** Makes showers of 100 to 3000 p.e. and plug-ins. */
  @Setup
  public void create() {
    Camera camera = ToyCamera.hexagonal(PIXELS);
    SplittableRandom random = new SplittableRandom(SEED);
    images = ToyImages.batch(camera, ROWS, random);
    broken = ToyImages.batch(camera, ROWS, random);
    for (int row = 0; row < ROWS; row++) {
      for (int p = 0; p < PIXELS; p++) {
        if (random.nextInt(ONE_IN) == 0) {
          broken.unusable().set(row, p);
        }
      }
    }
    tailcuts = new TailcutsCleaner(Configs.of(TailcutsCleaner.Config.class));
    mars = new MarsCleaner(Configs.of(MarsCleaner.Config.class));
    fact = new FactCleaner(Configs.of(FactCleaner.Config.class));
    timeConstrained = new TimeConstrainedCleaner(Configs.of(TimeConstrainedCleaner.Config.class));
    average = new NeighborAverage();
  }

  private long run(ImageCleaner cleaner) {
    mask.reset(ROWS, PIXELS);
    cleaner.clean(images, mask);
    return mask.words()[0];
  }

  /** {@link TailcutsCleaner}. */
  @Benchmark
  public long tailcuts() {
    return run(tailcuts);
  }

  /** {@link MarsCleaner}. */
  @Benchmark
  public long mars() {
    return run(mars);
  }

  /** {@link FactCleaner}. */
  @Benchmark
  public long fact() {
    return run(fact);
  }

  /** {@link TimeConstrainedCleaner}. */
  @Benchmark
  public long timeConstrained() {
    return run(timeConstrained);
  }

  /** {@link NeighborAverage} with one pixel in 50 unusable. */
  @Benchmark
  public float neighborAverage() {
    average.handle(broken);
    return broken.charge()[0];
  }
}
