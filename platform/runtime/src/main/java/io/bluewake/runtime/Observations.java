package io.bluewake.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.LongUnaryOperator;

/** Where observations begin, as far as the source has read. */
final class Observations implements LongUnaryOperator {
  private final ConcurrentSkipListMap<Long, Long> byFirstBatch = new ConcurrentSkipListMap<>();
  private volatile Runnable onNext = () -> {};

  /** Calls something whenever another observation begins. */
  void onNext(Runnable action) {
    onNext = action;
  }

  /** Notes the observation of a batch that has just been read. */
  void note(long batch, long observation) {
    Map.Entry<Long, Long> last = byFirstBatch.lastEntry();
    if (last == null || last.getValue() != observation) {
      byFirstBatch.put(batch, observation);
      onNext.run();
    }
  }

  /** First batch of the observation that a batch belongs to, 0 before the first. */
  @Override
  public long applyAsLong(long batch) {
    Map.Entry<Long, Long> entry = byFirstBatch.floorEntry(batch);
    return entry == null ? 0 : entry.getKey();
  }
}
