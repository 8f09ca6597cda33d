package io.bluewake.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/** The leases of one worker for one batch. */
final class Leases implements AutoCloseable {
  private final SlotWaits waits;
  private final Counters counters;
  private final Map<Slot<?>, Lease<?>> held = new LinkedHashMap<>();
  private Map<String, ServiceIdentity> identities = Map.of();
  private long batch;
  private Slot<?> current;
  private boolean expired;

  Leases(SlotWaits waits, Counters counters) {
    this.waits = waits;
    this.counters = counters;
  }

  /** Begins a batch. */
  void begin(long number, Map<String, ServiceIdentity> record) {
    batch = number;
    identities = record;
    current = null;
    expired = false;
  }

  /** The instance of a slot for this batch. */
  <T> T take(Slot<T> slot) throws SlotException, InterruptedException {
    @SuppressWarnings("unchecked") // only this method puts entries, with the slot's own type
    Lease<T> lease = (Lease<T>) held.get(slot);
    if (lease == null) {
      long t = System.nanoTime();
      current = slot;
      lease = waits.acquire(slot, batch);
      held.put(slot, lease);
      identities.put(slot.name(), lease.identity());
      counters.spent(Stage.SLOT_WAIT, t);
    }
    return lease.service();
  }

  /** Remembers whose code runs next, for messages. */
  void entering(Slot<?> slot) {
    current = slot;
  }

  /** Whose code ran last, for messages. */
  String culprit() {
    if (current == null) {
      return "decoding";
    }
    ServiceIdentity identity = identities.get(current.name());
    return current.name() + (identity == null ? "" : " (" + identity.plugin() + ")");
  }

  /** Whether a plug-in was taken away while the batch was computed. Known after {@link #close}. */
  boolean expired() {
    return expired;
  }

  @Override
  public void close() {
    for (Lease<?> lease : held.values()) {
      expired |= lease.expired();
      lease.close();
    }
    held.clear();
  }
}
