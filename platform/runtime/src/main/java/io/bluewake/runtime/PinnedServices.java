package io.bluewake.runtime;

import io.bluewake.engine.ServiceIdentity;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Which service a slot has chosen for each period that is still of interest. Thread safe. */
final class PinnedServices {
  private final Periods periods;
  private final ConcurrentSkipListMap<Long, ServiceIdentity> chosen = new ConcurrentSkipListMap<>();

  PinnedServices(Periods periods) {
    this.periods = periods;
  }

  /** Whether a batch may be computed by a service. */
  boolean allows(long batch, ServiceIdentity service) {
    if (periods.free(batch)) {
      return true;
    }
    ServiceIdentity already = chosen.get(periods.of(batch));
    return already == null || already.equals(service);
  }

  /** Chooses a service for the period of a batch, unless another was chosen before. */
  boolean pin(long batch, ServiceIdentity service) {
    if (periods.free(batch)) {
      return true;
    }
    ServiceIdentity already = chosen.putIfAbsent(periods.of(batch), service);
    if (already == null) {
      chosen.headMap(periods.oldest(batch)).clear();
    }
    return already == null || already.equals(service);
  }

  /** Whether batches may still come that have chosen a service. */
  boolean contains(ServiceIdentity service) {
    return chosen.containsValue(service);
  }

  /** What the latest period has chosen. */
  Optional<ServiceIdentity> latest() {
    return Optional.ofNullable(chosen.lastEntry()).map(Map.Entry::getValue);
  }

  /** Whether a service computes batches now. */
  boolean inUse(ServiceIdentity service, boolean preferred) {
    return latest().map(service::equals).orElse(preferred);
  }
}
