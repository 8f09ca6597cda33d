package io.bluewake.commands;

import io.bluewake.config.ConfigException;
import io.bluewake.engine.CancelToken;
import io.bluewake.engine.PipelineException;
import io.bluewake.runtime.InstalledPlugins;
import java.io.IOException;
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
  private final InstalledPlugins plugins;
  private final String version;

  /** Creates the component. */
  @Activate
  public Commands(BundleContext context, @Reference InstalledPlugins plugins) {
    this.plugins = plugins;
    Version v = context.getBundle().getVersion();
    version = v.getMajor() + "." + v.getMinor() + "." + v.getMicro();
    commands.put("plugins", PluginsCommand::new);
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
    CommandLine line = new CommandLine(command);
    line.getCommandSpec().qualifiedName("bluewake " + arguments.get(0));
    line.setUsageHelpWidth(Math.max(60, Math.min(console.columns(), 120)));
    line.setAbbreviatedOptionsAllowed(false);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      ParseResult parsed =
          line.parseArgs(arguments.subList(1, arguments.size()).toArray(new String[0]));
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
    try (RunLog log =
        command.logFile.isEmpty() ? RunLog.none() : RunLog.to(Path.of(command.logFile))) {
      log.say("bluewake " + version + " " + String.join(" ", arguments));
      return run(command, new Session(console, log, cancel, plugins, version));
    } catch (IOException e) {
      console.err().println("bluewake: " + OneLine.of(e));
      return FAILED;
    }
  }

  private static Exception usage(ParameterException e) {
    return new UsageException(e.getMessage() + " (--help lists the options)");
  }

  private static int run(BluewakeCommand command, Session session) {
    try {
      return command.run(session);
    } catch (Exception | OutOfMemoryError | StackOverflowError | LinkageError e) {
      session.log().trace(e);
      int code = code(e, session);
      session.console().err().println("bluewake: " + OneLine.of(e));
      return code;
    }
  }

  private static int code(Throwable error, Session session) {
    if (session.cancel().isCancelled() || error instanceof InterruptedException) {
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
