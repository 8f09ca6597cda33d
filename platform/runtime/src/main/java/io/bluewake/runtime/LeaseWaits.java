package io.bluewake.runtime;

import java.util.Arrays;

/**
 * How long the workers of a pipeline took to get their leases since it began.
 *
 * @param histogram number of leases by time: entry {@code i} counts those below {@link
 *     #limitNanos(int) limitNanos(i)}
 * @param blocked how often a worker had to wait for a service
 * @param created how often a worker had to create an instance
 */
public record LeaseWaits(long[] histogram, long blocked, long created) {
  /** Adds up slots. */
  static final class Builder {
    final long[] histogram = new long[Long.SIZE * WaitStatistics.PER_OCTAVE];
    long blocked;
    long created;

    LeaseWaits build() {
      return new LeaseWaits(histogram, blocked, created);
    }
  }

  /** Upper limit of an entry of the histogram, ns. */
  public static double limitNanos(int entry) {
    return Math.pow(2, (entry + 1.0) / WaitStatistics.PER_OCTAVE);
  }

  /** Number of leases. */
  public long leases() {
    return Arrays.stream(histogram).sum();
  }

  /** Time, in ns, that the given share of leases did not exceed; 0 without leases. */
  public double quantileNanos(double share) {
    long left = (long) Math.ceil(share * leases());
    for (int i = 0; i < histogram.length; i++) {
      left -= histogram[i];
      if (left <= 0 && histogram[i] > 0) {
        return limitNanos(i);
      }
    }
    return 0;
  }

  /** What has happened since an earlier moment. */
  public LeaseWaits since(LeaseWaits earlier) {
    long[] difference = new long[histogram.length];
    Arrays.setAll(difference, i -> histogram[i] - earlier.histogram[i]);
    return new LeaseWaits(difference, blocked - earlier.blocked, created - earlier.created);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LeaseWaits w
        && Arrays.equals(histogram, w.histogram)
        && blocked == w.blocked
        && created == w.created;
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(histogram);
  }
}
