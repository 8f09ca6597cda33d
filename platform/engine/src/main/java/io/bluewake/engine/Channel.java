package io.bluewake.engine;

import java.util.ArrayDeque;

/**
 * A queue between threads that can end in two ways: {@link #close} lets the receiver take what is
 * left, {@link #abort} wakes everybody at once. The number of batches bounds its length.
 *
 * @param <T> what is handed over
 */
final class Channel<T> {
  private final ArrayDeque<T> queue = new ArrayDeque<>();
  private boolean closed;
  private boolean aborted;

  synchronized void put(T item) {
    queue.add(item);
    notifyAll();
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized void abort() {
    aborted = true;
    notifyAll();
  }

  synchronized int size() {
    return queue.size();
  }

  /** The next item, or null when there will be none. */
  synchronized T take() {
    boolean interrupted = false;
    try {
      while (!aborted && queue.isEmpty() && !closed) {
        try {
          wait();
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
      return aborted ? null : queue.poll();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
