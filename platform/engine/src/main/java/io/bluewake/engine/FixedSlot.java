package io.bluewake.engine;

import java.util.ArrayDeque;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * A slot that is always filled with the same plug-in: for programs and tests without a container.
 * Instances are made when all others are in use, so there are as many as workers.
 *
 * @param <T> kind of stage
 */
public final class FixedSlot<T> implements Slot<T> {
  private final String name;
  private final ServiceIdentity identity;
  private final Supplier<? extends T> supplier;
  private final UnaryOperator<T> decorator;
  private final ArrayDeque<T> idle = new ArrayDeque<>();

  /**
   * Creates a slot.
   *
   * @param name stage and group of telescopes
   * @param identity what every lease says of its instance
   * @param supplier makes instances
   * @param decorator wraps every new instance, for example with checks
   */
  public FixedSlot(
      String name,
      ServiceIdentity identity,
      Supplier<? extends T> supplier,
      UnaryOperator<T> decorator) {
    this.name = name;
    this.identity = identity;
    this.supplier = supplier;
    this.decorator = decorator;
  }

  /** A slot of plain instances. */
  public static <T> FixedSlot<T> of(String name, String plugin, Supplier<? extends T> supplier) {
    return new FixedSlot<>(name, ServiceIdentity.plain(plugin), supplier, UnaryOperator.identity());
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Lease<T> acquire(long batchNumber) {
    T instance;
    synchronized (idle) {
      instance = idle.poll();
    }
    if (instance == null) {
      instance = decorator.apply(supplier.get());
    }
    return new FixedLease(instance);
  }

  private final class FixedLease implements Lease<T> {
    private final T instance;
    private boolean closed;

    FixedLease(T instance) {
      this.instance = instance;
    }

    @Override
    public T service() {
      return instance;
    }

    @Override
    public ServiceIdentity identity() {
      return identity;
    }

    @Override
    public void close() {
      if (!closed) {
        closed = true;
        synchronized (idle) {
          idle.push(instance);
        }
      }
    }
  }
}
