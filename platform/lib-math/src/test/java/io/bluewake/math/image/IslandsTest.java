package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class IslandsTest {
  private final ToyCamera camera = new ToyCamera(7);
  private final int words = PixelSets.words(camera.pixels());
  private final Islands islands = new Islands(camera.neighbors);

  @Test
  void agreesWithMergingOfTouchingPixels() {
    Random random = new Random(7);
    for (int trial = 0; trial < 200; trial++) {
      long[] set = new long[words + 1];
      double fill = 0.1 + 0.7 * random.nextDouble();
      for (int p = 0; p < camera.pixels(); p++) {
        if (random.nextDouble() < fill) {
          PixelSets.add(set, 1, p);
        }
      }

      int count = islands.find(set, 1);

      int[] root = merged(set);
      int next = 0;
      for (int p = 0; p < root.length; p++) {
        if (root[p] == p) {
          assertEquals(++next, islands.labelOf(p), "islands are numbered by their lowest pixel");
        }
        if (root[p] >= 0) {
          assertEquals(islands.labelOf(root[p]), islands.labelOf(p));
        }
      }
      assertEquals(next, count);
      int pixels = 0;
      for (int i = 1; i <= count; i++) {
        pixels += islands.size(i);
      }
      assertEquals(PixelSets.count(set, 1, words), pixels);
    }
  }

  @Test
  void brightestAndLargestAreToldApart() {
    long[] set = new long[words];
    float[] charge = new float[camera.pixels()];
    int[] small = {0, 1};
    int center = camera.pixels() / 2;
    int[] large = {center, center + 1, center + 2};
    for (int p : small) {
      PixelSets.add(set, 0, p);
      charge[p] = 50;
    }
    for (int p : large) {
      PixelSets.add(set, 0, p);
      charge[p] = 10;
    }
    long[] out = new long[words];

    assertEquals(2, islands.find(set, 0));
    assertEquals(1, islands.brightest(charge, 0));
    assertEquals(2, islands.largest());
    islands.pixelsOf(1, out, 0);
    assertEquals(2, PixelSets.count(out, 0, words));
    assertTrue(PixelSets.contains(out, 0, 0));
  }

  @Test
  void emptySetHasNoIsland() {
    assertEquals(0, islands.find(new long[words], 0));
    assertEquals(0, islands.largest());
    assertEquals(0, islands.brightest(new float[camera.pixels()], 0));
  }

  /** The lowest pixel of every pixel's island, -1 outside. */
  private int[] merged(long[] set) {
    int[] root = new int[camera.pixels()];
    for (int p = 0; p < root.length; p++) {
      root[p] = PixelSets.contains(set, 1, p) ? p : -1;
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int p = 0; p < root.length; p++) {
        for (int q = 0; q < root.length; q++) {
          if (root[p] >= 0 && root[q] >= 0 && camera.touch(p, q) && root[q] < root[p]) {
            root[p] = root[q];
            changed = true;
          }
        }
      }
    }
    return root;
  }
}
