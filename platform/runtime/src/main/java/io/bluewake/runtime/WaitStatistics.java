package io.bluewake.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long workers took to get their leases. Thread safe; costs no lock. */
final class WaitStatistics {
  /** Buckets per factor of two. */
  static final int PER_OCTAVE = 4;

  private static final int BUCKETS = Long.SIZE * PER_OCTAVE;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final AtomicLongArray busy = new AtomicLongArray(BUCKETS);
  private final LongAdder blocked = new LongAdder();
  private final LongAdder created = new LongAdder();
  private final Optional<ThreadMXBean> threads;

  /**
   * Creates counters.
   *
   * @param measuresBusyTime whether to ask the system for the processor time of threads as well,
   *     which takes a microsecond
   */
  WaitStatistics(boolean measuresBusyTime) {
    threads =
        measuresBusyTime ? Optional.of(ManagementFactory.getThreadMXBean()) : Optional.empty();
  }

  /** Processor time of this thread, or 0 when it is not measured. */
  long busyNow() {
    return threads.isPresent() ? threads.get().getCurrentThreadCpuTime() : 0;
  }

  /**
   * A lease was taken.
   *
   * @param nanos how long it took
   * @param busySince {@link #busyNow()} when it began
   */
  void took(long nanos, long busySince) {
    counts.incrementAndGet(bucket(nanos));
    if (threads.isPresent()) {
      busy.incrementAndGet(bucket(busyNow() - busySince));
    }
  }

  /** A worker found no service, or only one in use by another, and had to wait. */
  void blocked() {
    blocked.increment();
  }

  /** A worker had to create the instance itself. */
  void created() {
    created.increment();
  }

  private static int bucket(long nanos) {
    double octaves = Math.log((double) Math.max(1, nanos)) / Math.log(2);
    return Math.min(BUCKETS - 1, (int) (octaves * PER_OCTAVE));
  }

  /** Adds this to what others have counted. */
  void addTo(LeaseWaits.Builder sum) {
    for (int i = 0; i < BUCKETS; i++) {
      sum.histogram[i] += counts.get(i);
      sum.busy[i] += busy.get(i);
    }
    sum.blocked += blocked.sum();
    sum.created += created.sum();
  }
}
