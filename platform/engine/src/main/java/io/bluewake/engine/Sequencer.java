package io.bluewake.engine;

import io.bluewake.model.Column;
import io.bluewake.model.Table;
import io.bluewake.spi.PointingCorrector;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts the batches that workers finish into order, counts what is counted in order, and hands them
 * to all writers.
 */
final class Sequencer {
  /** What the bits of the quality of a pointing mean, for the user. */
  private static final List<String> POINTING =
      List.of(
          "telescope events without pointing",
          "telescope events whose reported pointing is old",
          "telescope events without pointing corrections",
          "telescope events whose pointing corrections are old",
          "telescope events whose pointing corrections disagree",
          "telescope events with a predicted orientation of the Earth");

  private static final Column POINTING_QUALITY =
      PointingCorrector.TELESCOPE.column(PointingCorrector.QUALITY);

  private final Map<Long, Job> early = new HashMap<>();
  private final List<Channel<Job>> writers;
  private final Channel<Job> free;
  private final Counters counters;
  private final Provenance provenance;
  private final CutFlow imageFlow;
  private final CutFlow[] stereoFlows;
  private final long[] pointingFlags = new long[POINTING.size()];
  private long correctedNow;
  private long correctedBefore;
  private long uncorrected;
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
    count(out.batch.pointing());
    correctedNow += out.correctedNow;
    correctedBefore += out.correctedBefore;
    uncorrected += out.uncorrected;
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

  private void count(Table pointing) {
    for (int row = 0; row < pointing.rows(); row++) {
      long quality = pointing.getLong(row, POINTING_QUALITY);
      for (int bit = 0; bit < pointingFlags.length; bit++) {
        pointingFlags[bit] += quality >>> bit & 1;
      }
    }
  }

  /** How many telescope events have which fault in their pointing. */
  synchronized Map<String, Long> pointingNotices() {
    Map<String, Long> notices = new LinkedHashMap<>();
    for (int bit = 0; bit < pointingFlags.length; bit++) {
      put(notices, POINTING.get(bit), pointingFlags[bit]);
    }
    put(notices, "telescope events read and corrected for the pointing", correctedNow);
    put(
        notices,
        "telescope events that were corrected for the pointing before, not again",
        correctedBefore);
    put(
        notices,
        "telescope events computed again without the pointing corrections they had",
        uncorrected);
    return notices;
  }

  private static void put(Map<String, Long> notices, String text, long count) {
    if (count > 0) {
      notices.put(text, count);
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
