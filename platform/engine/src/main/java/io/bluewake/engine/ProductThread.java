package io.bluewake.engine;

import io.bluewake.engine.PipelineException.Kind;
import io.bluewake.model.EventBatch;
import io.bluewake.model.Schema;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.util.List;

/** Writes one product: opens it, takes batches in order, commits or gives up. */
final class ProductThread {
  private final Product product;
  private final EventSource source;
  private final Work work;
  private final Layout layout;
  private final Counters counters;
  private final Channel<Job> batches;

  /** Whether this thread delivers what branches have gathered. */
  private final boolean delivers;

  private ProductWriter writer;

  ProductThread(
      Product product,
      EventSource source,
      Work work,
      Layout layout,
      Counters counters,
      Channel<Job> batches,
      boolean delivers) {
    this.delivers = delivers;
    this.product = product;
    this.source = source;
    this.work = work;
    this.layout = layout;
    this.counters = counters;
    this.batches = batches;
  }

  String name() {
    return product.name();
  }

  /**
   * Opens the product at once, unless its columns come from the input and are known only with the
   * first batch.
   */
  void openEarly() throws PipelineException {
    if (work.parameters()) {
      open(layout.parameters, layout.trueParameters, layout.muons);
    }
  }

  private void open(Schema parameters, Schema trueParameters, Schema muons)
      throws PipelineException {
    try {
      writer =
          product
              .provider()
              .open(
                  product.target(),
                  new ProductWriter.Header(
                      source.subarray(),
                      source.run(),
                      product.levels(),
                      product.trueImages(),
                      parameters,
                      trueParameters,
                      muons,
                      product.configuration(),
                      product.activity(),
                      product.overwrite()));
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  private void openFor(EventBatch batch) throws PipelineException {
    open(
        batch.parameters().schema(),
        batch.trueParameters().schema(),
        work.muons() ? layout.muons : batch.muons().schema());
  }

  /** Writes until there are no more batches. */
  void run(Sequencer sequencer) throws PipelineException {
    while (true) {
      long t = System.nanoTime();
      Job job = batches.take();
      t = counters.spent(Stage.WRITE_WAIT, t);
      if (job == null) {
        return;
      }
      if (writer == null) {
        openFor(job.output.batch);
      }
      try {
        if (delivers) {
          for (Gatherer.Delivery delivery : job.gathered) {
            delivery.deliver();
          }
        }
        writer.write(job.output.batch);
      } catch (IOException | RuntimeException | Error e) {
        throw failed(e);
      }
      counters.spent(Stage.WRITE, t);
      sequencer.written(job);
    }
  }

  /** Completes the product under its preliminary name. */
  void prepare(ProductWriter.Ending ending) throws PipelineException {
    if (writer == null) {
      open(Schema.EMPTY, Schema.EMPTY, layout.muons);
    }
    try {
      writer.prepare(ending);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** Takes the final name away again, and adds what goes wrong to a failure. */
  void withdraw(PipelineException failure) {
    try {
      writer.withdraw();
    } catch (IOException | RuntimeException e) {
      failure.addSuppressed(failed(e));
    }
  }

  /** Gives the product its final name; it has been prepared. */
  void commit(ProductWriter.Ending ending) throws PipelineException {
    try {
      writer.commit(ending);
    } catch (IOException | RuntimeException e) {
      throw failed(e);
    }
  }

  /** Closes the writer, and adds what goes wrong to the errors. */
  void close(List<PipelineException> errors) {
    if (writer == null) {
      return;
    }
    try {
      writer.close();
    } catch (IOException | RuntimeException e) {
      errors.add(failed(e));
    }
  }

  private PipelineException failed(Throwable e) {
    String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    String target = product.target().toString();
    if (e instanceof RuntimeException || e instanceof Error) {
      text = e.getClass().getSimpleName() + ": " + text;
    }
    return new PipelineException(
        Kind.OUTPUT, text.contains(target) ? text : target + ": " + text, e);
  }
}
