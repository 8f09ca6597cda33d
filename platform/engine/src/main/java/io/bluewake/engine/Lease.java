package io.bluewake.engine;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * The right to use an instance for one batch. Held by one thread and closed by it.
 *
 * @param <T> kind of stage
 */
@ConsumerType
public interface Lease<T> extends AutoCloseable {
  /** The instance; the same one until {@link #close}. */
  T service();

  /** Where the instance comes from. */
  ServiceIdentity identity();

  /** Gives the instance back. Closing twice does nothing. */
  @Override
  void close();
}
