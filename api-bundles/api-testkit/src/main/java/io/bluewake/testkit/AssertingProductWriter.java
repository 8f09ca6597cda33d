package io.bluewake.testkit;

import io.bluewake.model.EventBatch;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;

/**
 * Checks that batches come in order from one thread at a time, that nothing is written after the
 * commit, that batches are left alone, and closes twice.
 */
public final class AssertingProductWriter implements ProductWriter {
  private final ProductWriter delegate;
  private final Confined confined;
  private long last = -1;
  private boolean committed;
  private boolean closed;

  /** Wraps a writer. */
  public AssertingProductWriter(ProductWriter delegate) {
    this.delegate = delegate;
    confined = new Confined(delegate);
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    confined.enter();
    try {
      confined.require(!committed && !closed, "write after commit or close");
      confined.require(batch.number() == last + 1, "batch " + batch.number() + " after " + last);
      last = batch.number();
      int events = batch.events();
      long images = images(batch);
      delegate.write(batch);
      confined.require(batch.events() == events && images(batch) == images, "changed the batch");
    } finally {
      confined.leave();
    }
  }

  private static long images(EventBatch batch) {
    long sum = batch.telescopeRows();
    for (var camera : batch.cameras()) {
      sum = Checks.mix(sum, Checks.checksum(camera.images()));
      sum = Checks.mix(sum, Checks.checksum(camera.signal()));
    }
    return sum;
  }

  @Override
  public void prepare(Ending ending) throws IOException {
    confined.enter();
    try {
      confined.require(!committed && !closed, "prepare after commit or close");
      delegate.prepare(ending);
    } finally {
      confined.leave();
    }
  }

  @Override
  public void withdraw() throws IOException {
    confined.require(committed && !closed, "withdraw without commit or after close");
    delegate.withdraw();
  }

  @Override
  public void commit(Ending ending) throws IOException {
    confined.enter();
    try {
      confined.require(!committed && !closed, "commit after commit or close");
      committed = true;
      delegate.commit(ending);
    } finally {
      confined.leave();
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    delegate.close();
    delegate.close();
  }
}
