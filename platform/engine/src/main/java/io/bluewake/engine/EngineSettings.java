package io.bluewake.engine;

import io.bluewake.spi.EventSource;

/**
 * How a run uses the machine and what it does on errors. None of it changes results.
 *
 * @param workers number of worker threads, at least 1
 * @param limits size of a batch
 * @param errors what happens when a stage fails
 */
public record EngineSettings(int workers, EventSource.Limits limits, ErrorPolicy errors) {

  /** All processors, 256 events or 4 MiB of waveforms, fail on the first error. */
  public static EngineSettings defaults() {
    return new EngineSettings(
        Runtime.getRuntime().availableProcessors(),
        new EventSource.Limits(256, 4L << 20),
        ErrorPolicy.FAIL);
  }

  /** Checks the numbers. */
  public EngineSettings {
    if (workers < 1 || limits.events() < 1 || limits.bytes() < 1) {
      throw new IllegalArgumentException(
          "workers, events and bytes of a batch must be positive: " + workers + ", " + limits);
    }
  }

  /** Number of batches that exist, which bounds the memory. */
  public int batches() {
    return 2 * workers + 2;
  }

  /** What happens when a stage fails. */
  public enum ErrorPolicy {
    /** The run fails. */
    FAIL,
    /** The event is left out of the products and counted. */
    SKIP_EVENT
  }
}
