package io.bluewake.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongUnaryOperator;

/** Which observation a batch belongs to, as far as the source has read. */
final class Observations implements LongUnaryOperator {
  private final ConcurrentSkipListMap<Long, Long> byFirstBatch = new ConcurrentSkipListMap<>();

  /** Notes the observation of a batch that has just been read. */
  void note(long batch, long observation) {
    Map.Entry<Long, Long> last = byFirstBatch.lastEntry();
    if (last == null || last.getValue() != observation) {
      byFirstBatch.put(batch, observation);
    }
  }

  @Override
  public long applyAsLong(long batch) {
    Map.Entry<Long, Long> entry = byFirstBatch.floorEntry(batch);
    return entry == null ? -1 : entry.getValue();
  }
}
