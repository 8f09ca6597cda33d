package io.bluewake.runtime;

import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import java.util.Objects;

/** The use of an instance of a service for a batch. */
final class ServiceLease<T> implements Lease<T> {
  private final ServiceSlot<T> slot;
  private final Candidate<T> candidate;
  private final T instance;
  private boolean ended;

  ServiceLease(ServiceSlot<T> slot, Candidate<T> candidate, T instance) {
    this.slot = slot;
    this.candidate = candidate;
    this.instance = Objects.requireNonNull(instance);
  }

  @Override
  public T service() {
    return instance;
  }

  @Override
  public ServiceIdentity identity() {
    return candidate.identity();
  }

  @Override
  public boolean expired() {
    return candidate.expired();
  }

  @Override
  public void close() {
    if (!ended) {
      ended = true;
      slot.ended(candidate, instance);
    }
  }
}
