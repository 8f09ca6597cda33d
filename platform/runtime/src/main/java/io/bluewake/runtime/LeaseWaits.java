package io.bluewake.runtime;

import java.util.Arrays;

/**
 * How long the workers of a pipeline took to get their leases since it began.
 *
 * @param wall number of leases by time on the clock
 * @param busy number of leases by processor time, if that is measured
 * @param control loops of always the same length after each lease, by time on the clock, if that is
 *     measured: how the machine interrupts workers
 * @param blocked how often a worker had to wait for a service
 * @param created how often a worker had to create an instance
 */
public record LeaseWaits(
    Histogram wall, Histogram busy, Histogram control, long blocked, long created) {
  /**
   * Numbers of leases.
   *
   * @param counts entry {@code i} counts those below {@link #limitNanos(int) limitNanos(i)}
   */
  public record Histogram(long[] counts) {
    /** Upper limit of an entry, ns. */
    public static double limitNanos(int entry) {
      return Math.pow(2, (entry + 1.0) / WaitStatistics.PER_OCTAVE);
    }

    /** Number of leases. */
    public long leases() {
      return Arrays.stream(counts).sum();
    }

    /** Time, in ns, that the given share of leases did not exceed; 0 without leases. */
    public double quantileNanos(double share) {
      long left = (long) Math.ceil(share * leases());
      for (int i = 0; i < counts.length; i++) {
        left -= counts[i];
        if (left <= 0 && counts[i] > 0) {
          return limitNanos(i);
        }
      }
      return 0;
    }

    /** How many took longer than a time, in ns. */
    public long above(double nanos) {
      long sum = 0;
      for (int i = 0; i < counts.length; i++) {
        sum += limitNanos(i) > nanos ? counts[i] : 0;
      }
      return sum;
    }

    private Histogram since(Histogram earlier) {
      long[] difference = new long[counts.length];
      Arrays.setAll(difference, i -> counts[i] - earlier.counts[i]);
      return new Histogram(difference);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Histogram h && Arrays.equals(counts, h.counts);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(counts);
    }
  }

  /** Adds up slots. */
  static final class Builder {
    final long[] histogram = new long[Long.SIZE * WaitStatistics.PER_OCTAVE];
    final long[] control = new long[Long.SIZE * WaitStatistics.PER_OCTAVE];
    final long[] busy = new long[Long.SIZE * WaitStatistics.PER_OCTAVE];
    long blocked;
    long created;

    LeaseWaits build() {
      return new LeaseWaits(
          new Histogram(histogram), new Histogram(busy), new Histogram(control), blocked, created);
    }
  }

  /** What has happened since an earlier moment. */
  public LeaseWaits since(LeaseWaits earlier) {
    return new LeaseWaits(
        wall.since(earlier.wall),
        busy.since(earlier.busy),
        control.since(earlier.control),
        blocked - earlier.blocked,
        created - earlier.created);
  }
}
