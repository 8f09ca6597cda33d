package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;

/** Runs one command in a framework of its own and ends with the command's exit code. */
@ConsoleOutput
public final class Main {
  /** The process was interrupted: 128 plus the number of the signal. */
  static final int INTERRUPTED = 130;

  private static final long STOP_SECONDS = 20;

  private Main() {}

  /** Runs the command that the arguments describe. */
  public static void main(String[] args) {
    Thread command = Thread.currentThread();
    CountDownLatch ended = new CountDownLatch(1);
    // The command removes what it has begun to write before the process is gone.
    Thread onInterrupt =
        new Thread(
            () -> {
              command.interrupt();
              await(ended);
              end(INTERRUPTED);
            },
            "bluewake-interrupt");
    Runtime.getRuntime().addShutdownHook(onInterrupt);
    int code = run(args);
    ended.countDown();
    if (onInterrupt.isAlive()) {
      join(onInterrupt);
    }
    end(code);
  }

  private static int run(String[] args) {
    try (EmbeddedFramework framework =
        EmbeddedFramework.start(Path.of(System.getProperty("bluewake.home", ".")))) {
      ToIntFunction<String[]> commandLine = framework.commandLine();
      return commandLine.applyAsInt(args);
    } catch (IOException e) {
      System.err.println("bluewake: " + e.getMessage());
      return 1;
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      if (!ended.await(STOP_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("bluewake: the command did not stop in " + STOP_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Ends at once: there is nothing left that an orderly shutdown would have to save. */
  private static void end(int code) {
    System.out.flush();
    System.err.flush();
    Runtime.getRuntime().halt(code);
  }
}
