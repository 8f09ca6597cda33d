package io.bluewake.pixel.statistics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PixelAggregator.Moments;
import io.bluewake.testkit.Configs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The statistics are those of ctapipe's aggregators; see {@code src/test/python/peer.py}. */
class PeerStatisticsTest {
  private static final int EVENTS = 400;
  private static final int PIXELS = 12;

  private static float[][] values() {
    long state = 12345;
    float[][] out = new float[EVENTS][PIXELS];
    for (int e = 0; e < EVENTS; e++) {
      for (int p = 0; p < PIXELS; p++) {
        double total = 0;
        for (int i = 0; i < 6; i++) {
          state = (state * 1103515245L + 12345) % (1L << 31);
          total += (double) state / (1L << 31);
        }
        double v = 10 * p + (total - 3) * (1 + p);
        if ((e * PIXELS + p) % 41 == 0) {
          v += 60 * (1 + p);
        }
        out[e][p] = (e * PIXELS + p) % 97 == 0 ? Float.NaN : (float) v;
      }
    }
    return out;
  }

  private static void compare(String name, PixelAggregator aggregator) throws IOException {
    Moments m = aggregator.aggregate(values(), 0, EVENTS);
    int compared = 0;
    for (String line : lines()) {
      String[] words = line.split(" ");
      if (!words[0].equals(name)) {
        continue;
      }
      int p = Integer.parseInt(words[1]);
      assertEquals(Long.parseLong(words[2]), m.events()[p], line);
      // The peer adds in single precision.
      assertEquals(Double.parseDouble(words[3]), m.mean()[p], 2e-6 * 120, line);
      assertEquals(Double.parseDouble(words[4]), m.median()[p], 1e-6 * 120, line);
      assertEquals(Double.parseDouble(words[5]), m.std()[p], 2e-6 * 120, line);
      compared++;
    }
    assertEquals(PIXELS, compared);
  }

  private static List<String> lines() throws IOException {
    try (InputStream in = PeerStatisticsTest.class.getResourceAsStream("peer.txt")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    }
  }

  @Test
  void plainStatisticsAreThoseOfThePeer() throws IOException {
    compare("plain", new PlainStatistics(Configs.of(PlainStatistics.Config.class)));
  }

  @Test
  void clippedStatisticsAreThoseOfThePeer() throws IOException {
    compare(
        "sigma-clipping",
        new SigmaClippingStatistics(Configs.of(SigmaClippingStatistics.Config.class)));
  }
}
