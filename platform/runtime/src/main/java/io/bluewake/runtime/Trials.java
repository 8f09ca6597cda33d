package io.bluewake.runtime;

import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The thread of a pipeline in which newcomers are tried, one after the other, so that neither
 * workers nor those who install bundles have to do it.
 */
final class Trials implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> daemon(task, "bluewake-trials"));

  private static Thread daemon(Runnable task, String name) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a task after those before it; not at all when the pipeline has ended. */
  void submit(Runnable task) {
    try {
      thread.execute(task);
    } catch (RejectedExecutionException e) {
      // The pipeline has ended: nobody needs the newcomer.
      return;
    }
  }

  /** Foreign code under trial. */
  interface Trial {
    /** Why not, in one line; empty when all is well. */
    Optional<String> run();
  }

  /** Runs foreign code that might never end. */
  static Optional<String> limited(Trial trial) throws InterruptedException {
    FutureTask<Optional<String>> task = new FutureTask<>(trial::run);
    Thread thread = daemon(task, "bluewake-trial");
    thread.start();
    try {
      return task.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      thread.interrupt();
      return Optional.of("does not finish with a toy shower within " + LIMIT_SECONDS + " s");
    } catch (ExecutionException e) {
      return Optional.of("fails on a toy shower with " + e.getCause());
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
