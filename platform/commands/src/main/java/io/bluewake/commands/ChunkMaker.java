package io.bluewake.commands;

import io.bluewake.commands.ChunkWindow.Piece;
import io.bluewake.model.EventType;
import io.bluewake.model.PixelChunk;
import io.bluewake.spi.OutlierDetector;
import io.bluewake.spi.PixelAggregator.Moments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Puts the chunks of the gain channels together and looks for outliers. */
final class ChunkMaker {
  private final double faultyFraction;

  ChunkMaker(double faultyFraction) {
    this.faultyFraction = faultyFraction;
  }

  /**
   * Chunks of charges or of peak times, by layout index and kind of events, in order of time. Where
   * some are not valid, there are also those with overlap around them.
   *
   * @param channels what was collected of each gain channel; that of the low gain may lack
   *     telescopes with one channel
   * @param ofTimes whether of peak times
   * @param wanted gain channels of a telescope, by layout index
   */
  Map<PixelCollector.Kind, List<PixelChunk>> chunks(
      List<PixelCollector> channels,
      boolean ofTimes,
      List<OutlierDetector> outliers,
      Function<Integer, Integer> wanted)
      throws IOException {
    Map<PixelCollector.Kind, List<PixelChunk>> all = new TreeMap<>();
    for (PixelCollector.Kind kind : channels.get(0).pieces().keySet()) {
      int n = Math.min(wanted.apply(kind.telescope()), channels.size());
      List<List<Piece>> pieces = new ArrayList<>();
      for (PixelCollector channel : channels.subList(0, n)) {
        pieces.add(channel.pieces().getOrDefault(kind, List.of()));
      }
      Function<Piece, Moments> statistic =
          ofTimes ? piece -> piece.time().orElseThrow() : Piece::charge;
      List<PixelChunk> chunks = chunks(pieces, statistic, outliers);
      boolean[] valid = new boolean[chunks.size()];
      for (int i = 0; i < valid.length; i++) {
        valid[i] = chunks.get(i).valid()[0];
      }
      List<List<Piece>> refined = new ArrayList<>();
      for (PixelCollector channel : channels.subList(0, n)) {
        refined.add(channel.again(kind, valid, ofTimes));
      }
      chunks.addAll(chunks(refined, Piece::charge, outliers));
      chunks.sort(Comparator.comparingLong(PixelChunk::startNs));
      all.put(kind, chunks);
    }
    return all;
  }

  private List<PixelChunk> chunks(
      List<List<Piece>> channels,
      Function<Piece, Moments> statistic,
      List<OutlierDetector> outliers) {
    List<PixelChunk> chunks = new ArrayList<>();
    for (int i = 0; i < channels.get(0).size(); i++) {
      List<Piece> parts = new ArrayList<>();
      for (List<Piece> there : channels) {
        if (there.size() != channels.get(0).size()) {
          throw new IllegalStateException("the gain channels have different events");
        }
        parts.add(there.get(i));
      }
      chunks.add(chunk(parts, statistic, outliers));
    }
    return chunks;
  }

  private PixelChunk chunk(
      List<Piece> parts, Function<Piece, Moments> statistic, List<OutlierDetector> outliers) {
    Piece first = parts.get(0);
    int pixels = statistic.apply(first).mean().length;
    int n = parts.size() * pixels;
    double[] mean = new double[n];
    double[] median = new double[n];
    double[] std = new double[n];
    long[] events = new long[n];
    for (int c = 0; c < parts.size(); c++) {
      Moments m = statistic.apply(parts.get(c));
      System.arraycopy(m.mean(), 0, mean, c * pixels, pixels);
      System.arraycopy(m.median(), 0, median, c * pixels, pixels);
      System.arraycopy(m.std(), 0, std, c * pixels, pixels);
      System.arraycopy(m.events(), 0, events, c * pixels, pixels);
    }
    Map<String, double[]> values = new LinkedHashMap<>();
    values.put("mean", mean);
    values.put("median", median);
    values.put("std", std);
    boolean[] outlier = new boolean[n];
    boolean[] valid = new boolean[parts.size()];
    PixelChunk chunk =
        new PixelChunk(
            first.startNs(),
            first.endNs(),
            first.firstEvent(),
            first.lastEvent(),
            parts.size(),
            pixels,
            values,
            events,
            outlier,
            valid);
    // Both arrays are filled before anybody else sees the chunk.
    outliers.forEach(detector -> detector.detect(chunk, outlier));
    Arrays.fill(valid, faulty(outlier, parts.size(), pixels) < faultyFraction);
    return chunk;
  }

  /** Part of the pixels that are outliers in any channel. */
  private static double faulty(boolean[] outlier, int channels, int pixels) {
    int bad = 0;
    for (int p = 0; p < pixels; p++) {
      boolean any = false;
      for (int c = 0; c < channels; c++) {
        any |= outlier[c * pixels + p];
      }
      bad += any ? 1 : 0;
    }
    return (double) bad / pixels;
  }

  /** Of the kinds of pedestals that there are, the one that tells most of the noise of showers. */
  static EventType best(Iterable<PixelCollector.Kind> keys) {
    EventType best = null;
    List<EventType> order =
        List.of(
            EventType.SKY_PEDESTAL,
            EventType.PEDESTAL,
            EventType.DARK_PEDESTAL,
            EventType.ELECTRONIC_PEDESTAL);
    for (PixelCollector.Kind key : keys) {
      if (best == null || order.indexOf(key.type()) < order.indexOf(best)) {
        best = key.type();
      }
    }
    return best;
  }
}
