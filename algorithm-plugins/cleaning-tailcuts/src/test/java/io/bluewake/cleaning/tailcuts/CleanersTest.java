package io.bluewake.cleaning.tailcuts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.Seeded;
import io.bluewake.testkit.ToyCamera;
import io.bluewake.testkit.ToyImages;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

@Seeded
class CleanersTest {
  private final Camera camera = ToyCamera.hexagonal(331);

  @Test
  void optionsReachTheKernel() {
    ImageBatch images = ToyImages.dark(camera, 1);
    images.charge()[17] = 6;

    assertEquals(0, clean(tailcuts(Map.of()), images).count(0));
    assertEquals(0, clean(tailcuts(Map.of("picturePe", 6)), images).count(0));
    assertEquals(
        1, clean(tailcuts(Map.of("picturePe", 6, "keepIsolatedPixels", true)), images).count(0));
    assertEquals(
        0, clean(tailcuts(Map.of("picturePe", 6.1, "keepIsolatedPixels", true)), images).count(0));
  }

  @Test
  void lowerThresholdsNeverLosePixels(RandomGenerator random) {
    ImageBatch images = ToyImages.batch(camera, 30, random);
    PixelMask strict = clean(tailcuts(Map.of("picturePe", 12, "boundaryPe", 6)), images);
    PixelMask loose = clean(tailcuts(Map.of("picturePe", 8, "boundaryPe", 4)), images);
    assertContains(loose, strict);
  }

  @Test
  void marsKeepsWhatTailcutsKeepAndMore(RandomGenerator random) {
    ImageBatch images = ToyImages.batch(camera, 30, random);
    PixelMask tailcuts = clean(tailcuts(Map.of()), images);
    PixelMask mars = clean(new MarsCleaner(Configs.of(MarsCleaner.Config.class)), images);
    assertContains(mars, tailcuts);
    int more = 0;
    for (int row = 0; row < images.rows(); row++) {
      more += mars.count(row) - tailcuts.count(row);
    }
    assertTrue(more > 0, "a second ring");
  }

  private static ImageCleaner tailcuts(Map<String, ?> options) {
    return new TailcutsCleaner(Configs.of(TailcutsCleaner.Config.class, options));
  }

  private static PixelMask clean(ImageCleaner cleaner, ImageBatch images) {
    PixelMask mask = new PixelMask();
    mask.reset(images.rows(), images.pixels());
    cleaner.clean(images, mask);
    return mask;
  }

  private static void assertContains(PixelMask large, PixelMask small) {
    for (int w = 0; w < small.wordBase(small.rows()); w++) {
      assertEquals(0, small.words()[w] & ~large.words()[w]);
    }
  }
}
