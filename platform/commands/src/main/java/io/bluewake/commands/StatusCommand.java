package io.bluewake.commands;

import io.bluewake.engine.PipelineStatus;
import io.bluewake.runtime.RunningPipeline;
import io.bluewake.runtime.SlotState;
import io.bluewake.runtime.SwapNotice;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the pipelines at work in this process. */
@Command(
    name = "status",
    description = "Show running pipelines: events, rate, time per stage, leases, versions.")
final class StatusCommand extends BluewakeCommand {
  private static final int NOTICES = 10;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneId.systemDefault());

  @Option(names = "--json", description = "Print JSON.")
  private boolean json;

  @Override
  int run(Session session) {
    List<RunningPipeline> running = session.services().pipelines().running();
    PrintStream out = session.console().out();
    if (json) {
      out.print(Json.text(running.stream().map(StatusCommand::json).toList()));
      return CommandRunner.DONE;
    }
    if (running.isEmpty()) {
      out.println("no pipeline is running");
    }
    running.forEach(pipeline -> print(pipeline, out));
    printNotices(session.services().pipelines().notices(), out);
    List<Runs.Ended> ended = session.services().runs().ended();
    if (!ended.isEmpty()) {
      TextTable table = new TextTable("ENDED", "CODE", "SAID");
      ended.forEach(e -> table.row(e.name(), e.code(), e.text().replace("\n", "; ")));
      table.print(out);
    }
    return CommandRunner.DONE;
  }

  private static void print(RunningPipeline pipeline, PrintStream out) {
    Optional<PipelineStatus> status = pipeline.status();
    out.println(
        pipeline.name()
            + " "
            + status.map(s -> s.state() + ", " + StatusText.progress(s)).orElse("PREPARING"));
    out.println("  " + pipeline.request().inputs() + " -> " + pipeline.request().output());
    status.ifPresent(
        s -> {
          TextTable stages = new TextTable("  STAGE", "TIME");
          s.stages().forEach((stage, nanos) -> stages.row("  " + stage, StatusText.seconds(nanos)));
          stages.print(out);
        });
    TextTable slots = new TextTable("  SLOT", "PLUG-IN", "BUNDLE", "VERSION", "LEASES", "");
    for (SlotState s : pipeline.slots()) {
      slots.row(
          "  " + s.slot(),
          s.identity().plugin(),
          s.identity().bundle(),
          s.identity().version(),
          s.leases(),
          role(s));
    }
    slots.print(out);
    pipeline.waiting().forEach(line -> out.println("  " + line));
  }

  private static String role(SlotState state) {
    String role =
        state.role() == SlotState.Role.IN_USE
            ? ""
            : state.role().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    return state.problem().isEmpty() ? role : role + ": " + state.problem();
  }

  private static void printNotices(List<SwapNotice> notices, PrintStream out) {
    if (!notices.isEmpty()) {
      out.println("plug-ins and configurations, latest last:");
    }
    for (SwapNotice notice :
        notices.subList(Math.max(0, notices.size() - NOTICES), notices.size())) {
      out.println("  " + TIME.format(notice.when()) + " " + notice.text());
    }
  }

  private static Map<String, Object> json(RunningPipeline pipeline) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("name", pipeline.name());
    map.put("since", pipeline.since().toString());
    map.put("inputs", pipeline.request().inputs());
    map.put("output", pipeline.request().output().toString());
    pipeline
        .status()
        .ifPresent(
            s -> {
              map.put("state", s.state().name());
              map.put("events", s.events());
              map.put("telescopeEvents", s.telescopeEvents());
              map.put("seconds", s.nanos() / 1e9);
              map.put("skipped", s.skipped());
              map.put("waiting", pipeline.waiting());
              map.put("replayed", s.replayed());
              Map<String, Object> stages = new LinkedHashMap<>();
              s.stages().forEach((stage, nanos) -> stages.put(stage.name(), nanos / 1e9));
              map.put("stageSeconds", stages);
            });
    List<Object> slots = new ArrayList<>();
    for (SlotState s : pipeline.slots()) {
      Map<String, Object> slot = RunRecord.software(s.slot(), s.identity());
      slot.put("leases", s.leases());
      slot.put("draining", s.draining());
      slot.put("role", s.role().name());
      slot.put("problem", s.problem());
      slots.add(slot);
    }
    map.put("slots", slots);
    return map;
  }
}
