package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelMask;
import io.bluewake.spi.ImageCleaner;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What cleanings that look at peak times have in common: masks as those of ctapipe 0.32 on
 * synthetic images, in {@code ctapipe.txt} beside the subclass, made by {@code ctapipe_numbers.py}
 * in lib-math.
 */
public abstract class TimedCleanerContract {
  /** The cleaner with its default options but these. */
  protected abstract ImageCleaner cleaner(Map<String, ?> options);

  private static final int RINGS = 6;

  @Test
  void everyMaskAgrees() throws IOException {
    ImageCleaner cleaner = cleaner(Map.of());
    ImageBatch images = new ImageBatch(ToyCamera.rings(RINGS));
    PixelMask mask = new PixelMask();
    int checked = 0;
    for (String[] line : lines()) {
      switch (line[0]) {
        case "charge" -> {
          images.reset(1, true);
          fill(images.charge(), line);
        }
        case "time" -> fill(images.peakTime(), line);
        default -> {
          mask.reset(1, images.pixels());
          cleaner.clean(images, mask);
          int[] found = new int[images.pixels()];
          int n = mask.pixelsOf(0, found);
          int[] expected = Arrays.stream(line).skip(1).mapToInt(Integer::parseInt).toArray();
          assertArrayEquals(expected, Arrays.copyOf(found, n), "image " + checked);
          checked++;
        }
      }
    }
    assertEquals(12, checked);
  }

  @Test
  void imagesWithoutPeakTimesAreRefused() {
    ImageBatch images = new ImageBatch(ToyCamera.rings(RINGS));
    images.reset(1, false);
    PixelMask mask = new PixelMask();
    mask.reset(1, images.pixels());
    ImageCleaner cleaner = cleaner(Map.of());
    assertThrows(IllegalStateException.class, () -> cleaner.clean(images, mask));
  }

  @Test
  void lonelyTimeIsRemoved() {
    Camera camera = ToyCamera.rings(RINGS);
    ImageBatch images = new ImageBatch(camera);
    images.reset(1, true);
    Arrays.fill(images.charge(), 0, images.pixels(), 0);
    Arrays.fill(images.peakTime(), 0, images.pixels(), 20);
    int center = images.pixels() / 2;
    images.charge()[center] = 30;
    for (int k = camera.neighbors().offsets()[center];
        k < camera.neighbors().offsets()[center + 1];
        k++) {
      images.charge()[camera.neighbors().indices()[k]] = 15;
    }
    int late = camera.neighbors().indices()[camera.neighbors().offsets()[center]];
    images.peakTime()[late] = 40;
    PixelMask mask = new PixelMask();
    mask.reset(1, images.pixels());

    cleaner(Map.of("picturePe", 10)).clean(images, mask);

    assertEquals(6, mask.count(0));
    assertEquals(false, mask.get(0, late));
  }

  private static void fill(float[] values, String[] line) {
    for (int i = 1; i < line.length; i++) {
      values[i - 1] = Float.parseFloat(line[i]);
    }
  }

  private List<String[]> lines() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                getClass().getResourceAsStream("ctapipe.txt"), StandardCharsets.US_ASCII))) {
      return in.lines().filter(line -> !line.startsWith("#")).map(l -> l.split(" ")).toList();
    }
  }
}
