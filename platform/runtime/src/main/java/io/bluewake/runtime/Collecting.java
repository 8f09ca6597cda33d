package io.bluewake.runtime;

import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.model.EventBatch;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A writer that hands everything to a calibration, and tells all of them when it is the end. */
final class Collecting
    implements Lease<ProductWriter.Provider>, ProductWriter.Provider, ProductWriter {
  private final List<Calibration.Collector> collectors;

  /**
   * Creates a writer.
   *
   * @param collectors filled before the first event; the first one takes what the stages of the run
   *     itself have computed
   */
  Collecting(List<Calibration.Collector> collectors) {
    this.collectors = collectors;
  }

  @Override
  public ProductWriter.Provider service() {
    return this;
  }

  @Override
  public ServiceIdentity identity() {
    return new ServiceIdentity("calibration", "io.bluewake.runtime", "", "", "");
  }

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) {
    return this;
  }

  @Override
  public void write(EventBatch batch) throws IOException {
    collectors.get(0).gather(batch).deliver();
  }

  @Override
  public void prepare(Ending ending) throws IOException {
    for (Calibration.Collector collector : collectors) {
      collector.finish();
    }
  }

  @Override
  public void commit(Ending ending) {}

  @Override
  public void close() {}

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    throw new IOException(target + ": a calibration merges nothing");
  }
}
