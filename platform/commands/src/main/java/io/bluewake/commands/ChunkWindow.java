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
 * file; all events do if chunks may be refined.
 */
final class ChunkWindow {
  private static final double NS = 1e9;

  /** Numbers that are in memory while a chunk is summarized. */
  private static final int IN_MEMORY = 1 << 20;

  private final Rule rule;
  private final PixelAggregator charges;
  private final Optional<PixelAggregator> times;
  private final RowStore store;
  private final EventList entries = new EventList();
  private final List<Piece> pieces = new ArrayList<>();

  /** When each chunk begins, of chunks that are cut by time. */
  private final List<Long> begins = new ArrayList<>();

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
   * @param shift by how much chunks overlap that are refined, events or seconds; 0 for no refining
   */
  record Rule(int events, double seconds, Last last, double shift) {
    /** Chunks that do not overlap. */
    Rule plain() {
      return new Rule(events, seconds, last, 0);
    }

    boolean timed() {
      return seconds > 0;
    }

    long lengthNs() {
      return Math.round(seconds * NS);
    }
  }

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
    if (rule.timed()) {
      while (timeNs - begin > rule.seconds() * NS) {
        if (open < entries.size()) {
          complete();
        }
        begin += rule.lengthNs();
      }
    }
    entries.add(timeNs, event, store.put(values));
    if (!rule.timed() && entries.size() - open == rule.events()) {
      complete();
    }
  }

  private void complete() throws IOException {
    piece(begin, open, entries.size());
    forget(rule.last() == Last.OVERLAP ? open : entries.size());
    open = entries.size();
  }

  private void piece(long start, int from, int to) throws IOException {
    begins.add(start);
    pieces.add(summary(from, to));
  }

  private void forget(int until) {
    if (rule.shift() > 0) {
      return;
    }
    int width = times.isPresent() ? 2 * pixels : pixels;
    for (int i = 0; i < until; i++) {
      store.free(entries.place(i), width);
    }
    entries.drop(until);
  }

  /** The chunks, once there are no more events. */
  List<Piece> finish() throws IOException {
    if (open < entries.size()) {
      // A series shorter than a chunk is one chunk whatever the rule.
      if (pieces.isEmpty() || rule.last() == Last.TRUNCATE) {
        piece(begin, open, entries.size());
      } else if (rule.last() == Last.OVERLAP) {
        int from = reachingBack();
        piece(entries.timeNs(from), from, entries.size());
      }
    }
    forget(entries.size());
    return pieces;
  }

  private int reachingBack() {
    if (rule.timed()) {
      return entries.from((double) entries.timeNs(entries.size() - 1) - rule.lengthNs());
    }
    return Math.max(0, entries.size() - rule.events());
  }

  /**
   * Chunks again that overlap, around each chunk that is not valid: from the begin of the chunk
   * before it, if that is valid, to the end of the one after it, without a shift at either end, so
   * that no chunk is that of the first time. What is left at the end follows the rule. Nothing
   * where that is not longer than a chunk.
   *
   * @param valid whether each of the chunks is valid
   * @param ofTimes whether to summarize peak times instead of charges
   */
  List<Piece> again(boolean[] valid, boolean ofTimes) throws IOException {
    List<Piece> refined = new ArrayList<>();
    for (int i = 0; i < valid.length && rule.shift() > 0; i++) {
      if (!valid[i]) {
        int before = i > 0 && valid[i - 1] ? i - 1 : i;
        for (Overlaps.Range range : overlaps().around(before, i)) {
          refined.add(summary(range.from(), range.to(), ofTimes));
        }
      }
    }
    return refined;
  }

  private Overlaps overlaps() {
    return new Overlaps(rule, entries, begins);
  }

  private Piece summary(int from, int to) throws IOException {
    Piece charge = summary(from, to, false);
    Optional<Moments> time =
        times.isPresent() ? Optional.of(summary(times.get(), from, to, pixels)) : Optional.empty();
    return new Piece(
        charge.startNs(),
        charge.endNs(),
        charge.firstEvent(),
        charge.lastEvent(),
        charge.charge(),
        time);
  }

  private Piece summary(int from, int to, boolean ofTimes) throws IOException {
    Moments moments =
        ofTimes ? summary(times.orElseThrow(), from, to, pixels) : summary(charges, from, to, 0);
    return new Piece(
        entries.timeNs(from),
        entries.timeNs(to - 1),
        entries.event(from),
        entries.event(to - 1),
        moments,
        Optional.empty());
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
        store.read(entries.place(from + i), offset + p, values[i]);
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
