package io.bluewake.runtime;

import io.bluewake.engine.ServiceIdentity;
import java.util.ArrayDeque;
import java.util.Optional;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A service that could fill a slot, with its instances. All methods but {@link #create} and {@link
 * #release} need the lock of the slot.
 */
final class Candidate<T> implements Comparable<Candidate<T>> {
  private final ServiceReference<T> reference;
  private final ServiceObjects<T> objects;
  private final ServiceIdentity identity;
  private final Version version;
  private final boolean prototype;
  private final ArrayDeque<T> idle = new ArrayDeque<>();
  private int running;
  private boolean draining;

  Candidate(ServiceReference<T> reference, ServiceObjects<T> objects, ServiceIdentity identity) {
    this.reference = reference;
    this.objects = objects;
    this.identity = identity;
    version = reference.getBundle().getVersion();
    prototype = Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE));
  }

  ServiceReference<T> reference() {
    return reference;
  }

  ServiceIdentity identity() {
    return identity;
  }

  int running() {
    return running;
  }

  boolean draining() {
    return draining;
  }

  /** No new leases from now on. */
  void drain() {
    draining = true;
  }

  /** Whether another lease is possible now: others than prototypes are used by one at a time. */
  boolean available() {
    return !draining && (prototype || running == 0);
  }

  /** Begins a lease; an instance from an earlier one, or empty when one has to be created. */
  Optional<T> begin() {
    running++;
    return Optional.ofNullable(idle.poll());
  }

  /** Ends a lease and keeps the instance for the next one. */
  void end(T instance) {
    running--;
    idle.push(instance);
  }

  /** Ends a lease that got no instance. */
  void abandon() {
    running--;
  }

  /** A new instance from the container, or empty when its construction failed. */
  Optional<T> create() {
    return Optional.ofNullable(objects.getService());
  }

  /** Gives all idle instances back to the container. */
  void release() {
    for (T instance = idle.poll(); instance != null; instance = idle.poll()) {
      objects.ungetService(instance);
    }
  }

  /** The preferred candidate is the greatest: highest bundle version, then ranking, then oldest. */
  @Override
  public int compareTo(Candidate<T> other) {
    int byVersion = version.compareTo(other.version);
    return byVersion != 0 ? byVersion : reference.compareTo(other.reference);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Candidate<?> c && c.reference.equals(reference);
  }

  @Override
  public int hashCode() {
    return reference.hashCode();
  }
}
