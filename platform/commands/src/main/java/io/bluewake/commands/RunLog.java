package io.bluewake.commands;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The log file of one command, with what is too long for the console: times, configuration, stack
 * traces. Without a file nothing is kept.
 */
final class RunLog implements AutoCloseable {
  private final PrintWriter writer;

  private RunLog(PrintWriter writer) {
    this.writer = writer;
  }

  /** Keeps nothing. */
  static RunLog none() {
    return new RunLog(new PrintWriter(PrintWriter.nullWriter()));
  }

  /** Writes a file. */
  static RunLog to(Path file) throws IOException {
    return new RunLog(new PrintWriter(Files.newBufferedWriter(file), true));
  }

  /** Writes a line. */
  void say(String text) {
    writer.println(Instant.now().truncatedTo(ChronoUnit.MILLIS) + " " + text);
  }

  /** Writes a stack trace. */
  void trace(Throwable error) {
    say("failed");
    for (Throwable t = error; t != null; t = t.getCause()) {
      writer.println((t == error ? "" : "Caused by: ") + t);
      for (StackTraceElement frame : t.getStackTrace()) {
        writer.println("\tat " + frame);
      }
    }
    writer.flush();
  }

  @Override
  public void close() {
    writer.close();
  }
}
