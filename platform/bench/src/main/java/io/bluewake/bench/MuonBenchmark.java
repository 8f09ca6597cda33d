package io.bluewake.bench;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.parameters.muon.MuonRings;
import io.bluewake.spi.ImageParameterizer.SelectedImages;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** Muon rings: time per image of 1855 pixels. */
@OperationsPerInvocation(MuonBenchmark.ROWS)
public class MuonBenchmark extends KernelBenchmark {
  static final int ROWS = 8;
  private static final int SHOWER_PIXELS = 200;
  private static final float THRESHOLD_PE = 8;

  private SelectedImages rings;
  private SelectedImages showers;
  private MuonRings plugin;
  private TableRows out;

  /** Makes rings of 1 to 1.3 degrees, and showers bright and large enough to get a ring fit. */
  @Setup
  public void create() {
    Camera camera = ToyCamera.hexagonal(PIXELS);
    SplittableRandom random = new SplittableRandom(SEED);
    ImageBatch images = ToyImages.batch(camera, ROWS, random);
    for (int row = 0; row < ROWS; row++) {
      drawRing(images, row, random);
    }
    PixelMask signal = ToyImages.above(images, THRESHOLD_PE);
    rings = new SelectedImages(images, signal, IntStream.range(0, ROWS).toArray(), ROWS, false);
    showers = SignalImages.of(camera, ROWS, SHOWER_PIXELS, random);
    plugin = new MuonRings(Configs.of(MuonRings.Config.class));
    out = new TableRows(plugin.provides(), ROWS);
    plugin.parameterize(rings, out);
    for (int row = 0; row < ROWS; row++) {
      if (Double.isNaN(out.get(row, plugin.provides().column("muonefficiency_width")))) {
        throw new IllegalStateException("the ring of image " + row + " was not fitted");
      }
    }
  }

  private static void drawRing(ImageBatch images, int row, SplittableRandom random) {
    double[] lon = images.camera().fovLon();
    double[] lat = images.camera().fovLat();
    double radius = random.nextDouble(1, 1.3);
    double x = random.nextDouble(-0.8, 0.8);
    double y = random.nextDouble(-0.8, 0.8);
    for (int p = 0; p < PIXELS; p++) {
      double away = (Math.hypot(lon[p] - x, lat[p] - y) - radius) / 0.12;
      double phi = Math.atan2(lat[p] - y, lon[p] - x);
      double light = 60 * (1 + 0.5 * Math.cos(phi - 1)) * Math.exp(-0.5 * away * away);
      images.charge()[images.base(row) + p] =
          (float) (light + Math.sqrt(light + 1) * random.nextGaussian());
    }
  }

  /** Ring fit, ring parameters and efficiency fit of images of muons. */
  @Benchmark
  public Object rings() {
    plugin.parameterize(rings, out);
    return out;
  }

  /** The same of showers of 200 pixels, which are most of what the plug-in has to look at. */
  @Benchmark
  public Object showers() {
    plugin.parameterize(showers, out);
    return out;
  }
}
