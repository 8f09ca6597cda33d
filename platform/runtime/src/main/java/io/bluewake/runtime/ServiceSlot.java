package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.Lease;
import io.bluewake.engine.ServiceIdentity;
import io.bluewake.engine.Slot;
import io.bluewake.engine.SlotException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * A slot that services fill. Workers lease instances for one batch. A service that goes away
 * drains: no new leases, and its bundle's thread waits until the running batches have given theirs
 * back. Of several services that of the highest bundle version wins, as often as the swap policy
 * allows.
 */
final class ServiceSlot<T> implements Slot<T>, AutoCloseable {
  /**
   * What a slot is to do.
   *
   * @param name stage and group of telescopes
   * @param policy when it may take another service
   * @param observationOf observation of a batch
   * @param waitMillis how long a worker waits for a service
   * @param drainMillis how long a service that goes away waits for running batches
   * @param whyMissing says what is missing, when no service came
   */
  record Settings(
      String name,
      SwapPolicy policy,
      LongUnaryOperator observationOf,
      long waitMillis,
      long drainMillis,
      Supplier<String> whyMissing) {}

  private final Settings settings;
  private final Function<ServiceReference<T>, ServiceIdentity> identify;
  private final BundleContext context;
  private final ServiceTracker<T, Candidate<T>> tracker;
  private final Object lock = new Object();
  private final List<Candidate<T>> candidates = new ArrayList<>();
  private final Map<Long, ServiceIdentity> chosen = new HashMap<>();
  private boolean closed;

  ServiceSlot(
      BundleContext context,
      Filter filter,
      Settings settings,
      Function<ServiceReference<T>, ServiceIdentity> identify) {
    this.context = context;
    this.settings = settings;
    this.identify = identify;
    tracker = new ServiceTracker<>(context, filter, new Services());
    tracker.open();
  }

  @Override
  public String name() {
    return settings.name();
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
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(settings.waitMillis());
    Candidate<T> candidate;
    Optional<T> instance;
    synchronized (lock) {
      candidate = await(batchNumber, deadline);
      instance = candidate.begin();
    }
    if (instance.isEmpty()) {
      // Without the lock: the plug-in's constructor is foreign code.
      instance = create(candidate);
    }
    return new ServiceLease(candidate, instance.get());
  }

  private Optional<T> create(Candidate<T> candidate) throws RefusedException {
    Optional<T> instance = Optional.empty();
    try {
      instance = candidate.create();
    } finally {
      if (instance.isEmpty()) {
        synchronized (lock) {
          candidate.abandon();
          lock.notifyAll();
        }
      }
    }
    if (instance.isEmpty()) {
      throw new RefusedException(settings.name() + ": " + settings.whyMissing().get());
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

  private Candidate<T> await(long batchNumber, long deadline)
      throws InterruptedException, SlotException {
    while (true) {
      if (closed) {
        throw new SlotException(settings.name() + ": the pipeline has ended");
      }
      Optional<Candidate<T>> choice = choose(batchNumber);
      if (choice.isPresent() && choice.get().available()) {
        return choice.get();
      }
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0 && choice.isEmpty()) {
        throw new SlotException(
            settings.name()
                + ": nothing to fill it for "
                + settings.waitMillis() / 1000.0
                + " s: "
                + settings.whyMissing().get());
      }
      // With a service in use by another worker, waiting has no limit: that worker will end.
      lock.wait(choice.isEmpty() ? left : 0);
    }
  }

  /** The service for a batch as the swap policy wants it, available or not. */
  private Optional<Candidate<T>> choose(long batchNumber) {
    Optional<Candidate<T>> best =
        candidates.stream().filter(c -> !c.draining()).max(Candidate::compareTo);
    if (settings.policy() == SwapPolicy.BATCH || batchNumber < 0) {
      return best;
    }
    long period =
        settings.policy() == SwapPolicy.NEVER
            ? 0
            : settings.observationOf().applyAsLong(batchNumber);
    ServiceIdentity pinned = chosen.get(period);
    if (pinned == null) {
      best.ifPresent(c -> chosen.put(period, c.identity()));
      return best;
    }
    return candidates.stream()
        .filter(c -> !c.draining() && c.identity().equals(pinned))
        .max(Candidate::compareTo);
  }

  /** What fills the slot now, for users. */
  List<SlotState> states() {
    synchronized (lock) {
      return candidates.stream()
          .map(c -> new SlotState(settings.name(), c.identity(), c.running(), c.draining()))
          .toList();
    }
  }

  /** Ends the slot: waiting workers fail, instances go back. */
  @Override
  public void close() {
    synchronized (lock) {
      closed = true;
      lock.notifyAll();
    }
    tracker.close();
  }

  /** Follows the services. */
  private final class Services implements ServiceTrackerCustomizer<T, Candidate<T>> {
    @Override
    public Candidate<T> addingService(ServiceReference<T> reference) {
      Candidate<T> candidate =
          new Candidate<>(
              reference, context.getServiceObjects(reference), identify.apply(reference));
      synchronized (lock) {
        candidates.add(candidate);
        lock.notifyAll();
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
      synchronized (lock) {
        candidate.drain();
        lock.notifyAll();
        boolean interrupted = false;
        long left = settings.drainMillis();
        while (candidate.running() > 0 && left > 0) {
          try {
            lock.wait(left);
          } catch (InterruptedException e) {
            interrupted = true;
          }
          left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }
        candidates.remove(candidate);
        candidate.release();
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  /** The use of an instance for a batch. */
  private final class ServiceLease implements Lease<T> {
    private final Candidate<T> candidate;
    private final T instance;
    private boolean ended;

    ServiceLease(Candidate<T> candidate, T instance) {
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
    public void close() {
      if (ended) {
        return;
      }
      ended = true;
      synchronized (lock) {
        candidate.end(instance);
        lock.notifyAll();
      }
    }
  }
}
