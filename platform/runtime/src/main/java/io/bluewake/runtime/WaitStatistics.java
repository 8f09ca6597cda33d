package io.bluewake.runtime;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long workers took to get their leases. Thread safe; costs no lock. */
final class WaitStatistics {
  /** Buckets per factor of two. */
  static final int PER_OCTAVE = 4;

  private static final int BUCKETS = Long.SIZE * PER_OCTAVE;

  /** As long as a usual lease. */
  private static final long CONTROL_NANOS = 1000;

  private static final long NOT_BUSY = -1;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final AtomicLongArray busy = new AtomicLongArray(BUCKETS);
  private final AtomicLongArray control = new AtomicLongArray(BUCKETS);
  private final AtomicInteger turn = new AtomicInteger();
  private final LongAdder blocked = new LongAdder();
  private final LongAdder created = new LongAdder();
  private final Optional<ThreadMXBean> threads;

  /**
   * Creates counters.
   *
   * @param measuresBusyTime whether to ask the system for the processor time of threads as well,
   *     which takes a microsecond, and to time a loop of {@value #CONTROL_NANOS} ns after each
   *     lease in the same thread: what is longer is what the machine does to any code
   */
  WaitStatistics(boolean measuresBusyTime) {
    threads =
        measuresBusyTime ? Optional.of(ManagementFactory.getThreadMXBean()) : Optional.empty();
  }

  /**
   * A lease begins. Of those that are measured every other one gets its processor time taken
   * instead of its time on the clock, because asking the system is where it likes to hand the core
   * to another thread.
   *
   * @return processor time of this thread, or {@link #NOT_BUSY} when this lease is timed by the
   *     clock
   */
  long begin() {
    boolean asks = threads.isPresent() && (turn.getAndIncrement() & 1) == 0;
    return asks ? threads.get().getCurrentThreadCpuTime() : NOT_BUSY;
  }

  /**
   * A lease was taken.
   *
   * @param nanos how long it took
   * @param begun what {@link #begin} gave
   */
  void took(long nanos, long begun) {
    if (begun != NOT_BUSY) {
      busy.incrementAndGet(bucket(threads.orElseThrow().getCurrentThreadCpuTime() - begun));
      return;
    }
    counts.incrementAndGet(bucket(nanos));
    if (threads.isPresent()) {
      long began = System.nanoTime();
      long now = began;
      while (now - began < CONTROL_NANOS) {
        now = System.nanoTime();
      }
      control.incrementAndGet(bucket(now - began));
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
      sum.control[i] += control.get(i);
    }
    sum.blocked += blocked.sum();
    sum.created += created.sum();
  }
}
