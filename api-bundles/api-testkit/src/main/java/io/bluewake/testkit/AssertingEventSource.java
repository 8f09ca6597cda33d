package io.bluewake.testkit;

import io.bluewake.model.DataLevel;
import io.bluewake.model.EventBatch;
import io.bluewake.model.RunInfo;
import io.bluewake.model.Subarray;
import io.bluewake.model.Table;
import io.bluewake.spi.EventSource;
import io.bluewake.spi.GainSelector;
import java.io.IOException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the order of calls (read, decode, close), that reading stays in one thread at a time, that
 * limits are kept and that nobody decodes a batch twice.
 */
public final class AssertingEventSource implements EventSource {
  private final EventSource delegate;
  private final Confined reading;
  private final Set<EventBatch> undecoded =
      Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
  private volatile boolean ended;
  private volatile boolean closed;

  /** Wraps a source. */
  public AssertingEventSource(EventSource delegate) {
    this.delegate = delegate;
    reading = new Confined(delegate);
  }

  @Override
  public Subarray subarray() {
    return delegate.subarray();
  }

  @Override
  public Set<DataLevel> levels() {
    return delegate.levels();
  }

  @Override
  public RunInfo run() {
    return delegate.run();
  }

  @Override
  public boolean read(EventBatch out, Limits limits) throws IOException {
    reading.enter();
    try {
      reading.require(!closed, "read after close");
      reading.require(out.events() == 0 && out.telescopeRows() == 0, "batch was not cleared");
      reading.require(limits.events() > 0, "asked for no events");
      boolean more = delegate.read(out, limits);
      reading.require(more == out.events() > 0, "result and number of events contradict");
      reading.require(out.events() <= limits.events(), "read more events than allowed");
      reading.require(!(more && ended), "found events after the end");
      int showers = out.showers().rows();
      reading.require(showers == 0 || showers == out.events(), "showers do not match events");
      ended |= !more;
      undecoded.add(out);
      return more;
    } finally {
      reading.leave();
    }
  }

  @Override
  public void decode(EventBatch batch, List<GainSelector> gains) throws IOException {
    reading.require(!closed, "decode after close");
    reading.require(undecoded.remove(batch), "batch was not read, or was decoded before");
    reading.require(gains.size() == batch.cameras().size(), "one gain selector per group wanted");
    delegate.decode(batch, gains);
  }

  @Override
  public Map<String, Table> tables() {
    return delegate.tables();
  }

  @Override
  public Optional<Table> showerDistribution() {
    return delegate.showerDistribution();
  }

  @Override
  public Map<String, Long> notices() {
    return delegate.notices();
  }

  @Override
  public void close() throws IOException {
    closed = true;
    delegate.close();
    delegate.close();
  }
}
