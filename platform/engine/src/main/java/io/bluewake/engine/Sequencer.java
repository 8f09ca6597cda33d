package io.bluewake.engine;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the batches that workers finish into order, counts what is counted in order, and hands them
 * to all writers.
 */
final class Sequencer {
  private final Map<Long, Job> early = new HashMap<>();
  private final List<Channel<Job>> writers;
  private final Channel<Job> free;
  private final Counters counters;
  private final Provenance provenance;
  private final CutFlow imageFlow;
  private final CutFlow[] stereoFlows;
  private long next;
  private long firstEvent;

  Sequencer(
      PipelinePlan plan,
      List<Product> products,
      Layout layout,
      List<Channel<Job>> writers,
      Channel<Job> free,
      Counters counters) {
    this.writers = writers;
    this.free = free;
    this.counters = counters;
    provenance = new Provenance(plan, products);
    imageFlow = new CutFlow(layout.imageQuality.size());
    stereoFlows = new CutFlow[layout.stereoQuality.size()];
    for (int i = 0; i < stereoFlows.length; i++) {
      stereoFlows[i] = new CutFlow(layout.stereoQuality.get(i).size());
    }
  }

  /** A worker has finished a batch. */
  synchronized void done(Job job) {
    early.put(job.batch.number(), job);
    Job ready;
    while ((ready = early.remove(next)) != null) {
      next++;
      pass(ready);
    }
  }

  private void pass(Job job) {
    Job out = job.output;
    imageFlow.add(out.imageFlow);
    for (int i = 0; i < out.stereoFlows.length; i++) {
      stereoFlows[i].add(out.stereoFlows[i]);
    }
    provenance.add(out.identities, job.readBy, firstEvent, out.batch.events());
    firstEvent += out.batch.events();
    counters.skipped.add(job.skipped);
    job.writersLeft.set(writers.size());
    if (writers.isEmpty()) {
      recycle(job);
    }
    for (Channel<Job> writer : writers) {
      writer.put(job);
    }
  }

  /** A writer has finished with a batch; the last one sets it free. */
  void written(Job job) {
    if (job.writersLeft.decrementAndGet() == 0) {
      recycle(job);
    }
  }

  private void recycle(Job job) {
    counters.events.add(job.output.batch.events());
    counters.telescopeEvents.add(job.output.batch.telescopeRows());
    free.put(job);
  }

  synchronized Provenance provenance() {
    return provenance;
  }

  synchronized CutFlow imageFlow() {
    return imageFlow;
  }

  synchronized CutFlow stereoFlow(int reconstructor) {
    return stereoFlows[reconstructor];
  }
}
