package io.bluewake.math.image;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.model.PixelMask;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Kernels against what ctapipe 0.32 computes; see src/test/python/ctapipe_numbers.py. */
class CtapipeNumbersTest {
  private static final Tailcuts.Cuts CUTS = new Tailcuts.Cuts(10, 5, false, 2);

  private final ToyCamera camera = new ToyCamera(6);
  private final List<double[]> lines = new ArrayList<>();
  private final List<String> keys = new ArrayList<>();
  private float[] charge = new float[0];
  private float[] time = new float[0];
  private int[] signal = new int[0];

  CtapipeNumbersTest() throws IOException {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                CtapipeNumbersTest.class.getResourceAsStream("ctapipe.txt"),
                StandardCharsets.US_ASCII))) {
      in.lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(
              line -> {
                String[] words = line.split(" ");
                keys.add(words[0]);
                lines.add(Arrays.stream(words).skip(1).mapToDouble(Double::parseDouble).toArray());
              });
    }
  }

  @Test
  void everyNumberAgrees() {
    int checked = 0;
    int statistics = 0;
    for (int i = 0; i < keys.size(); i++) {
      double[] expected = lines.get(i);
      switch (keys.get(i)) {
        case "charge" -> {
          charge = floats(expected);
          statistics = 0;
        }
        case "time" -> time = floats(expected);
        case "tailcuts" -> {
          signal = cleaned(false);
          assertArrayEquals(ints(expected), signal);
        }
        case "mars" -> assertArrayEquals(ints(expected), cleaned(true));
        case "hillas" -> assertArrayEquals(expected, hillas(), 1e-9);
        case "statistics" -> {
          Statistics s = new Statistics();
          s.computeSingle(statistics++ == 0 ? charge : time, 0, signal, signal.length);
          double[] values = {s.max(), s.min(), s.mean(), s.std(), s.skewness(), s.kurtosis()};
          assertArrayEquals(expected, values, 1e-6);
        }
        case "islands" -> assertArrayEquals(ints(expected), islands());
        default -> throw new AssertionError(keys.get(i));
      }
      checked++;
    }
    assertEquals(12 * 8, checked);
  }

  private int[] cleaned(boolean twoRings) {
    PixelMask mask = new PixelMask();
    mask.reset(1, camera.pixels());
    Tailcuts tailcuts = new Tailcuts(camera.neighbors);
    if (twoRings) {
      tailcuts.cleanTwoRings(charge, 0, CUTS, mask.words(), 0);
    } else {
      tailcuts.clean(charge, 0, CUTS, mask.words(), 0);
    }
    int[] pixels = new int[camera.pixels()];
    int count = mask.pixelsOf(0, pixels);
    return Arrays.copyOf(pixels, count);
  }

  private double[] hillas() {
    HillasMoments h = new HillasMoments();
    double[] area = new double[camera.pixels()];
    Arrays.fill(area, Math.sqrt(3) / 2);
    h.compute(camera.x, camera.y, charge, 0, signal, signal.length);
    h.computeHigherMoments(area, signal);
    return new double[] {
      h.intensity(),
      h.x(),
      h.y(),
      h.length(),
      h.width(),
      h.psi(),
      h.skewness(),
      h.kurtosis(),
      h.lengthUncertainty(),
      h.widthUncertainty(),
      h.psiUncertainty(),
      h.transverseCogUncertainty()
    };
  }

  private int[] islands() {
    long[] set = new long[PixelSets.words(camera.pixels())];
    for (int p : signal) {
      PixelSets.add(set, 0, p);
    }
    return new int[] {signal.length, new Islands(camera.neighbors).find(set, 0)};
  }

  private static int[] ints(double[] values) {
    return Arrays.stream(values).mapToInt(v -> (int) v).toArray();
  }

  private static float[] floats(double[] values) {
    float[] out = new float[values.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = (float) values[i];
    }
    return out;
  }
}
