package io.bluewake.commands;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PixelAggregator.Moments;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the calibration events of one telescope into chunks as they come and summarizes each. The
 * events of the current chunk, and of the one before if a last chunk may reach back, wait in a
 * file.
 */
final class ChunkWindow {
  private static final double NS = 1e9;

  /** Numbers that are in memory while a chunk is summarized. */
  private static final int IN_MEMORY = 1 << 20;

  private final Rule rule;
  private final PixelAggregator charges;
  private final Optional<PixelAggregator> times;
  private final RowStore store;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** First entry that belongs to no chunk yet. */
  private int open;

  private int pixels;
  private long begin;
  private long count;

  /** What happens to the events after the last complete chunk. */
  enum Last {
    /** The last chunk reaches back into the one before, to be complete. */
    OVERLAP,
    /** A shorter chunk. */
    TRUNCATE,
    /** No chunk. */
    SKIP
  }

  /**
   * How events are cut into chunks.
   *
   * @param events events of a chunk, if {@code seconds} is 0
   * @param seconds length of a chunk, 0 to count events
   * @param last what happens to the rest
   */
  record Rule(int events, double seconds, Last last) {}

  /** An event: where its charges and after them its times are. */
  private record Entry(long timeNs, long event, long at) {}

  /**
   * A chunk of one gain channel.
   *
   * @param startNs time of the first event
   * @param endNs time of the last event
   * @param firstEvent number of the first event
   * @param lastEvent number of the last event
   * @param charge statistics of the charges
   * @param time statistics of the peak times, if wanted
   */
  record Piece(
      long startNs,
      long endNs,
      long firstEvent,
      long lastEvent,
      Moments charge,
      Optional<Moments> time) {}

  ChunkWindow(Rule rule, PixelAggregator charges, Optional<PixelAggregator> times, RowStore store) {
    this.store = store;
    this.rule = rule;
    this.charges = charges;
    this.times = times;
  }

  /** Number of events so far. */
  long count() {
    return count;
  }

  /**
   * Takes an event.
   *
   * @param values charges of all pixels, and after them their times if times are wanted
   */
  void add(long timeNs, long event, float[] values) throws IOException {
    if (count++ == 0) {
      begin = timeNs;
      pixels = times.isPresent() ? values.length / 2 : values.length;
    }
    if (rule.seconds() > 0) {
      while (timeNs - begin > rule.seconds() * NS) {
        if (open < entries.size()) {
          complete();
        }
        begin += Math.round(rule.seconds() * NS);
      }
    }
    entries.add(new Entry(timeNs, event, store.put(values)));
    if (rule.seconds() <= 0 && entries.size() - open == rule.events()) {
      complete();
    }
  }

  private void complete() throws IOException {
    pieces.add(summary(open, entries.size()));
    forget(rule.last() == Last.OVERLAP ? open : entries.size());
    open = entries.size();
  }

  private void forget(int until) {
    int width = times.isPresent() ? 2 * pixels : pixels;
    List<Entry> old = entries.subList(0, until);
    old.forEach(entry -> store.free(entry.at(), width));
    old.clear();
  }

  /** The chunks, once there are no more events. */
  List<Piece> finish() throws IOException {
    if (open < entries.size()) {
      // A series shorter than a chunk is one chunk whatever the rule.
      if (pieces.isEmpty() || rule.last() == Last.TRUNCATE) {
        pieces.add(summary(open, entries.size()));
      } else if (rule.last() == Last.OVERLAP) {
        pieces.add(summary(reachingBack(), entries.size()));
      }
    }
    forget(entries.size());
    return pieces;
  }

  private int reachingBack() {
    if (rule.seconds() > 0) {
      long from = entries.get(entries.size() - 1).timeNs() - Math.round(rule.seconds() * NS);
      int i = 0;
      while (entries.get(i).timeNs() < from) {
        i++;
      }
      return i;
    }
    return Math.max(0, entries.size() - rule.events());
  }

  private Piece summary(int from, int to) throws IOException {
    Moments charge = summary(charges, from, to, 0);
    Optional<Moments> time =
        times.isPresent() ? Optional.of(summary(times.get(), from, to, pixels)) : Optional.empty();
    Entry a = entries.get(from);
    Entry b = entries.get(to - 1);
    return new Piece(a.timeNs(), b.timeNs(), a.event(), b.event(), charge, time);
  }

  /**
   * Statistics of some pixels after the other, as many as fit into memory with all their events.
   */
  private Moments summary(PixelAggregator of, int from, int to, int offset) throws IOException {
    Moments all =
        new Moments(new long[pixels], new double[pixels], new double[pixels], new double[pixels]);
    int n = to - from;
    int most = Math.max(1, Math.min(pixels, IN_MEMORY / n));
    float[][] values = new float[n][];
    for (int p = 0; p < pixels; p += most) {
      int width = Math.min(most, pixels - p);
      for (int i = 0; i < n; i++) {
        if (values[i] == null || values[i].length != width) {
          values[i] = new float[width];
        }
        store.read(entries.get(from + i).at(), offset + p, values[i]);
      }
      Moments some = of.aggregate(values, 0, n);
      System.arraycopy(some.events(), 0, all.events(), p, width);
      System.arraycopy(some.mean(), 0, all.mean(), p, width);
      System.arraycopy(some.median(), 0, all.median(), p, width);
      System.arraycopy(some.std(), 0, all.std(), p, width);
    }
    return all;
  }
}
