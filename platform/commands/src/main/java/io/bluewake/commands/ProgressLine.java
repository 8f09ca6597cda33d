package io.bluewake.commands;

import io.bluewake.engine.PipelineStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Watches a run: a line that is written again and again on a terminal, and the time of the first
 * event in the log.
 */
final class ProgressLine {
  private static final long LOOK_MILLIS = 20;
  private static final int LOOKS_PER_LINE = 10;
  private static final String CLEAR = "\r\u001b[K";

  private final Session session;
  private final Supplier<Optional<PipelineStatus>> status;
  private final boolean shown;
  private final Thread thread;
  private volatile boolean closed;
  private boolean printed;

  ProgressLine(Session session, Supplier<Optional<PipelineStatus>> status, boolean shown) {
    this.session = session;
    this.status = status;
    this.shown = shown;
    thread = new Thread(this::watch, "bluewake-progress");
    thread.setDaemon(true);
    thread.start();
  }

  private void watch() {
    boolean first = true;
    try {
      for (int look = 0; !closed; look++) {
        Optional<PipelineStatus> now = status.get();
        if (first && now.isPresent() && now.get().eventsRead() > 0) {
          first = false;
          session.log().say("first event " + sinceStart());
        }
        if (shown && now.isPresent() && look % LOOKS_PER_LINE == 0) {
          print(now.get());
        }
        Thread.sleep(LOOK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String sinceStart() {
    return ProcessHandle.current()
        .info()
        .startInstant()
        .map(start -> Duration.between(start, Instant.now()).toMillis() + " ms after the start")
        .orElse("");
  }

  private void print(PipelineStatus now) {
    PrintStream err = session.console().err();
    String text = StatusText.progress(now);
    int width = session.console().columns() - 1;
    err.print(CLEAR + (text.length() > width ? text.substring(0, width) : text));
    err.flush();
    printed = true;
  }

  /** Ends it and clears the line. */
  void stop() {
    closed = true;
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (printed) {
      session.console().err().print(CLEAR);
      session.console().err().flush();
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
