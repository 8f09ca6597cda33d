package io.bluewake.engine;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** What a run has done so far; written by all threads. */
final class Counters {
  final LongAdder eventsRead = new LongAdder();
  final LongAdder events = new LongAdder();
  final LongAdder telescopeEvents = new LongAdder();
  final LongAdder bytes = new LongAdder();
  final LongAdder skipped = new LongAdder();
  final LongAdder replayed = new LongAdder();
  private final Map<Stage, LongAdder> nanos = new EnumMap<>(Stage.class);

  Counters() {
    for (Stage stage : Stage.values()) {
      nanos.put(stage, new LongAdder());
    }
  }

  /** Books the time since a moment on a stage and returns now. */
  long spent(Stage stage, long since) {
    long now = System.nanoTime();
    nanos.get(stage).add(now - since);
    return now;
  }

  Map<Stage, Long> stages() {
    Map<Stage, Long> map = new EnumMap<>(Stage.class);
    for (Stage stage : Stage.values()) {
      map.put(stage, nanos.get(stage).sum());
    }
    return map;
  }
}
