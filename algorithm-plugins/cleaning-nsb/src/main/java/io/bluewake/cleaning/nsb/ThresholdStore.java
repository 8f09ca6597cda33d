package io.bluewake.cleaning.nsb;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.DoubleSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Thresholds that noise images gave, shared by all workers and runs, so that each is worked out
 * once. A threshold follows from its key alone: who makes it makes no difference. Thread safe.
 */
@Component(service = ThresholdStore.class)
public final class ThresholdStore {
  private static final int MOST = 4096;

  private final ConcurrentMap<Key, CompletableFuture<Double>> known = new ConcurrentHashMap<>();

  /**
   * What a threshold follows from.
   *
   * @param camera hash of the camera, its noise and what is wanted
   * @param behaviour hash of what the extractor makes of waveforms
   * @param rate number of the rate of photo-electrons
   */
  record Key(long camera, long behaviour, int rate) {}

  /** Creates an empty store. */
  @Activate
  public ThresholdStore() {
    // Nothing is known.
  }

  /** Makes a threshold, unless it is known or another thread is making it. */
  void make(Key key, DoubleSupplier maker) {
    if (known.size() >= MOST) {
      known.clear();
    }
    CompletableFuture<Double> own = new CompletableFuture<>();
    if (known.putIfAbsent(key, own) != null) {
      return;
    }
    try {
      own.complete(maker.getAsDouble());
    } finally {
      if (!own.isDone()) {
        known.remove(key, own);
        own.cancel(false);
      }
    }
  }

  /** A threshold; made now unless it is known, waited for if another thread is making it. */
  double get(Key key, DoubleSupplier maker) {
    while (true) {
      make(key, maker);
      CompletableFuture<Double> future = known.get(key);
      if (future != null) {
        try {
          return future.join();
        } catch (CancellationException e) {
          // Another thread has failed; this one tries, and fails for reasons of its own.
          known.remove(key, future);
        }
      }
    }
  }
}
