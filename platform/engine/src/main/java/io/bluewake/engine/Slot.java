package io.bluewake.engine;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A place in a pipeline that a plug-in fills. Workers lease an instance for one batch and give it
 * back; between two batches the platform may exchange the plug-in. Thread safe.
 *
 * @param <T> kind of stage
 */
@ConsumerType
public interface Slot<T> {
  /** Stage and group of telescopes, for example {@code clean/LST_LST_LSTCam}. */
  String name();

  /**
   * Leases an instance that nobody else uses until the lease is closed. Blocks while there is none.
   *
   * @param batchNumber position in the run of the batch it is for; -1 to look at its schemas before
   *     the first batch
   * @throws InterruptedException when the run stops while this waits
   * @throws SlotException when no instance can be had; one line for the user
   */
  Lease<T> acquire(long batchNumber) throws InterruptedException, SlotException;
}
