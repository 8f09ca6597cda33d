package io.bluewake.commands;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.CancelToken;
import io.bluewake.engine.PipelineException;
import io.bluewake.runtime.Diagnosis;
import io.bluewake.runtime.InstalledPlugins;
import io.bluewake.runtime.Pipelines;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** All commands: parses arguments, runs one, turns what goes wrong into a line and an exit code. */
@Component(service = CommandRunner.class)
public final class Commands implements CommandRunner {
  private final Map<String, Supplier<BluewakeCommand>> commands = new LinkedHashMap<>();
  private final Session.Services services;
  private final String version;
  private final Background background;
  private final boolean hosted;

  /** Creates the component. */
  @Activate
  public Commands(
      BundleContext context,
      @Reference InstalledPlugins plugins,
      @Reference Pipelines pipelines,
      @Reference Diagnosis diagnosis) {
    Version v = context.getBundle().getVersion();
    version = v.getMajor() + "." + v.getMinor() + "." + v.getMicro();
    services = new Session.Services(plugins, pipelines, diagnosis, new Runs(), version);
    hosted = context.getProperty("karaf.base") != null;
    background = new Background(this::runHere, services.runs());
    commands.put("demo", () -> new DemoCommand(this::runPart));
    commands.put("simulate", SimulateCommand::new);
    commands.put("process", ProcessCommand::new);
    commands.put("run", RunCommand::new);
    commands.put("calibrate", CalibrateCommand::new);
    commands.put("pointing", PointingCommand::new);
    commands.put("merge", MergeCommand::new);
    commands.put("info", InfoCommand::new);
    commands.put("plugins", PluginsCommand::new);
    commands.put("describe", DescribeCommand::new);
    commands.put("try", TryCommand::new);
    commands.put("profile", ProfileCommand::new);
    commands.put("explain", ExplainCommand::new);
    commands.put("why", WhyCommand::new);
    commands.put("status", StatusCommand::new);
    commands.put("stop", StopCommand::new);
  }

  @Override
  public List<Description> commands() {
    List<Description> list = new ArrayList<>();
    commands.forEach(
        (name, command) ->
            list.add(
                new Description(
                    name,
                    String.join(
                        " ",
                        CommandSpec.forAnnotatedObject(command.get())
                            .usageMessage()
                            .description()))));
    return list;
  }

  @Override
  public List<String> options(String command) {
    Supplier<BluewakeCommand> found = commands.get(command);
    return found == null
        ? List.of()
        : List.copyOf(CommandSpec.forAnnotatedObject(found.get()).optionsMap().keySet());
  }

  @Override
  public List<String> complete(String command, List<String> before, String begun) {
    Supplier<BluewakeCommand> found = commands.get(command);
    return found == null
        ? List.of()
        : new Completion(services)
            .candidates(CommandSpec.forAnnotatedObject(found.get()), before, begun);
  }

  @Override
  public int run(List<String> arguments, Console console, CancelToken cancel) {
    String name = arguments.isEmpty() ? "--help" : arguments.get(0);
    switch (name) {
      case "--version" -> {
        console.out().println("bluewake " + version);
        return DONE;
      }
      case "-h", "--help", "help" -> {
        Usage.print(console.out(), commands());
        return arguments.isEmpty() ? USAGE : DONE;
      }
      default -> {}
    }
    Supplier<BluewakeCommand> command = commands.get(name);
    if (command == null) {
      console.err().println("bluewake: no command '" + name + "'; there are " + commands.keySet());
      return USAGE;
    }
    return run(command.get(), arguments, console, cancel);
  }

  private int run(
      BluewakeCommand command, List<String> arguments, Console console, CancelToken cancel) {
    if (!hosted) {
      services.plugins().readAhead();
    }
    CommandLine line = new CommandLine(command);
    line.setCommandName("bluewake" + (hosted ? ":" : " ") + arguments.get(0));
    line.setUsageHelpWidth(Math.max(60, Math.min(console.columns(), 120)));
    line.setAbbreviatedOptionsAllowed(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      ParseResult parsed = parse(line, arguments);
      if (parsed.isUsageHelpRequested()) {
        line.usage(console.out());
        return DONE;
      }
      if (parsed.isVersionHelpRequested()) {
        console.out().println("bluewake " + version);
        return DONE;
      }
    } catch (ParameterException e) {
      console.err().println("bluewake " + arguments.get(0) + ": " + OneLine.of(usage(e)));
      return USAGE;
    }
    try {
      if (console.roots().isPresent()) {
        Restriction.check(line.getParseResult(), console.roots().get());
      }
    } catch (IOException e) {
      console.err().println("bluewake " + arguments.get(0) + ": " + OneLine.of(e));
      return USAGE;
    }
    if (command instanceof RunCommand && hosted) {
      return background.start(arguments, console, cancel);
    }
    return run(command, arguments, console, cancel, new RunRecord(version, arguments));
  }

  private int run(
      BluewakeCommand command,
      List<String> arguments,
      Console console,
      CancelToken cancel,
      RunRecord record) {
    int code;
    String message = "";
    try (RunLog log =
        command.logFile.isEmpty() ? RunLog.none() : RunLog.to(Path.of(command.logFile))) {
      log.say("bluewake " + version + " " + String.join(" ", arguments));
      try {
        code = command.run(new Session(console, log, record, cancel, services));
      } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
        log.trace(e);
        code = code(e, cancel);
        message = OneLine.of(e);
      }
      log.say("exit code " + code);
    } catch (IOException e) {
      code = FAILED;
      message = OneLine.of(e);
    }
    // From here on an interrupt would only damage the record of how it ended.
    boolean interrupted = Thread.interrupted();
    if (!message.isEmpty()) {
      console.err().println("bluewake: " + message);
    }
    code = writeRecord(command, record, code, message, console);
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return code;
  }

  private static int writeRecord(
      BluewakeCommand command, RunRecord record, int code, String message, Console console) {
    if (!command.provenance.isEmpty()) {
      record.ended(code, message);
      try {
        record.write(Path.of(command.provenance));
      } catch (IOException e) {
        console.err().println("bluewake: " + OneLine.of(e));
        return code == DONE ? FAILED : code;
      }
    }
    return code;
  }

  /** A run that nobody waits for: the same as {@code process}, with its messages kept. */
  private int runHere(List<String> arguments, Console console, CancelToken cancel) {
    ProcessCommand command = new ProcessCommand();
    parse(new CommandLine(command), arguments);
    return run(command, arguments, console, cancel, new RunRecord(version, arguments));
  }

  /** A command that is part of another one. */
  private int runPart(List<String> arguments, Session session, RunRecord record) {
    BluewakeCommand command = commands.get(arguments.get(0)).get();
    parse(new CommandLine(command), arguments);
    return run(command, arguments, session.console(), session.cancel(), record);
  }

  private static ParseResult parse(CommandLine line, List<String> arguments) {
    ParseResult parsed =
        line.parseArgs(arguments.subList(1, arguments.size()).toArray(new String[0]));
    StartDirectory.resolve(line.getCommandSpec());
    return parsed;
  }

  private static Exception usage(ParameterException e) {
    return new UsageException(e.getMessage() + " (--help lists the options)");
  }

  private static int code(Throwable error, CancelToken cancel) {
    if (cancel.isCancelled()
        || error instanceof InterruptedException
        || error instanceof ClosedByInterruptException) {
      return INTERRUPTED;
    }
    if (error instanceof UsageException || error instanceof ConfigException) {
      return USAGE;
    }
    if (error instanceof PipelineException e) {
      return switch (e.kind()) {
        case CONFIGURATION -> USAGE;
        case CANCELLED -> INTERRUPTED;
        default -> FAILED;
      };
    }
    return FAILED;
  }
}
