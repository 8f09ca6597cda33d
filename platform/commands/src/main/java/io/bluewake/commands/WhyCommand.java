package io.bluewake.commands;

import io.bluewake.runtime.Diagnosis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What holds services and slots back. */
@Command(
    name = "why",
    description = "Why something does not work: bundles, references, configurations and slots.")
final class WhyCommand extends BluewakeCommand {
  @Parameters(
      arity = "0..*",
      paramLabel = "NAME",
      description = "Only what has this in its name: a plug-in, bundle or slot.")
  private final List<String> names = new ArrayList<>();

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run(Session session) {
    List<Diagnosis.Finding> findings =
        session.services().diagnosis().findings(session.services().pipelines().running()).stream()
            .filter(f -> names.isEmpty() || names.stream().anyMatch(f.subject()::contains))
            .toList();
    if (json) {
      session.console().out().print(Json.text(findings.stream().map(WhyCommand::json).toList()));
      return CommandRunner.DONE;
    }
    if (findings.isEmpty()) {
      String named = names.isEmpty() ? "" : " that has one of " + names + " in its name";
      session.console().out().println("nothing" + named + " is held back");
      return CommandRunner.DONE;
    }
    TextTable table = new TextTable("WHAT", "WHY");
    findings.forEach(f -> table.row(f.subject(), f.reason()));
    table.print(session.console().out());
    return CommandRunner.DONE;
  }

  private static Map<String, Object> json(Diagnosis.Finding finding) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("what", finding.subject());
    map.put("why", finding.reason());
    return map;
  }
}
