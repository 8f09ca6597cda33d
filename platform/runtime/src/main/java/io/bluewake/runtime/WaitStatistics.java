package io.bluewake.runtime;

import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How long workers took to get their leases. Thread safe; costs no lock. */
final class WaitStatistics {
  /** Buckets per factor of two. */
  static final int PER_OCTAVE = 4;

  private static final int BUCKETS = Long.SIZE * PER_OCTAVE;

  private final AtomicLongArray counts = new AtomicLongArray(BUCKETS);
  private final LongAdder blocked = new LongAdder();
  private final LongAdder created = new LongAdder();

  /** A lease was taken. */
  void took(long nanos) {
    counts.incrementAndGet(bucket(nanos));
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
    double octaves = Math.log(Math.max(1, nanos)) / Math.log(2);
    return Math.min(BUCKETS - 1, (int) (octaves * PER_OCTAVE));
  }

  /** Adds this to what others have counted. */
  void addTo(LeaseWaits.Builder sum) {
    for (int i = 0; i < BUCKETS; i++) {
      sum.histogram[i] += counts.get(i);
    }
    sum.blocked += blocked.sum();
    sum.created += created.sum();
  }
}
