package io.bluewake.engine;

import java.util.List;
import java.util.Map;

/**
 * A run at one moment.
 *
 * @param state what it is doing
 * @param nanos time since it began
 * @param eventsRead events that the source has given
 * @param events events that have passed all writers
 * @param telescopeEvents telescope events of those
 * @param bytes waveform bytes of those, after gain selection
 * @param skipped events left out because a stage failed
 * @param replayed batches computed again because a plug-in was taken away
 * @param freeBatches batches that wait for the source; 0 means that reading waits
 * @param waiting slots that workers wait for just now
 * @param stages time spent per stage, summed over threads, in order of the stages
 */
public record PipelineStatus(
    State state,
    long nanos,
    long eventsRead,
    long events,
    long telescopeEvents,
    long bytes,
    long skipped,
    long replayed,
    int freeBatches,
    List<String> waiting,
    Map<Stage, Long> stages) {

  /** What a run is doing. */
  public enum State {
    /** Not begun. */
    DECLARED,
    /** Computing. */
    RUNNING,
    /** The input has ended; the last batches are on their way. */
    DRAINING,
    /** Done, products exist. */
    COMMITTED,
    /** Stopped without products. */
    FAILED
  }
}
