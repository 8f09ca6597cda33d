package io.bluewake.runtime;

import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.spi.ProductWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A writer that hands everything to a calibration. */
final class Collecting implements Lease<ProductWriter.Provider>, ProductWriter.Provider {
  private final Calibration calibration;
  private final Calibration.Plugins plugins;

  Collecting(Calibration calibration, Calibration.Plugins plugins) {
    this.calibration = calibration;
    this.plugins = plugins;
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
  public void close() {}

  @Override
  public Set<String> extensions() {
    return Set.of();
  }

  @Override
  public ProductWriter open(Path target, ProductWriter.Header header) {
    return calibration.open(plugins, header);
  }

  @Override
  public Map<String, Long> merge(
      List<Path> inputs, Path target, Map<String, String> options, boolean overwrite)
      throws IOException {
    throw new IOException(target + ": a calibration merges nothing");
  }
}
