package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Runs pipelines that nobody waits for. */
final class Background {
  private static final long POLL_MILLIS = 50;

  /** Runs a command to its end in the calling thread. */
  interface Work {
    /** Returns the exit code. */
    int run(List<String> arguments, Console console, CancelToken cancel);
  }

  private final Work work;
  private final Runs runs;

  Background(Work work, Runs runs) {
    this.work = work;
    this.runs = runs;
  }

  /**
   * Starts a run and returns when its configuration is known to be right and its input to be
   * readable, or when it has failed before.
   *
   * @return exit code
   */
  int start(List<String> arguments, Console console, CancelToken foreground) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream messages = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    CancelToken cancel = new CancelToken();
    int[] code = new int[1];
    Thread thread =
        new Thread(
            () -> {
              code[0] =
                  work.run(
                      arguments,
                      new Console(messages, messages, false, console.columns(), console.roots()),
                      cancel);
              runs.ended(cancel, code[0], bytes.toString(StandardCharsets.UTF_8).strip());
            },
            "bluewake-run");
    thread.setDaemon(true);
    thread.start();
    try {
      while (thread.isAlive()) {
        Optional<Runs.Run> run = runs.find(cancel);
        if (run.isPresent() && !run.get().configuration().isEmpty()) {
          console
              .out()
              .println(run.get().name() + " has begun; watch it with status, end it with stop");
          return CommandRunner.DONE;
        }
        if (foreground.isCancelled()) {
          cancel.cancel();
        }
        thread.join(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      cancel.cancel();
      Thread.currentThread().interrupt();
      return CommandRunner.INTERRUPTED;
    }
    console.err().println(bytes.toString(StandardCharsets.UTF_8).strip());
    return code[0];
  }
}
