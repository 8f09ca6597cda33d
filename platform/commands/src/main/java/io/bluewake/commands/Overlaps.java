package io.bluewake.commands;

import io.bluewake.commands.ChunkWindow.Last;
import java.util.ArrayList;
import java.util.List;

/**
 * Chunks that overlap, around a chunk that is not valid; for chunks of a number of events the same
 * as those of ctapipe's {@code PixelStatisticsCalculator.second_pass}, but that none is there
 * twice.
 */
final class Overlaps {
  private static final double NS = 1e9;

  private final ChunkWindow.Rule rule;
  private final EventList events;
  private final List<Long> begins;
  private final List<Range> ranges = new ArrayList<>();

  /**
   * Some events in a row.
   *
   * @param from the first
   * @param to the one behind the last
   */
  record Range(int from, int to) {}

  Overlaps(ChunkWindow.Rule rule, EventList events, List<Long> begins) {
    this.rule = rule;
    this.events = events;
    this.begins = begins;
  }

  /**
   * The chunks around one.
   *
   * @param first chunk with whose events they begin
   * @param faulty chunk that is not valid; they end with the one after it
   */
  List<Range> around(int first, int faulty) {
    ranges.clear();
    if (rule.timed()) {
      byTime(first, faulty);
    } else {
      byNumber(first, faulty);
    }
    return List.copyOf(ranges);
  }

  private void byNumber(int first, int faulty) {
    int size = rule.events();
    int shift = (int) rule.shift();
    int from = size * first + shift;
    int to = (int) Math.min(events.size() - 1L, (long) size * (faulty + 2L)) - (shift - 1);
    if (to - from <= size) {
      return;
    }
    int start = from;
    for (; start + size <= to; start += shift) {
      add(start, start + size);
    }
    if (rule.last() == Last.OVERLAP) {
      add(to - size, to);
    } else if (rule.last() == Last.TRUNCATE) {
      add(start, to);
    }
  }

  private void byTime(int first, int faulty) {
    double length = rule.lengthNs();
    double shift = rule.shift() * NS;
    double from = begins.get(first) + shift;
    double last = events.timeNs(events.size() - 1);
    double to = Math.min(last, begins.get(faulty) + 2 * length) - shift;
    if (to - from <= length) {
      return;
    }
    double start = from;
    for (; start + length <= to; start += shift) {
      add(events.from(start), events.after(start + length));
    }
    if (rule.last() == Last.OVERLAP) {
      add(events.from(to - length), events.after(to));
    } else if (rule.last() == Last.TRUNCATE) {
      add(events.from(start), events.after(to));
    }
  }

  private void add(int from, int to) {
    Range range = new Range(from, to);
    if (from < to && !ranges.contains(range)) {
      ranges.add(range);
    }
  }
}
