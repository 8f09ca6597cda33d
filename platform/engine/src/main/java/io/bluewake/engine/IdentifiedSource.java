package io.bluewake.engine;

import io.bluewake.spi.EventSource;
import org.osgi.annotation.versioning.ConsumerType;

/** A source that knows which software reads, for provenance. */
@ConsumerType
public interface IdentifiedSource extends EventSource {
  /** What has filled the last batch. Called by the thread that reads, right after reading. */
  ServiceIdentity readBy();
}
