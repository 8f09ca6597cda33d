package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TailcutsTest {
  private final ToyCamera camera = new ToyCamera(8);
  private final int words = PixelSets.words(camera.pixels());

  @Test
  void agreesWithAPlainReadingOfTheDefinition() {
    Random random = new Random(20260101);
    int chosen = 0;
    for (int trial = 0; trial < 400; trial++) {
      float[] charge = randomImage(random, trial % 7);
      Tailcuts.Cuts cuts =
          new Tailcuts.Cuts(
              trial % 5 == 0 ? 4 : 8, 5, random.nextBoolean(), random.nextInt(4) - (trial % 2));
      long[] out = new long[words];

      new Tailcuts(camera.neighbors).clean(charge, 3, cuts, out, 0);

      boolean[] expected = plain(charge, 3, cuts);
      chosen += PixelSets.count(out, 0, words);
      assertArrayEquals(expected, bits(out), "trial " + trial);
    }
    assertTrue(chosen > 1000, "the images must have signal");
  }

  @Test
  void secondRingAgreesWithAPlainReadingOfTheDefinition() {
    Random random = new Random(20260102);
    for (int trial = 0; trial < 200; trial++) {
      float[] charge = randomImage(random, trial % 7);
      Tailcuts.Cuts cuts = new Tailcuts.Cuts(9, 4, false, 2);
      long[] out = new long[words];

      new Tailcuts(camera.neighbors).cleanTwoRings(charge, 3, cuts, out, 0);

      boolean[] first = plain(charge, 3, cuts);
      boolean[] above = above(charge, 3, 4);
      boolean[] expected = new boolean[first.length];
      for (int p = 0; p < first.length; p++) {
        expected[p] = above[p] && count(first, p) > 0 || first[p] && count(above, p) > 0;
      }
      assertArrayEquals(expected, bits(out), "trial " + trial);
    }
  }

  @Test
  void isolatedPixelIsRemovedUnlessKept() {
    float[] charge = new float[camera.pixels()];
    charge[40] = 100;
    long[] out = new long[words];
    Arrays.fill(out, -1L);
    Tailcuts tailcuts = new Tailcuts(camera.neighbors);

    tailcuts.clean(charge, 0, new Tailcuts.Cuts(10, 5, false, 0), out, 0);
    assertEquals(0, PixelSets.count(out, 0, words));

    tailcuts.clean(charge, 0, new Tailcuts.Cuts(10, 5, true, 2), out, 0);
    assertEquals(1, PixelSets.count(out, 0, words));
    assertTrue(PixelSets.contains(out, 0, 40));
  }

  @Test
  void thresholdsAreInclusiveAndNaNIsNever() {
    float[] charge = new float[camera.pixels()];
    int center = camera.pixels() / 2;
    Arrays.fill(charge, Float.NaN);
    charge[center] = 10;
    charge[center + 1] = 10;
    charge[center + 2] = 5;
    charge[center - 1] = Math.nextDown(5f);
    long[] out = new long[words];

    new Tailcuts(camera.neighbors).clean(charge, 0, new Tailcuts.Cuts(10, 5, false, 1), out, 0);

    assertEquals(3, PixelSets.count(out, 0, words));
    assertTrue(PixelSets.contains(out, 0, center + 2));
  }

  private float[] randomImage(Random random, int level) {
    float[] charge = new float[camera.pixels() + 3];
    for (int i = 0; i < charge.length; i++) {
      charge[i] = (float) (random.nextGaussian() * 2 + level);
    }
    charge[10] = Float.NaN;
    return charge;
  }

  private boolean[] plain(float[] charge, int base, Tailcuts.Cuts cuts) {
    boolean[] above = above(charge, base, cuts.picture());
    boolean[] boundary = above(charge, base, cuts.boundary());
    boolean[] picture = above.clone();
    boolean[] out = new boolean[above.length];
    for (int p = 0; p < above.length; p++) {
      if (!cuts.keepIsolatedPixels()) {
        picture[p] &= count(above, p) >= cuts.minPictureNeighbors();
      }
    }
    for (int p = 0; p < above.length; p++) {
      out[p] =
          boundary[p] && count(picture, p) > 0
              || picture[p] && (cuts.keepIsolatedPixels() || count(boundary, p) > 0);
    }
    return out;
  }

  private boolean[] above(float[] charge, int base, float threshold) {
    boolean[] out = new boolean[camera.pixels()];
    for (int p = 0; p < out.length; p++) {
      out[p] = charge[base + p] >= threshold;
    }
    return out;
  }

  private int count(boolean[] set, int pixel) {
    int n = 0;
    for (int q = 0; q < set.length; q++) {
      n += set[q] && camera.touch(pixel, q) ? 1 : 0;
    }
    return n;
  }

  private boolean[] bits(long[] set) {
    boolean[] out = new boolean[camera.pixels()];
    for (int p = 0; p < out.length; p++) {
      out[p] = PixelSets.contains(set, 0, p);
    }
    return out;
  }
}
