package io.bluewake.runtime;

import io.bluewake.engine.ServiceIdentity;

/**
 * A service in a slot.
 *
 * @param slot stage and group of telescopes
 * @param identity what it is
 * @param leases batches that use it now
 * @param draining whether it is going away
 */
public record SlotState(String slot, ServiceIdentity identity, int leases, boolean draining) {}
