package io.bluewake.commands;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The resolved configuration of a pipeline at work, or of a profile. */
@Command(
    name = "explain",
    description = "Every value of a running pipeline or of a profile, with the place it is from.")
final class ExplainCommand extends BluewakeCommand {
  @Parameters(
      arity = "0..1",
      paramLabel = "NAME|FILE",
      description = "A running pipeline or a profile. Default: cat-c.")
  private String name = "cat-c";

  @Option(
      names = "--set",
      paramLabel = "PATH=VALUE",
      description = "Set one value; wins over the profile.")
  private final List<String> sets = new ArrayList<>();

  @Option(
      names = {"-i", "--input"},
      paramLabel = "IN",
      description = "Resolve for the telescopes of this input. Default: one of each kind.")
  private String input = "";

  @Override
  int run(Session session) throws Exception {
    Optional<Runs.Run> run = session.services().runs().find(name);
    session
        .console()
        .out()
        .print(
            run.isPresent()
                ? run.get().configuration()
                : Resolving.profile(session, name, sets, input).explain());
    return CommandRunner.DONE;
  }
}
