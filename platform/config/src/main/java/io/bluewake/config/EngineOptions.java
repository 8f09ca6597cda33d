package io.bluewake.config;

/**
 * The section {@code engine}: how a run uses the machine.
 *
 * @param workers number of worker threads, 0 for one per processor
 * @param batchEvents largest number of events of a batch
 * @param batchBytes waveform bytes after which a batch is full
 * @param errors {@code fail} or {@code skip-event}
 * @param swap when a plug-in may be exchanged: {@code batch}, {@code observation} or {@code never}
 * @param waitSeconds how long a run waits for a missing plug-in
 * @param drainSeconds how long a plug-in that goes away waits for its running batches
 */
public record EngineOptions(
    int workers,
    int batchEvents,
    long batchBytes,
    String errors,
    String swap,
    double waitSeconds,
    double drainSeconds) {}
