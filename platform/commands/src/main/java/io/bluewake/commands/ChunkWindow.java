package io.bluewake.commands;

import io.bluewake.spi.PixelAggregator;
import io.bluewake.spi.PixelAggregator.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts the calibration events of one telescope into chunks as they come and summarizes each. Keeps
 * the events of the current chunk and of the one before, for a last chunk that reaches back.
 */
final class ChunkWindow {
  private static final double NS = 1e9;

  private final Rule rule;
  private final PixelAggregator charges;
  private final Optional<PixelAggregator> times;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Piece> pieces = new ArrayList<>();

  /** First entry that belongs to no chunk yet. */
  private int open;

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

  /** An event. */
  private record Entry(long timeNs, long event, float[] charge, float[] time) {}

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

  ChunkWindow(Rule rule, PixelAggregator charges, Optional<PixelAggregator> times) {
    this.rule = rule;
    this.charges = charges;
    this.times = times;
  }

  /** Number of events so far. */
  long count() {
    return count;
  }

  /** Takes an event; keeps the arrays. */
  void add(long timeNs, long event, float[] charge, float[] time) {
    if (count++ == 0) {
      begin = timeNs;
    }
    if (rule.seconds() > 0) {
      while (timeNs - begin > rule.seconds() * NS) {
        if (open < entries.size()) {
          complete(entries.size());
        }
        begin += Math.round(rule.seconds() * NS);
      }
      entries.add(new Entry(timeNs, event, charge, time));
      return;
    }
    entries.add(new Entry(timeNs, event, charge, time));
    if (entries.size() - open == rule.events()) {
      complete(entries.size());
    }
  }

  private void complete(int to) {
    pieces.add(summary(open, to));
    entries.subList(0, open).clear();
    open = entries.size();
  }

  /** The chunks, once there are no more events. */
  List<Piece> finish() {
    if (open < entries.size()) {
      // A series shorter than a chunk is one chunk whatever the rule.
      if (pieces.isEmpty() || rule.last() == Last.TRUNCATE) {
        pieces.add(summary(open, entries.size()));
      } else if (rule.last() == Last.OVERLAP) {
        pieces.add(summary(reachingBack(), entries.size()));
      }
    }
    entries.clear();
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

  private Piece summary(int from, int to) {
    float[][] values = new float[to - from][];
    for (int i = from; i < to; i++) {
      values[i - from] = entries.get(i).charge();
    }
    Moments charge = charges.aggregate(values, 0, values.length);
    Optional<Moments> time = Optional.empty();
    if (times.isPresent()) {
      for (int i = from; i < to; i++) {
        values[i - from] = entries.get(i).time();
      }
      time = Optional.of(times.get().aggregate(values, 0, values.length));
    }
    Entry a = entries.get(from);
    Entry b = entries.get(to - 1);
    return new Piece(a.timeNs(), b.timeNs(), a.event(), b.event(), charge, time);
  }
}
