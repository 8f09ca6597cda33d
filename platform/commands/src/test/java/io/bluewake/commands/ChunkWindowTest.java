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
    assertEquals(List.of("0-4", "5-9"), chunks(new Rule(5, 0, Last.OVERLAP, 0), everySecond(10)));
  }

  @Test
  void theRestReachesBackIsShortOrIsLeftOut() throws IOException {
    assertEquals(
        List.of("0-4", "5-9", "7-11"), chunks(new Rule(5, 0, Last.OVERLAP, 0), everySecond(12)));
    assertEquals(
        List.of("0-4", "5-9", "10-11"), chunks(new Rule(5, 0, Last.TRUNCATE, 0), everySecond(12)));
    assertEquals(List.of("0-4", "5-9"), chunks(new Rule(5, 0, Last.SKIP, 0), everySecond(12)));
  }

  @Test
  void fewEventsAreOneChunkWhateverTheRule() throws IOException {
    assertEquals(List.of("0-2"), chunks(new Rule(5, 0, Last.SKIP, 0), everySecond(3)));
    assertEquals(List.of("0-2"), chunks(new Rule(5, 100, Last.OVERLAP, 0), everySecond(3)));
    assertEquals(List.of(), chunks(new Rule(5, 0, Last.OVERLAP, 0)));
  }

  @Test
  void chunksMayBeOfEqualLengthInTime() throws IOException {
    long[] times = {0, 1, 4, 5, 6, 7, 21, 22, 26};
    assertEquals(
        List.of("0-3", "4-5", "6-7", "6-8"), chunks(new Rule(2, 5, Last.OVERLAP, 0), times));
    assertEquals(
        List.of("0-3", "4-5", "6-7", "8-8"), chunks(new Rule(2, 5, Last.TRUNCATE, 0), times));
  }

  private static List<String> again(Rule rule, String valid, long... seconds) throws IOException {
    try (RowStore store = new RowStore()) {
      ChunkWindow window = new ChunkWindow(rule, ENDS, Optional.of(ENDS), store);
      for (int i = 0; i < seconds.length; i++) {
        window.add(seconds[i] * S, 100 + i, new float[] {i, -i});
      }
      assertEquals(valid.length(), window.finish().size());
      boolean[] good = new boolean[valid.length()];
      for (int i = 0; i < good.length; i++) {
        good[i] = valid.charAt(i) == 'v';
      }
      List<String> texts = new ArrayList<>();
      for (Piece p : window.again(good, false)) {
        texts.add((int) p.charge().mean()[0] + "-" + (int) p.charge().median()[0]);
        assertEquals(100 + (int) p.charge().mean()[0], p.firstEvent());
        assertEquals(100 + (int) p.charge().median()[0], p.lastEvent());
      }
      List<String> times = new ArrayList<>();
      for (Piece p : window.again(good, true)) {
        times.add(-(int) p.charge().mean()[0] + "-" + -(int) p.charge().median()[0]);
      }
      assertEquals(texts, times);
      return texts;
    }
  }

  /** Numbers are those of {@code second_pass} in ctapipe 0.32. */
  @Test
  void aroundAFaultyChunkThereAreChunksWithOverlap() throws IOException {
    assertEquals(
        List.of("4-13", "8-17", "12-21", "16-25", "17-26"),
        again(new Rule(10, 0, Last.OVERLAP, 4), "vFvv", everySecond(40)));
    assertEquals(
        List.of("4-13", "8-17", "12-21", "16-25", "20-26"),
        again(new Rule(10, 0, Last.TRUNCATE, 4), "vFvv", everySecond(40)));
    assertEquals(
        List.of("4-13", "8-17", "12-21", "16-25"),
        again(new Rule(10, 0, Last.SKIP, 4), "vFvv", everySecond(40)));
  }

  /** As ctapipe 0.32, which has 18-27 twice. */
  @Test
  void betweenTwoFaultyChunksOnesAreNotTakenTwice() throws IOException {
    assertEquals(
        List.of("3-12", "6-15", "9-18", "12-21", "15-24", "18-27", "23-32", "26-35", "28-37"),
        again(new Rule(10, 0, Last.OVERLAP, 3), "vFFvv", everySecond(47)));
  }

  /** As ctapipe 0.32, which fails where there is nothing. */
  @Test
  void theFirstAndTheLastChunkHaveLessAroundThem() throws IOException {
    assertEquals(
        List.of("3-12", "6-15", "8-17", "33-42", "34-43"),
        again(new Rule(10, 0, Last.OVERLAP, 3), "FvvvF", everySecond(47)));
    assertEquals(
        List.of("23-32", "26-35", "29-38", "32-41", "34-43"),
        again(new Rule(10, 0, Last.OVERLAP, 3), "vvvFF", everySecond(47)));
    assertEquals(List.of(), again(new Rule(5, 0, Last.OVERLAP, 2), "vvF", everySecond(12)));
    assertEquals(List.of(), again(new Rule(5, 0, Last.OVERLAP, 2), "F", everySecond(3)));
  }

  @Test
  void nothingIsTakenAgainWhereAllIsValidOrNobodyWantsIt() throws IOException {
    assertEquals(List.of(), again(new Rule(5, 0, Last.OVERLAP, 2), "vvv", everySecond(15)));
    assertEquals(List.of(), again(new Rule(5, 0, Last.OVERLAP, 0), "vFv", everySecond(15)));
  }

  @Test
  void overlapMayBeATime() throws IOException {
    // Chunks from 0, 4, 8, 12 and 16 s; around the second one, from 2 to 10 s.
    assertEquals(
        List.of("2-6", "4-8", "6-10"),
        again(new Rule(2, 4, Last.OVERLAP, 2), "vFvvv", everySecond(20)));
    assertEquals(
        List.of("3-7", "5-9"), again(new Rule(2, 4, Last.OVERLAP, 3), "vFvvv", everySecond(20)));
  }
}
