package io.bluewake.engine;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Leases slots, knows who waits for which, and wakes them all when the run stops. */
final class SlotWaits {
  private final Map<Thread, String> waiting = new LinkedHashMap<>();
  private boolean stopped;

  <T> Lease<T> acquire(Slot<T> slot, long batch) throws SlotException, InterruptedException {
    Thread me = Thread.currentThread();
    synchronized (this) {
      if (stopped) {
        throw new InterruptedException();
      }
      waiting.put(me, slot.name());
    }
    try {
      return slot.acquire(batch);
    } finally {
      synchronized (this) {
        waiting.remove(me);
        if (stopped) {
          // The interrupt was meant for the wait alone; what follows must be able to close files.
          Thread.interrupted();
        }
      }
    }
  }

  synchronized void stop() {
    stopped = true;
    waiting.keySet().forEach(Thread::interrupt);
  }

  synchronized List<String> slots() {
    return new ArrayList<>(new java.util.TreeSet<>(waiting.values()));
  }
}
