package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.Neighbors;
import io.bluewake.model.WaveformBatch;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Toys, configurations and seeds. */
class ToysTest {
  private @interface Options {
    float picturePe() default 8.5f;

    double fraction() default 0.25;

    int[] pixels() default {1, 2};

    String mode() default "fast";
  }

  @interface Strict {
    int needed();
  }

  @Test
  void configurationHasDefaultsAndOwnValues() {
    Options options = Configs.of(Options.class, Map.of("picturePe", 5, "fraction", 0.1f));
    assertEquals(5f, options.picturePe());
    assertEquals(0.1, options.fraction());
    assertArrayEquals(new int[] {1, 2}, options.pixels());
    assertEquals("fast", options.mode());
    assertEquals(Options.class, options.annotationType());
  }

  @Test
  void wrongConfigurationIsRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> Configs.of(Options.class, Map.of("picture", 5)));
    assertThrows(
        IllegalArgumentException.class, () -> Configs.of(Options.class, Map.of("mode", 5)));
    assertThrows(IllegalArgumentException.class, () -> Configs.of(Strict.class));
    assertThrows(
        IllegalArgumentException.class, () -> Configs.of(Strict.class, Map.of("needed", 1.5)));
  }

  @Test
  void neighboursAreMutualAndComplete() {
    for (Camera camera : ToyCamera.several()) {
      Neighbors n = camera.neighbors();
      int most = 0;
      for (int p = 0; p < camera.pixels(); p++) {
        most = Math.max(most, n.count(p));
        for (int k = n.offsets()[p]; k < n.offsets()[p + 1]; k++) {
          assertTrue(contains(n, n.indices()[k], p), camera + " pixel " + p);
        }
      }
      assertEquals(camera.name().contains("Hex") ? 6 : 4, most, camera.name());
    }
    assertEquals(6, ToyCamera.hexagonal(7).neighbors().count(0));
    assertEquals(0, ToyCamera.hexagonal(1).neighbors().indices().length);
    assertEquals(24, ToyCamera.square(4).neighbors().indices().length / 2);
  }

  private static boolean contains(Neighbors n, int of, int wanted) {
    for (int k = n.offsets()[of]; k < n.offsets()[of + 1]; k++) {
      if (n.indices()[k] == wanted) {
        return true;
      }
    }
    return false;
  }

  @Test
  void neighboursAreTheNearestPixels() {
    Camera camera = ToyCamera.hexagonal(91);
    double[] x = camera.geometry().pixelX();
    double[] y = camera.geometry().pixelY();
    for (int p = 0; p < 91; p++) {
      for (int q = 0; q < 91; q++) {
        boolean near = p != q && Math.hypot(x[p] - x[q], y[p] - y[q]) < 0.06;
        assertEquals(near, contains(camera.neighbors(), p, q), p + " and " + q);
      }
    }
  }

  @Test
  void permutedCameraIsTheSameCamera() {
    Camera camera = ToyCamera.sctLike(2, 4);
    int[] order = ToyCamera.randomOrder(camera.pixels(), new SplittableRandom(3));
    Camera permuted = ToyCamera.permuted(camera, order);
    int[] back = new int[order.length];
    for (int p = 0; p < order.length; p++) {
      assertEquals(camera.geometry().pixelX()[order[p]], permuted.geometry().pixelX()[p]);
      back[order[p]] = p;
    }
    Neighbors again = ToyCamera.permuted(permuted, back).neighbors();
    assertArrayEquals(camera.neighbors().indices(), again.indices());
    assertArrayEquals(camera.neighbors().offsets(), again.offsets());
  }

  @Test
  void showersHoldTheirLight() {
    Camera camera = ToyCamera.hexagonal(631);
    var shower = new ToyImages.Shower(0.05, -0.03, 0.12, 0.06, 0.7, 20_000, 20, 10);
    ImageBatch images = new ImageBatch(camera);
    images.reset(1, true);
    ToyImages.draw(images, 0, shower, 0, new SplittableRandom(1));
    WaveformBatch waveforms = ToyWaveforms.constant(camera, 1, 40, 0f);
    ToyWaveforms.draw(waveforms, 0, shower, 0, new SplittableRandom(2));
    double light = 0;
    double samples = 0;
    for (int p = 0; p < camera.pixels(); p++) {
      light += images.charge(0, p);
      for (int s = 0; s < 40; s++) {
        samples += waveforms.samples()[p * 40 + s];
      }
    }
    assertEquals(20_000, light, 1000);
    assertEquals(20_000, samples, 1000);
  }

  @Test
  @Seeded
  void seededTestsRepeat(RandomGenerator random) {
    if (System.getProperty("tests.seed", "").isBlank()) {
      assertEquals(new SplittableRandom(FIRST).nextLong(), random.nextLong());
    }
  }

  private static final long FIRST =
      SeededExtension.seed(
          "",
          "[engine:junit-jupiter]/[class:io.bluewake.testkit.ToysTest]"
              + "/[method:seededTestsRepeat(java.util.random.RandomGenerator)]");

  @Test
  void seedIsReplayedFromItsHint() {
    long seed = SeededExtension.seed("", "some test");
    String hex = SeededExtension.hint(seed).replaceFirst(".*=", "");
    assertEquals(seed, SeededExtension.seed(hex, "another test"));
    assertNotEquals(seed, SeededExtension.seed("", "another test"));
  }
}
