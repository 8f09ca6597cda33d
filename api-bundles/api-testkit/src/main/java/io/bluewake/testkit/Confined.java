package io.bluewake.testkit;

import java.util.concurrent.atomic.AtomicReference;

/** Notices when two threads are in one instance at the same time. */
final class Confined {
  private final String what;
  private final AtomicReference<Thread> inside = new AtomicReference<>();

  Confined(Object what) {
    this.what = what.getClass().getSimpleName();
  }

  void enter() {
    Thread other = inside.compareAndExchange(null, Thread.currentThread());
    if (other != null) {
      throw new AssertionError(
          what + " is used by " + Thread.currentThread().getName() + " and " + other.getName());
    }
  }

  void leave() {
    inside.set(null);
  }

  void require(boolean condition, String problem) {
    if (!condition) {
      throw error(problem);
    }
  }

  AssertionError error(String problem) {
    return new AssertionError(what + ": " + problem);
  }
}
