package io.bluewake.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.bluewake.commands.ChunkWindow.Last;
import io.bluewake.commands.ChunkWindow.Piece;
import io.bluewake.commands.ChunkWindow.Rule;
import io.bluewake.spi.PixelAggregator;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How events are cut into chunks, as ctapipe's SizeChunking and TimeChunking do it. */
class ChunkWindowTest {
  private static final long S = 1_000_000_000L;

  /** The first and last value and the number of them. */
  private static final PixelAggregator ENDS =
      (images, from, to) ->
          new PixelAggregator.Moments(
              new long[] {to - from},
              new double[] {images[from][0]},
              new double[] {images[to - 1][0]},
              new double[] {0});

  private static List<String> chunks(Rule rule, long... seconds) throws IOException {
    try (RowStore store = new RowStore()) {
      return chunks(rule, store, seconds);
    }
  }

  private static List<String> chunks(Rule rule, RowStore store, long... seconds)
      throws IOException {
    ChunkWindow window = new ChunkWindow(rule, ENDS, Optional.of(ENDS), store);
    for (int i = 0; i < seconds.length; i++) {
      window.add(seconds[i] * S, 100 + i, new float[] {i, -i});
    }
    List<String> texts = new ArrayList<>();
    for (Piece p : window.finish()) {
      int from = (int) p.charge().mean()[0];
      int to = (int) p.charge().median()[0];
      texts.add(from + "-" + to);
      assertEquals(to - from + 1, p.charge().events()[0]);
      assertEquals(100 + from, p.firstEvent());
      assertEquals(100 + to, p.lastEvent());
      assertEquals(seconds[from] * S, p.startNs());
      assertEquals(seconds[to] * S, p.endNs());
      assertEquals(-from, (int) p.time().orElseThrow().mean()[0]);
    }
    return texts;
  }

  private static long[] everySecond(int n) {
    long[] times = new long[n];
    for (int i = 0; i < n; i++) {
      times[i] = i;
    }
    return times;
  }

  @Test
  void wholeChunksFollowEachOther() throws IOException {
    assertEquals(List.of("0-4", "5-9"), chunks(new Rule(5, 0, Last.OVERLAP), everySecond(10)));
  }

  @Test
  void theRestReachesBackIsShortOrIsLeftOut() throws IOException {
    assertEquals(
        List.of("0-4", "5-9", "7-11"), chunks(new Rule(5, 0, Last.OVERLAP), everySecond(12)));
    assertEquals(
        List.of("0-4", "5-9", "10-11"), chunks(new Rule(5, 0, Last.TRUNCATE), everySecond(12)));
    assertEquals(List.of("0-4", "5-9"), chunks(new Rule(5, 0, Last.SKIP), everySecond(12)));
  }

  @Test
  void fewEventsAreOneChunkWhateverTheRule() throws IOException {
    assertEquals(List.of("0-2"), chunks(new Rule(5, 0, Last.SKIP), everySecond(3)));
    assertEquals(List.of("0-2"), chunks(new Rule(5, 100, Last.OVERLAP), everySecond(3)));
    assertEquals(List.of(), chunks(new Rule(5, 0, Last.OVERLAP)));
  }

  @Test
  void chunksMayBeOfEqualLengthInTime() throws IOException {
    long[] times = {0, 1, 4, 5, 6, 7, 21, 22, 26};
    assertEquals(List.of("0-3", "4-5", "6-7", "6-8"), chunks(new Rule(2, 5, Last.OVERLAP), times));
    assertEquals(List.of("0-3", "4-5", "6-7", "8-8"), chunks(new Rule(2, 5, Last.TRUNCATE), times));
  }
}
