package io.bluewake.source.zfits;

import io.bluewake.spi.InputException;
import java.util.HashMap;
import java.util.Map;

/** Trigger times by trigger number, looked up in the order of the events; two tiles in memory. */
final class TriggerTimes {
  private final SubarrayStream stream;
  private Map<Long, Long> older = new HashMap<>();
  private Map<Long, Long> newer = new HashMap<>();
  private long last;
  private boolean ended;

  TriggerTimes(SubarrayStream stream) {
    this.stream = stream;
  }

  /** Time in quarter nanoseconds since 1970, -1 if the trigger is not listed. */
  long time(long trigger, int telescope) throws InputException {
    while (!ended && last < trigger) {
      load();
    }
    long key = trigger << 16 | telescope & 0xFFFF;
    Long time = newer.get(key);
    time = time == null ? older.get(key) : time;
    return time == null ? -1 : time;
  }

  private void load() throws InputException {
    if (!stream.nextTile()) {
      ended = true;
      return;
    }
    Map<Long, Long> reused = older;
    older = newer;
    newer = reused;
    newer.clear();
    for (int r = 0; r < stream.rows(); r++) {
      long trigger = stream.integer("trigger_id", r, 0);
      int telescope = (int) stream.integer("tel_id", r, 0);
      int seconds = (int) stream.integer("trigger_time_s", r, 0);
      int quarterNs = (int) stream.integer("trigger_time_qns", r, 0);
      newer.put(trigger << 16 | telescope & 0xFFFF, TelescopeStream.time(seconds, quarterNs));
      last = Math.max(last, trigger);
    }
  }
}
