package io.bluewake.runtime;

import io.bluewake.engine.ServiceIdentity;

/**
 * A service in a slot.
 *
 * @param slot stage and group of telescopes
 * @param identity what it is
 * @param leases batches that use it now
 * @param role what it does there
 * @param problem why it was refused, in one line; empty when it was not
 */
public record SlotState(
    String slot, ServiceIdentity identity, int leases, Role role, String problem) {
  /** What a service does in a slot. */
  public enum Role {
    /** The next batch gets it, as far as the swap policy allows. */
    IN_USE,
    /** It would be used if the better one went away, or from the next observation on. */
    STANDS_BY,
    /** It has come and is being tried. */
    ON_TRIAL,
    /** It goes away and waits for running batches. */
    DRAINING,
    /** It is there but must not be used. */
    REFUSED
  }

  /** Whether it is going away. */
  public boolean draining() {
    return role == Role.DRAINING;
  }
}
