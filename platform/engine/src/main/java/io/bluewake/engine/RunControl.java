package io.bluewake.engine;

import java.util.ArrayList;
import java.util.List;

/** Stops all threads of a run at the first failure, and remembers that one. */
final class RunControl {
  private final SlotWaits waits = new SlotWaits();
  private final List<Channel<?>> channels = new ArrayList<>();
  private PipelineException failure;

  SlotWaits waits() {
    return waits;
  }

  synchronized <T> Channel<T> channel() {
    Channel<T> channel = new Channel<>();
    channels.add(channel);
    return channel;
  }

  /** Stops the run. What comes after the first call is a consequence and not remembered. */
  void fail(PipelineException cause) {
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = cause;
      channels.forEach(Channel::abort);
    }
    waits.stop();
  }

  synchronized boolean failed() {
    return failure != null;
  }

  synchronized void throwFailure() throws PipelineException {
    if (failure != null) {
      throw failure;
    }
  }
}
