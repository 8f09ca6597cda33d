package io.bluewake.runtime;

import io.bluewake.engine.ServiceIdentity;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/**
 * A service that could fill a slot, with its instances. Leases begin and end without locks, so that
 * workers never wait for those who exchange services.
 */
final class Candidate<T> implements Comparable<Candidate<T>> {
  /** Added to the number of leases when there may be no more. */
  private static final int DRAINING = 1 << 30;

  private final ServiceReference<T> reference;
  private final ServiceObjects<T> objects;
  private final ServiceIdentity identity;
  private final Bundle bundle;
  private final Version version;
  private final int generation;
  private final boolean prototype;
  private final ConcurrentLinkedDeque<T> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger leases = new AtomicInteger();
  private volatile boolean expired;
  private volatile String problem = "";

  Candidate(ServiceReference<T> reference, ServiceObjects<T> objects, ServiceIdentity identity) {
    this.reference = reference;
    this.objects = objects;
    this.identity = identity;
    bundle = reference.getBundle();
    version = bundle.getVersion();
    generation =
        reference.getProperty(SlotConfiguration.GENERATION) instanceof Number n ? n.intValue() : 0;
    prototype = Constants.SCOPE_PROTOTYPE.equals(reference.getProperty(Constants.SERVICE_SCOPE));
  }

  ServiceReference<T> reference() {
    return reference;
  }

  Bundle bundle() {
    return bundle;
  }

  ServiceIdentity identity() {
    return identity;
  }

  /** Which configuration of the slot it has; later ones are higher. */
  int generation() {
    return generation;
  }

  /** Whether every worker can have an instance of its own. */
  boolean prototype() {
    return prototype;
  }

  int running() {
    return leases.get() & ~DRAINING;
  }

  boolean draining() {
    return (leases.get() & DRAINING) != 0;
  }

  /** No new leases from now on. */
  void drain() {
    leases.updateAndGet(n -> n | DRAINING);
  }

  /** The running leases were not given back in time: what they compute does not count. */
  void expire() {
    expired = true;
  }

  boolean expired() {
    return expired;
  }

  /** Why it must not be used; empty when it may. */
  String problem() {
    return problem;
  }

  /** It must not be used. */
  void refuse(String why) {
    problem = why;
  }

  /** Begins a lease, if there may be another: others than prototypes are used by one at a time. */
  boolean begin() {
    int n = leases.get();
    while ((n & DRAINING) == 0 && (prototype || n == 0)) {
      if (leases.compareAndSet(n, n + 1)) {
        return true;
      }
      n = leases.get();
    }
    return false;
  }

  /** An instance that nobody uses; empty when one has to be created. */
  Optional<T> idle() {
    return Optional.ofNullable(idle.poll());
  }

  /**
   * Ends a lease and keeps the instance for the next one.
   *
   * @return whether somebody may have waited for it
   */
  boolean end(T instance) {
    idle.push(instance);
    int left = leases.decrementAndGet();
    if (expired) {
      release();
    }
    return !prototype || (left & DRAINING) != 0;
  }

  /** Ends a lease that got no instance. */
  void abandon() {
    leases.decrementAndGet();
  }

  /** Adds instances that nobody uses. */
  void stock(Collection<T> instances) {
    idle.addAll(instances);
  }

  /** A new instance from the container, or empty when its construction failed. */
  Optional<T> create() {
    return Optional.ofNullable(objects.getService());
  }

  /** Gives an instance that was never used back to the container. */
  void discard(T instance) {
    unget(instance);
  }

  /** Gives all idle instances back to the container. */
  void release() {
    for (T instance = idle.poll(); instance != null; instance = idle.poll()) {
      unget(instance);
    }
  }

  private void unget(T instance) {
    try {
      objects.ungetService(instance);
    } catch (IllegalStateException | IllegalArgumentException alreadyGone) {
      // The service left before its last lease: the container has forgotten the instance by itself.
    }
  }

  /**
   * The preferred candidate is the greatest: latest configuration, then highest bundle version,
   * then ranking, then oldest.
   */
  @Override
  public int compareTo(Candidate<T> other) {
    if (generation != other.generation) {
      return Integer.compare(generation, other.generation);
    }
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
