package io.bluewake.commands;

import io.bluewake.runtime.RunningPipeline;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops pipelines that run in this process. */
@Command(name = "stop", description = "Stop running pipelines; they leave no product.")
final class StopCommand extends BluewakeCommand {
  @Parameters(arity = "0..*", paramLabel = "NAME", description = "Which ones. Default: all.")
  private final List<String> names = new ArrayList<>();

  @Override
  int run(Session session) throws UsageException {
    List<RunningPipeline> running = session.services().pipelines().running();
    for (String name : names) {
      if (running.stream().noneMatch(p -> p.name().equals(name))) {
        List<String> others = running.stream().map(RunningPipeline::name).toList();
        String there = others.isEmpty() ? "none is" : "there are " + others;
        throw new UsageException("no pipeline '" + name + "' is running; " + there);
      }
    }
    if (running.isEmpty()) {
      session.say(this, "no pipeline is running");
    }
    for (RunningPipeline pipeline : running) {
      if (names.isEmpty() || names.contains(pipeline.name())) {
        pipeline.stop();
        session.say(this, "stopping " + pipeline.name());
      }
    }
    return CommandRunner.DONE;
  }
}
