package io.bluewake.runtime;

import java.util.function.LongUnaryOperator;

/**
 * What the swap policy makes of batches: those of one period are computed by the same service.
 *
 * @param policy when a pipeline may take another plug-in
 * @param firstOfObservation first batch of the observation of a batch
 * @param inFlight how many batches there are at most between reading and writing
 */
record Periods(SwapPolicy policy, LongUnaryOperator firstOfObservation, int inFlight) {
  /** Whether each batch decides for itself; so does a look before the first batch. */
  boolean free(long batch) {
    return policy == SwapPolicy.BATCH || batch < 0;
  }

  /** Period of a batch; later batches have the same or a later one. */
  long of(long batch) {
    return policy == SwapPolicy.NEVER ? 0 : firstOfObservation.applyAsLong(batch);
  }

  /** The oldest period that may still be asked for when a batch is. */
  long oldest(long batch) {
    return policy == SwapPolicy.NEVER ? 0 : of(Math.max(0, batch - inFlight));
  }

  /** When a service that has just come is used, for the log. */
  String takesOver() {
    return switch (policy) {
      case BATCH -> "";
      case OBSERVATION -> ", from the next observation on if it is better";
      case NEVER -> ", but engine.swap is 'never'";
    };
  }

  /** Why a slot waits although there are services. */
  String held(String what) {
    return what
        + (policy == SwapPolicy.NEVER
            ? ", with which the run began,"
            : ", with which the" + " observation began,")
        + " has gone and engine.swap is '"
        + policy.name().toLowerCase(java.util.Locale.ROOT)
        + "'";
  }
}
