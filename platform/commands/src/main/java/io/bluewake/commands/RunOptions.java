package io.bluewake.commands;

import io.bluewake.config.ResolvedPipeline;
import io.bluewake.runtime.PipelineResult;
import io.bluewake.runtime.Pipelines;
import io.bluewake.runtime.RunningPipeline;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import picocli.CommandLine.Option;

/** How commands run that send events through a pipeline. */
final class RunOptions {
  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Number of worker threads. Default: one per processor.")
  private int threads = -1;

  @Option(names = "--overwrite", description = "Replace an existing product.")
  boolean overwrite;

  @Option(
      names = "--progress",
      negatable = true,
      defaultValue = "true",
      fallbackValue = "true",
      description = "Show progress on a terminal. Default: yes.")
  private boolean progress;

  /** Something that runs a pipeline. */
  interface Run {
    /** Runs it. */
    PipelineResult with(Pipelines.Listener listener) throws Exception;
  }

  void check() throws UsageException {
    if (threads == 0 || threads < -1) {
      throw new UsageException("--threads " + threads + ": at least 1");
    }
  }

  /** Number of worker threads, if the user wants to say. */
  OptionalInt threads() {
    return threads > 0 ? OptionalInt.of(threads) : OptionalInt.empty();
  }

  /**
   * Runs a pipeline, shows its progress, and says its warnings.
   *
   * @param declared receives the pipeline before it begins
   * @param resolved receives its configuration
   */
  PipelineResult watched(
      Session session,
      BluewakeCommand command,
      Consumer<RunningPipeline> declared,
      Consumer<ResolvedPipeline> resolved,
      Run run)
      throws Exception {
    AtomicReference<RunningPipeline> pipeline = new AtomicReference<>();
    Pipelines.Listener listener =
        new Pipelines.Listener(
            running -> {
              pipeline.set(running);
              declared.accept(running);
            },
            resolved,
            warning -> session.say(command, "bluewake: warning: " + warning));
    ProgressLine line =
        new ProgressLine(
            session,
            () -> Optional.ofNullable(pipeline.get()).flatMap(RunningPipeline::status),
            progress && !command.quiet && session.console().terminal());
    try {
      return run.with(listener);
    } finally {
      line.stop();
    }
  }
}
