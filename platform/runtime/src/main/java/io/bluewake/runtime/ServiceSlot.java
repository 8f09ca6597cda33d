package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.Slot;
import io.bluewake.engine.SlotException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * A slot that services fill. Workers lease instances for one batch, without a lock as long as there
 * is a service. A service that goes away drains: no new leases, and its bundle's thread waits until
 * the running batches have given theirs back. A service that comes while the pipeline runs is tried
 * first. Of several services that of the latest configuration and highest bundle version wins, as
 * often as the swap policy allows.
 */
final class ServiceSlot<T> implements Slot<T>, AutoCloseable {
  /**
   * What a slot is to do.
   *
   * @param name stage and group of telescopes
   * @param periods what the swap policy makes of batches
   * @param waitMillis how long a worker waits for a service
   * @param drainMillis how long a service that goes away waits for running batches
   * @param measuresBusyTime whether to measure the processor time that leases cost
   * @param whyMissing says what is missing, when no service came; with the id of a bundle, why its
   *     service could not be made
   */
  record Settings(
      String name,
      Periods periods,
      long waitMillis,
      long drainMillis,
      boolean measuresBusyTime,
      Function<OptionalLong, String> whyMissing) {}

  private final Settings settings;
  private final Function<ServiceReference<T>, ServiceIdentity> identify;
  private final BundleContext context;
  private final ServiceTracker<T, Candidate<T>> tracker;
  private final WaitStatistics statistics;
  private final PinnedServices pinned;
  private final Object lock = new Object();
  private final AtomicInteger waiting = new AtomicInteger();

  /** All that have come and not yet gone. Guarded by the lock. */
  private final List<Candidate<T>> present = new ArrayList<>();

  /** Those that may be used, the preferred first. Replaced under the lock, read without. */
  private volatile List<Candidate<T>> usable = List.of();

  private volatile Optional<Newcomers> newcomers = Optional.empty();
  private volatile boolean closed;

  ServiceSlot(
      BundleContext context,
      Filter filter,
      Settings settings,
      Function<ServiceReference<T>, ServiceIdentity> identify) {
    this.context = context;
    this.settings = settings;
    this.identify = identify;
    pinned = new PinnedServices(settings.periods());
    statistics = new WaitStatistics(settings.measuresBusyTime());
    tracker = new ServiceTracker<>(context, filter, new Services());
    tracker.open();
  }

  @Override
  public String name() {
    return settings.name();
  }

  /** The run begins: services that come from now on are tried first. */
  void begin(Newcomers how) {
    newcomers = Optional.of(how);
  }

  @Override
  public Lease<T> acquire(long batchNumber) throws InterruptedException, SlotException {
    try {
      return lease(batchNumber);
    } catch (RefusedException e) {
      throw new SlotException(e.getMessage(), e);
    }
  }

  /** The plug-in is there, but its constructor threw. */
  private static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedException(String message) {
      super(message);
    }
  }

  private Lease<T> lease(long batchNumber)
      throws InterruptedException, SlotException, RefusedException {
    long busySince = statistics.begin();
    long began = System.nanoTime();
    while (true) {
      Optional<Candidate<T>> taken = take(batchNumber);
      Candidate<T> candidate = taken.isPresent() ? taken.get() : await(batchNumber, began);
      Optional<T> instance = candidate.idle();
      if (instance.isEmpty()) {
        statistics.created();
        instance = create(candidate);
      }
      if (instance.isPresent()) {
        statistics.took(System.nanoTime() - began, busySince);
        return new ServiceLease<>(this, candidate, instance.get());
      }
      // It went away between the choice and the construction: take the next.
    }
  }

  /** A new instance; empty when the service is going away. */
  private Optional<T> create(Candidate<T> candidate) throws RefusedException {
    Optional<T> instance = Optional.empty();
    try {
      instance = candidate.create();
    } finally {
      if (instance.isEmpty()) {
        candidate.abandon();
        wake();
      }
    }
    if (instance.isEmpty() && !candidate.draining()) {
      throw new RefusedException(settings.name() + ": " + whyNotMade(candidate));
    }
    return instance;
  }

  /**
   * Creates an instance if there is none yet.
   *
   * @throws ConfigException when the plug-in refuses its options
   * @throws SlotException when there is no service for too long
   */
  void touch() throws ConfigException, SlotException, InterruptedException {
    try {
      lease(-1).close();
    } catch (RefusedException e) {
      throw new ConfigException(e.getMessage());
    }
  }

  /** Waits for a service and begins a lease of it. */
  private Candidate<T> await(long batchNumber, long began)
      throws InterruptedException, SlotException {
    long deadline = began + TimeUnit.MILLISECONDS.toNanos(settings.waitMillis());
    boolean counted = false;
    synchronized (lock) {
      waiting.incrementAndGet();
      try {
        while (true) {
          if (closed) {
            throw new SlotException(settings.name() + ": the pipeline has ended");
          }
          Optional<Candidate<T>> taken = take(batchNumber);
          if (taken.isPresent()) {
            return taken.get();
          }
          boolean busy = choose(batchNumber).isPresent();
          long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
          if (left <= 0 && !busy) {
            throw new SlotException(
                settings.name()
                    + ": nothing to fill it for "
                    + settings.waitMillis() / 1000.0
                    + " s: "
                    + missing());
          }
          if (!counted) {
            statistics.blocked();
            counted = true;
          }
          // With a service in use by another worker, waiting has no limit: that worker will end.
          lock.wait(busy ? 0 : left);
        }
      } finally {
        waiting.decrementAndGet();
      }
    }
  }

  /** What is missing while workers wait, for users. */
  String missing() {
    synchronized (lock) {
      for (Candidate<T> c : present) {
        if (!c.problem().isEmpty()) {
          return describe(c) + " is there but refused: " + c.problem();
        }
      }
      if (!usable.isEmpty()) {
        return settings.periods().held(pinned.latest().map(ServiceSlot::describe).orElse(""));
      }
    }
    return settings.whyMissing().apply(OptionalLong.empty());
  }

  /** Whether workers wait for it now. */
  boolean hasWaiting() {
    return waiting.get() > 0;
  }

  /** Begins a lease of the service for a batch, if that is possible now. */
  private Optional<Candidate<T>> take(long batchNumber) {
    for (Candidate<T> c : usable) {
      if (c.draining() || !pinned.allows(batchNumber, c.identity())) {
        continue;
      }
      if (c.begin()) {
        if (pinned.pin(batchNumber, c.identity())) {
          return Optional.of(c);
        }
        // Another worker has just chosen another service for the same observation.
        c.abandon();
        wake();
      } else if (!c.draining()) {
        return Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** The service for a batch as the swap policy wants it, available or not. */
  private Optional<Candidate<T>> choose(long batchNumber) {
    return usable.stream()
        .filter(c -> !c.draining() && pinned.allows(batchNumber, c.identity()))
        .findFirst();
  }

  /** Has waiting workers look again. */
  void wake() {
    synchronized (lock) {
      lock.notifyAll();
    }
  }

  /** What fills the slot now, for users; the preferred first. */
  List<SlotState> states() {
    synchronized (lock) {
      List<Candidate<T>> sorted = new ArrayList<>(present);
      sorted.sort(Collections.reverseOrder());
      Optional<Candidate<T>> now = choose(-1);
      return sorted.stream()
          .map(
              c ->
                  new SlotState(
                      settings.name(),
                      c.identity(),
                      c.running(),
                      role(c, now.isPresent() && now.get().equals(c)),
                      c.problem()))
          .toList();
    }
  }

  private SlotState.Role role(Candidate<T> c, boolean preferred) {
    if (c.draining()) {
      return SlotState.Role.DRAINING;
    }
    if (!c.problem().isEmpty()) {
      return SlotState.Role.REFUSED;
    }
    if (!usable.contains(c)) {
      return SlotState.Role.ON_TRIAL;
    }
    return pinned.inUse(c.identity(), preferred) ? SlotState.Role.IN_USE : SlotState.Role.STANDS_BY;
  }

  /** How long leases took. */
  WaitStatistics statistics() {
    return statistics;
  }

  /** The latest configuration that has a service which may be used; -1 without. */
  int latestGeneration() {
    return usable.stream().mapToInt(Candidate::generation).max().orElse(-1);
  }

  /** Whether there are services of a configuration and all of them were refused. */
  boolean allRefused(int generation) {
    synchronized (lock) {
      List<Candidate<T>> of =
          present.stream().filter(c -> c.generation() == generation && !c.draining()).toList();
      return !of.isEmpty() && of.stream().noneMatch(c -> c.problem().isEmpty());
    }
  }

  /** Whether batches to come may still need services of a configuration. */
  boolean needs(int generation) {
    return usable.stream()
        .anyMatch(c -> c.generation() == generation && pinned.contains(c.identity()));
  }

  /** Ends the slot: waiting workers fail, instances go back. */
  @Override
  public void close() {
    closed = true;
    wake();
    tracker.close();
  }

  /** Why a service that is registered could not be made, for users. */
  String whyNotMade(Candidate<T> candidate) {
    return settings.whyMissing().apply(OptionalLong.of(candidate.bundle().getBundleId()));
  }

  /** How the swap policy lets another service take over, for users. */
  String takesOver() {
    return settings.periods().takesOver();
  }

  /** A lease has ended. */
  void ended(Candidate<T> candidate, T instance) {
    if (candidate.end(instance) || waiting.get() > 0) {
      wake();
    }
  }

  static String describe(Candidate<?> c) {
    return describe(c.identity());
  }

  private static String describe(ServiceIdentity identity) {
    return "'" + identity.plugin() + "' of " + identity.bundle() + " " + identity.version();
  }

  /** Whether a service is still one to decide about. */
  boolean expects(Candidate<T> candidate) {
    return !closed && !candidate.draining();
  }

  /** From now on a service may be used, unless it has gone meanwhile. */
  void admit(Candidate<T> candidate) {
    synchronized (lock) {
      if (!present.contains(candidate) || candidate.draining()) {
        return;
      }
      List<Candidate<T>> all = new ArrayList<>(usable);
      all.add(candidate);
      all.sort(Collections.reverseOrder());
      usable = List.copyOf(all);
      lock.notifyAll();
    }
  }

  /** Follows the services. */
  private final class Services implements ServiceTrackerCustomizer<T, Candidate<T>> {
    @Override
    public Candidate<T> addingService(ServiceReference<T> reference) {
      Candidate<T> candidate =
          new Candidate<>(
              reference, context.getServiceObjects(reference), identify.apply(reference));
      synchronized (lock) {
        present.add(candidate);
      }
      Optional<Newcomers> how = newcomers;
      if (how.isPresent()) {
        how.get().decide(ServiceSlot.this, candidate);
      } else {
        admit(candidate);
      }
      return candidate;
    }

    @Override
    public void modifiedService(ServiceReference<T> reference, Candidate<T> candidate) {
      // Instances of an old configuration are replaced: the service comes again.
    }

    @Override
    public void removedService(ServiceReference<T> reference, Candidate<T> candidate) {
      long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.drainMillis());
      boolean interrupted = false;
      candidate.drain();
      synchronized (lock) {
        usable = usable.stream().filter(c -> !c.equals(candidate)).toList();
        lock.notifyAll();
        long left = settings.drainMillis();
        while (candidate.running() > 0 && left > 0) {
          try {
            lock.wait(left);
          } catch (InterruptedException e) {
            interrupted = true;
          }
          left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        if (candidate.running() > 0) {
          candidate.expire();
        }
        present.remove(candidate);
      }
      candidate.release();
      boolean bundleGoes = candidate.bundle().getState() != Bundle.ACTIVE;
      if (bundleGoes && !closed) {
        newcomers.ifPresent(
            how -> how.log().note(settings.name() + ": " + describe(candidate) + " has gone"));
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
