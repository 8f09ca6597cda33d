package io.bluewake.engine;

import io.bluewake.model.EventBatch;
import io.bluewake.model.Subarray;
import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.util.Arrays;

/**
 * Finds the events of a batch that make a stage fail, by computing each alone, and computes the
 * batch without them. Slow, but only for batches that fail. One per worker.
 */
final class EventSkipper {
  private final BatchProcessor processor;
  private final Subarray subarray;
  private final int[] groupOfTelescope;
  private final Layout layout;

  EventSkipper(
      BatchProcessor processor, EventSource source, int[] groupOfTelescope, Layout layout) {
    this.processor = processor;
    this.subarray = source.subarray();
    this.groupOfTelescope = groupOfTelescope;
    this.layout = layout;
  }

  /**
   * Computes a batch whose computation has failed.
   *
   * @throws PipelineException when the fault is not that of single events
   */
  void retry(Job job) throws IOException, SlotException, InterruptedException, PipelineException {
    job.clearCounts();
    processor.decodeOnly(job);
    EventBatch batch = job.batch;
    boolean[] keep = new boolean[batch.events()];
    boolean[] one = new boolean[batch.events()];
    Job single = new Job(subarray, groupOfTelescope, layout);
    for (int e = 0; e < keep.length; e++) {
      Arrays.fill(one, false);
      one[e] = true;
      EventCopy.copy(batch, one, single.batch);
      keep[e] = computes(single);
      if (!keep[e]) {
        job.skipped++;
      }
    }
    Job rest = new Job(subarray, groupOfTelescope, layout);
    EventCopy.copy(batch, keep, rest.batch);
    rest.identities.putAll(job.identities);
    processor.computeOnly(rest);
    job.output = rest;
  }

  private boolean computes(Job single)
      throws SlotException, InterruptedException, PipelineException {
    try {
      processor.computeOnly(single);
      return true;
    } catch (PipelineException e) {
      if (e.kind() != PipelineException.Kind.STAGE || e.getCause() instanceof Error) {
        throw e;
      }
      return false;
    }
  }
}
