package io.bluewake.engine;

import io.bluewake.model.EventBatch;
import java.io.IOException;

/**
 * Takes what it wants out of computed batches, so that the same events can go through the stages
 * several times in one run.
 */
public interface Gatherer {
  /**
   * Copies what it wants. Called by workers, at the same time for different batches; the batch is
   * used again afterwards.
   *
   * @return what to do with the copies, called in the order of the batches from one thread
   */
  Delivery gather(EventBatch batch);

  /** What remains to be done in order. */
  interface Delivery {
    /** Does it. */
    void deliver() throws IOException;
  }
}
