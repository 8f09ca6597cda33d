package io.bluewake.cleaning.nsb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.model.ImageBatch;
import io.bluewake.model.PixelChunk;
import io.bluewake.model.PixelMask;
import io.bluewake.model.PixelSeries;
import io.bluewake.model.TelescopeMonitoring;
import io.bluewake.spi.ImageCleaner;
import io.bluewake.testkit.Configs;
import io.bluewake.testkit.ToyCamera;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Masks against those of ctapipe 0.32 on synthetic images; see {@code ctapipe_nsb.py}. */
class CtapipeMasksTest {
  private static final int RINGS = 6;
  private static final List<Map<String, Object>> OPTIONS =
      List.of(
          Map.of(),
          Map.of("brightPe", 30, "brightFraction", 0.2),
          Map.of("timeLimitNs", 0, "brightPe", 0, "largestIslandOnly", true, "pedestalFactor", 1.5),
          Map.of("timeLimitNs", 1.5, "timeNeighbors", 2, "brightPe", 0, "keepIsolatedPixels", true),
          Map.of("timeLimitNs", 0, "brightPe", 0, "minPictureNeighbors", 1));

  private final Camera camera = ToyCamera.rings(RINGS);
  private final ImageBatch images = new ImageBatch(camera);

  private static ImageCleaner cleaner(Map<String, Object> options) {
    Map<String, Object> all = new LinkedHashMap<>(options);
    all.put("picturePe", 6);
    all.put("boundaryPe", 3);
    return new PedestalTailcutsCleaner(Configs.of(PedestalTailcutsCleaner.Config.class, all));
  }

  private int[] clean(ImageCleaner cleaner) {
    PixelMask mask = new PixelMask();
    mask.reset(1, images.pixels());
    cleaner.clean(images, mask);
    int[] found = new int[images.pixels()];
    return Arrays.copyOf(found, mask.pixelsOf(0, found));
  }

  /** One chunk with the given standard deviations, as many channels as fit. */
  private TelescopeMonitoring pedestals(double[] std) {
    int channels = std.length / camera.pixels();
    PixelChunk chunk =
        new PixelChunk(
            0,
            100,
            channels,
            camera.pixels(),
            Map.of("std", std),
            new long[std.length],
            new boolean[std.length],
            new boolean[channels]);
    return TelescopeMonitoring.of(
        Map.of(TelescopeMonitoring.SKY_PEDESTAL_IMAGE, PixelSeries.of(List.of(chunk))), Map.of());
  }

  private static double[] twice(double[] high, double lowGain) {
    double[] both = Arrays.copyOf(high, 2 * high.length);
    Arrays.fill(both, high.length, both.length, lowGain);
    return both;
  }

  @Test
  void everyMaskAgreesAlsoWithTwoGainChannels() throws IOException {
    List<ImageCleaner> cleaners = OPTIONS.stream().map(CtapipeMasksTest::cleaner).toList();
    double[] std = new double[camera.pixels()];
    int checked = 0;
    int chosen = 0;
    for (String[] line : lines()) {
      switch (line[0]) {
        case "charge" -> {
          images.reset(1, true);
          fill(images.charge(), line);
        }
        case "time" -> fill(images.peakTime(), line);
        case "std" -> {
          for (int i = 1; i < line.length; i++) {
            std[i - 1] = line[i].equals("nan") ? Double.NaN : Double.parseDouble(line[i]);
          }
        }
        default -> {
          int which = checked % OPTIONS.size();
          TelescopeMonitoring both = pedestals(twice(std, 1000));
          images.setMonitoring(0, which == 3 ? TelescopeMonitoring.NONE : both, 50);
          int[] expected = Arrays.stream(line).skip(1).mapToInt(Integer::parseInt).toArray();
          int[] found = clean(cleaners.get(which));
          assertArrayEquals(expected, found, "image " + checked / OPTIONS.size() + ", " + which);
          checked++;
          chosen += expected.length;
        }
      }
    }
    assertEquals(24 * OPTIONS.size(), checked);
    assertTrue(chosen > 1000);
  }

  @Test
  void thresholdIsThatOfTheSelectedGain() {
    images.reset(1, true);
    Arrays.fill(images.peakTime(), 0, camera.pixels(), 5f);
    int centre = camera.pixels() / 2;
    int[] around =
        Arrays.copyOfRange(
            camera.neighbors().indices(),
            camera.neighbors().offsets()[centre],
            camera.neighbors().offsets()[centre + 1]);
    images.charge()[centre] = 20;
    for (int p : around) {
      images.charge()[p] = 20;
    }
    double[] std = new double[camera.pixels()];
    images.setMonitoring(0, pedestals(twice(std, 10)), 50);
    assertEquals(7, clean(cleaner(Map.of())).length);
    Arrays.fill(images.gain(), 0, camera.pixels(), (byte) 1);
    assertEquals(0, clean(cleaner(Map.of())).length);
    images.setMonitoring(0, pedestals(std), 50);
    assertEquals(7, clean(cleaner(Map.of())).length, "one channel for both gains");
  }

  @Test
  void pedestalsAreInterpolatedIfAskedFor() {
    images.reset(1, true);
    Arrays.fill(images.charge(), 0, camera.pixels(), 20f);
    Arrays.fill(images.peakTime(), 0, camera.pixels(), 5f);
    PixelChunk[] chunks = new PixelChunk[2];
    for (int c = 0; c < 2; c++) {
      chunks[c] =
          io.bluewake.testkit.ToyMonitoring.chunk(
              100L * c, 100L * c + 99, 1, camera.pixels(), Map.of("std", 4.0 + 8 * c));
    }
    TelescopeMonitoring monitoring =
        io.bluewake.testkit.ToyMonitoring.of(TelescopeMonitoring.SKY_PEDESTAL_IMAGE, chunks);
    // The threshold is 10 p.e. in the first chunk, 30 in the second, 20 where they meet.
    for (int time : new int[] {49, 80, 120, 149}) {
      images.setMonitoring(0, monitoring, time);
      int steps = clean(cleaner(Map.of())).length;
      int smooth = clean(cleaner(Map.of("interpolate", true))).length;
      assertEquals(time < 100 ? camera.pixels() : 0, steps, "chunks at " + time);
      assertEquals(time < 99 ? camera.pixels() : 0, smooth, "interpolated at " + time);
    }
  }

  private static void fill(float[] values, String[] line) {
    for (int i = 1; i < line.length; i++) {
      values[i - 1] = Float.parseFloat(line[i]);
    }
  }

  private static List<String[]> lines() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                CtapipeMasksTest.class.getResourceAsStream("ctapipe.txt"),
                StandardCharsets.US_ASCII))) {
      return in.lines()
          .filter(line -> !line.startsWith("#"))
          .map(l -> l.strip().split(" "))
          .toList();
    }
  }
}
