package io.bluewake.commands;

import io.bluewake.engine.PipelineStatus;
import java.nio.file.Path;
import java.util.Locale;

/** The state of a run in words. */
final class StatusText {
  private static final double NANOS_PER_SECOND = 1e9;

  private StatusText() {}

  /** One line about a finished run. */
  static String summary(Path product, PipelineStatus status) {
    return product
        + ": "
        + count(status.events(), "event")
        + ", "
        + count(status.telescopeEvents(), "telescope event")
        + " in "
        + seconds(status.nanos())
        + (status.skipped() > 0 ? ", " + status.skipped() + " skipped" : "");
  }

  /** One line about a run at work. */
  static String progress(PipelineStatus status) {
    double seconds = status.nanos() / NANOS_PER_SECOND;
    double rate = seconds > 0 ? status.telescopeEvents() / seconds : 0;
    return count(status.events(), "event")
        + ", "
        + count(status.telescopeEvents(), "telescope event")
        + String.format(Locale.ROOT, ", %.0f/s, %.0f s", rate, seconds)
        + (status.waiting().isEmpty() ? "" : ", waiting for " + status.waiting());
  }

  /** The time spent per stage, for the log. */
  static void log(RunLog log, PipelineStatus status) {
    log.say(progress(status));
    status.stages().forEach((stage, nanos) -> log.say(stage + " " + seconds(nanos)));
  }

  /** A time span. */
  static String seconds(long nanos) {
    return String.format(Locale.ROOT, "%.2f s", nanos / NANOS_PER_SECOND);
  }

  private static String count(long n, String word) {
    return n + " " + word + (n == 1 ? "" : "s");
  }
}
