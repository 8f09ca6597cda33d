package io.bluewake.runtime;

import io.bluewake.engine.IdentifiedSource;
import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An open input that keeps its plug-in until it is closed. */
final class LeasedSource implements IdentifiedSource {
  private final EventSource source;
  private final Lease<EventSource.Provider> lease;

  LeasedSource(EventSource source, Lease<EventSource.Provider> lease) {
    this.source = source;
    this.lease = lease;
  }

  @Override
  public ServiceIdentity readBy() {
    return lease.identity();
  }

  @Override
  public Subarray subarray() {
    return source.subarray();
  }

  @Override
  public Set<DataLevel> levels() {
    return source.levels();
  }

  @Override
  public RunInfo run() {
    return source.run();
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    return source.read(out, limits);
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    source.decode(batch, gains);
  }

  @Override
  public Map<String, Table> tables() {
    return source.tables();
  }

  @Override
  public Optional<Table> showerDistribution() {
    return source.showerDistribution();
  }

  @Override
  public Map<String, Long> notices() {
    return source.notices();
  }

  @Override
  public void close() throws IOException {
    try (lease) {
      source.close();
    }
  }
}
