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

  /**
   * Whether the plug-in was taken away before the lease ended, because the batch took longer than
   * the platform could wait. What the instance computed does not count then.
   */
  default boolean expired() {
    return false;
  }

  /** Gives the instance back. Closing twice does nothing. */
  @Override
  void close();
}
