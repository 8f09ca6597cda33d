package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import io.bluewake.runtime.RunningPipeline;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;

/**
 * What the commands of this process run and have run. Thread safe. A run is forgotten with its
 * token.
 */
final class Runs {
  private static final int REMEMBERED = 20;

  /**
   * A run.
   *
   * @param name name of its pipeline; empty before it has one
   * @param configuration its resolved configuration; empty before the input is known
   */
  record Run(String name, String configuration) {}

  /**
   * A run in the background that has ended.
   *
   * @param name name of its pipeline
   * @param code exit code
   * @param text what it said
   */
  record Ended(String name, int code, String text) {}

  private final Map<CancelToken, Run> active = new WeakHashMap<>();
  private final Deque<Ended> ended = new ArrayDeque<>();

  /** A pipeline exists. */
  synchronized void declared(CancelToken key, RunningPipeline pipeline) {
    active.put(key, new Run(pipeline.name(), ""));
  }

  /** Its configuration is known. */
  synchronized void resolved(CancelToken key, String configuration) {
    active.computeIfPresent(key, (k, run) -> new Run(run.name(), configuration));
  }

  /** The run that a token cancels. */
  synchronized Optional<Run> find(CancelToken key) {
    return Optional.ofNullable(active.get(key));
  }

  /** The run of a pipeline. */
  synchronized Optional<Run> find(String name) {
    return active.values().stream().filter(run -> run.name().equals(name)).findFirst();
  }

  /** Remembers how a run in the background has ended. */
  synchronized void ended(CancelToken key, int code, String text) {
    Run run = active.remove(key);
    ended.addLast(new Ended(run == null ? "" : run.name(), code, text));
    if (ended.size() > REMEMBERED) {
      ended.removeFirst();
    }
  }

  /** The runs in the background that have ended, the last one last. */
  synchronized List<Ended> ended() {
    return List.copyOf(ended);
  }
}
