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
  private static final int INTERRUPTED = 130;

  private static final int FAILED = 1;
  private static final long ASK_SECONDS = 3;
  private static final long FORCE_SECONDS = 20;

  private final Thread thread = Thread.currentThread();
  private final CountDownLatch ended = new CountDownLatch(1);
  private volatile Runnable stop = () -> {};

  private Main() {}

  /** Runs the command that the arguments describe. */
  public static void main(String[] args) {
    Main main = new Main();
    Thread onSignal = new Thread(main::stop, "bluewake-stop");
    Runtime.getRuntime().addShutdownHook(onSignal);
    int code = main.run(args);
    main.ended.countDown();
    if (onSignal.isAlive()) {
      // The hook is waiting for us and ends the process.
      sleep();
    }
    end(code);
  }

  private int run(String[] args) {
    try (EmbeddedFramework framework =
        EmbeddedFramework.start(Path.of(System.getProperty("bluewake.home", ".")))) {
      ToIntFunction<String[]> commandLine = framework.commandLine();
      if (commandLine instanceof Runnable stoppable) {
        stop = stoppable;
      }
      return commandLine.applyAsInt(args);
    } catch (IOException e) {
      System.err.println("bluewake: " + e.getMessage());
      return FAILED;
    }
  }

  /** On a signal: the command removes what it has begun to write before the process is gone. */
  private void stop() {
    stop.run();
    if (!await(ASK_SECONDS)) {
      thread.interrupt();
      if (!await(FORCE_SECONDS)) {
        System.err.println("bluewake: the command did not stop, what it wrote may be left behind");
      }
    }
    end(INTERRUPTED);
  }

  private boolean await(long seconds) {
    try {
      return ended.await(seconds, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void sleep() {
    Thread.interrupted();
    try {
      TimeUnit.SECONDS.sleep(FORCE_SECONDS);
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
