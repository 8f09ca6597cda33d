package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PixelAggregator.Moments;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** What every {@link PixelAggregator} must do. A subclass says how to create one. */
@Seeded
public abstract class PixelAggregatorContract {
  private static final int EVENTS = 120;
  private static final int PIXELS = 37;
  private static final double CLOSE = 1e-9;

  /** Creates the plug-in under test, a new instance at each call. */
  protected abstract PixelAggregator create();

  /** Values around those of flat-field events, a few far off, a few missing. */
  private static float[][] images(RandomGenerator random) {
    float[][] images = new float[EVENTS][PIXELS];
    for (float[] image : images) {
      for (int p = 0; p < PIXELS; p++) {
        int what = random.nextInt(100);
        image[p] = (float) (70 + 8 * random.nextGaussian() + (what == 0 ? 500 : 0));
        if (what == 1) {
          image[p] = Float.NaN;
        } else if (what == 2) {
          image[p] = Float.POSITIVE_INFINITY;
        }
      }
    }
    return images;
  }

  private static float[][] copy(float[][] images, int from, int to) {
    float[][] copy = new float[to - from][];
    Arrays.setAll(copy, i -> images[from + i].clone());
    return copy;
  }

  private static void assertSame(Moments a, Moments b) {
    assertArrayEquals(a.events(), b.events(), "events");
    assertArrayEquals(a.mean(), b.mean(), CLOSE, "mean");
    assertArrayEquals(a.median(), b.median(), CLOSE, "median");
    assertArrayEquals(a.std(), b.std(), CLOSE, "std");
  }

  @Test
  void onlyTheEventsOfTheChunkCount(RandomGenerator random) {
    float[][] images = images(random);
    Moments part = create().aggregate(images, 30, 90);
    assertSame(create().aggregate(copy(images, 30, 90), 0, 60), part);
  }

  @Test
  void thereIsOneResultPerPixel(RandomGenerator random) {
    for (int pixels : new int[] {0, 1, PIXELS}) {
      float[][] images = copy(images(random), 0, 20);
      Arrays.setAll(images, i -> Arrays.copyOf(images[i], pixels));
      Moments m = create().aggregate(images, 0, 20);
      assertEquals(pixels, m.events().length, "events");
      assertEquals(pixels, m.mean().length, "mean");
      assertEquals(pixels, m.median().length, "median");
      assertEquals(pixels, m.std().length, "std");
    }
  }

  @Test
  void resultsLieAmongTheValues(RandomGenerator random) {
    float[][] images = images(random);
    Moments m = create().aggregate(images, 0, EVENTS);
    for (int p = 0; p < PIXELS; p++) {
      double least = Double.POSITIVE_INFINITY;
      double most = Double.NEGATIVE_INFINITY;
      int values = 0;
      for (float[] image : images) {
        if (Float.isFinite(image[p])) {
          least = Math.min(least, image[p]);
          most = Math.max(most, image[p]);
          values++;
        }
      }
      assertTrue(m.events()[p] > 0 && m.events()[p] <= values, "events " + m.events()[p]);
      assertTrue(m.mean()[p] >= least && m.mean()[p] <= most, "mean " + m.mean()[p]);
      assertTrue(m.median()[p] >= least && m.median()[p] <= most, "median " + m.median()[p]);
      assertTrue(m.std()[p] >= 0 && m.std()[p] <= most - least, "std " + m.std()[p]);
    }
  }

  @Test
  void aPixelWhoseValuesAreEqualHasNoSpread() {
    float[][] images = new float[9][2];
    for (float[] image : images) {
      Arrays.fill(image, 12.5f);
    }
    Moments m = create().aggregate(images, 0, 9);
    assertArrayEquals(new long[] {9, 9}, m.events());
    assertArrayEquals(new double[] {12.5, 12.5}, m.mean(), CLOSE);
    assertArrayEquals(new double[] {12.5, 12.5}, m.median(), CLOSE);
    assertArrayEquals(new double[2], m.std(), CLOSE);
    assertArrayEquals(new double[2], create().aggregate(images, 4, 5).std(), CLOSE);
  }

  @Test
  void valuesThatAreNoNumbersDoNotCount(RandomGenerator random) {
    float[][] images = copy(images(random), 0, 40);
    float[][] longer = new float[80][];
    Arrays.setAll(longer, i -> images[i / 2].clone());
    for (int i = 1; i < 80; i += 2) {
      Arrays.fill(longer[i], i % 4 == 1 ? Float.NaN : Float.NEGATIVE_INFINITY);
    }
    assertSame(create().aggregate(images, 0, 40), create().aggregate(longer, 0, 80));
  }

  @Test
  void aPixelWithoutValuesHasNone(RandomGenerator random) {
    float[][] images = images(random);
    for (float[] image : images) {
      image[5] = Float.NaN;
    }
    Moments m = create().aggregate(images, 0, EVENTS);
    assertEquals(0, m.events()[5]);
    assertTrue(Double.isNaN(m.mean()[5]), "mean");
    assertTrue(Double.isNaN(m.median()[5]), "median");
    assertTrue(Double.isNaN(m.std()[5]), "std");
    assertTrue(Double.isFinite(m.mean()[4]) && Double.isFinite(m.mean()[6]), "its neighbours");
  }

  @Test
  void permutedPixelsGivePermutedResults(RandomGenerator random) {
    float[][] images = images(random);
    int[] order = ToyCamera.randomOrder(PIXELS, random);
    float[][] permuted = new float[EVENTS][PIXELS];
    for (int i = 0; i < EVENTS; i++) {
      for (int p = 0; p < PIXELS; p++) {
        permuted[i][p] = images[i][order[p]];
      }
    }
    Moments a = create().aggregate(images, 0, EVENTS);
    Moments b = create().aggregate(permuted, 0, EVENTS);
    for (int p = 0; p < PIXELS; p++) {
      assertEquals(a.events()[order[p]], b.events()[p], "events");
      assertEquals(a.mean()[order[p]], b.mean()[p], CLOSE, "mean");
      assertEquals(a.median()[order[p]], b.median()[p], CLOSE, "median");
      assertEquals(a.std()[order[p]], b.std()[p], CLOSE, "std");
    }
  }

  @Test
  void imagesAreNotChanged(RandomGenerator random) {
    float[][] images = images(random);
    float[][] before = copy(images, 0, EVENTS);
    create().aggregate(images, 0, EVENTS);
    assertTrue(Arrays.deepEquals(before, images));
  }

  @Test
  void anInstanceKeepsNothingBetweenChunks(RandomGenerator random) {
    float[][] images = images(random);
    PixelAggregator aggregator = create();
    Moments first = aggregator.aggregate(images, 0, 50);
    aggregator.aggregate(new float[][] {{1, 2}, {3, 4}}, 0, 2);
    aggregator.aggregate(images, 50, EVENTS);
    assertSame(create().aggregate(images, 0, 50), first);
    assertSame(first, aggregator.aggregate(images, 0, 50));
  }

  @Test
  void instancesInTwoThreadsAgree(RandomGenerator random) {
    float[][] images = images(random);
    var results =
        Checks.inTwoThreads(
            () -> {
              PixelAggregator aggregator = create();
              for (int i = 0; i < 20; i++) {
                aggregator.aggregate(images, i, EVENTS - i);
              }
              return aggregator.aggregate(images, 0, EVENTS);
            });
    assertSame(results.get(0), results.get(1));
  }
}
