package io.bluewake.engine;

import java.util.ArrayList;
import java.util.List;

/** Asks a run to stop. May be used from any thread, also before the run begins. */
public final class CancelToken {
  private boolean cancelled;
  private final List<Runnable> listeners = new ArrayList<>();

  /** Asks to stop. The first call counts. */
  public void cancel() {
    List<Runnable> told;
    synchronized (this) {
      if (cancelled) {
        return;
      }
      cancelled = true;
      told = List.copyOf(listeners);
    }
    told.forEach(Runnable::run);
  }

  /** Whether somebody asked to stop. */
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  /** Runs something on cancellation, at once if it has been asked for already. */
  public void onCancel(Runnable listener) {
    synchronized (this) {
      if (!cancelled) {
        listeners.add(listener);
        return;
      }
    }
    listener.run();
  }

  /** Forgets a listener, which a token that outlives it would keep in memory. */
  public synchronized void forget(Runnable listener) {
    listeners.remove(listener);
  }
}
