package io.bluewake.runtime;

import io.bluewake.engine.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.ServiceReference;

/**
 * Decides about services that come while a pipeline runs: each is tried in a thread of its own
 * before a worker may use it, and the one that fails leaves the slot as it was.
 *
 * @param trials where they are tried
 * @param judge decides about instances
 * @param instances how many instances to make in advance: one per worker
 * @param log hears of it
 * @param decided hears of every decision
 */
record Newcomers(Trials trials, Judge judge, int instances, SwapLog log, Decided decided) {
  /** Decides whether services may be used. */
  interface Judge {
    /** Whether a service is none of the slot's, because its configuration is not the slot's. */
    boolean ignores(ServiceReference<?> reference);

    /** Why a service must not be used, judged by its properties. */
    Optional<String> refuse(ServiceReference<?> reference);

    /** Why an instance must not be used, judged by what it does. */
    Optional<String> refuse(Slot<?> slot, Object instance);
  }

  /** Hears that a service was admitted or refused. */
  interface Decided {
    void about(Candidate<?> candidate);
  }

  /** Tries a service, later and elsewhere, and admits it to the slot or refuses it. */
  <T> void decide(ServiceSlot<T> slot, Candidate<T> candidate) {
    trials.submit(() -> judgeNow(slot, candidate));
  }

  private <T> void judgeNow(ServiceSlot<T> slot, Candidate<T> candidate) {
    if (!slot.expects(candidate) || judge.ignores(candidate.reference())) {
      return;
    }
    List<T> made = Collections.synchronizedList(new ArrayList<>());
    Optional<String> problem = judge.refuse(candidate.reference());
    try {
      if (problem.isEmpty()) {
        problem = Trials.limited(() -> rehearse(slot, candidate, made));
      }
    } catch (InterruptedException e) {
      made.forEach(candidate::discard);
      return;
    }
    if (candidate.draining()) {
      made.forEach(candidate::discard);
      return;
    }
    if (problem.isPresent()) {
      made.forEach(candidate::discard);
      candidate.refuse(problem.get());
      log.refuse(about(slot, "refused " + ServiceSlot.describe(candidate) + ": " + problem.get()));
      slot.wake();
    } else {
      candidate.stock(made);
      slot.admit(candidate);
      if (candidate.draining()) {
        candidate.release();
        return;
      }
      log.note(about(slot, ServiceSlot.describe(candidate) + " is ready" + slot.takesOver()));
    }
    decided.about(candidate);
  }

  private static String about(ServiceSlot<?> slot, String what) {
    return slot.name() + ": " + what;
  }

  /** Makes instances and has them compute something, which also loads classes and fills caches. */
  private <T> Optional<String> rehearse(ServiceSlot<T> slot, Candidate<T> candidate, List<T> made) {
    int n = candidate.prototype() ? instances : 1;
    for (int i = 0; i < n; i++) {
      Optional<T> instance = candidate.create();
      if (instance.isEmpty()) {
        return Optional.of(slot.whyNotMade(candidate));
      }
      made.add(instance.get());
      Optional<String> problem = judge.refuse(slot, instance.get());
      if (problem.isPresent()) {
        return problem;
      }
    }
    return Optional.empty();
  }
}
