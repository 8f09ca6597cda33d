package io.bluewake.shell;

import io.bluewake.commands.CommandRunner;
import io.bluewake.commands.FileRoots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Offers every command to the Karaf shell as long as both exist. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.bluewake.shell")
@Designate(ocd = ShellCommands.Config.class)
public final class ShellCommands {
  /** Options. */
  @ObjectClassDefinition(
      name = "Bluewake commands",
      description = "What users of the shell who are no admins may touch")
  public @interface Config {
    /** Directories to read from. */
    @AttributeDefinition(
        name = "Input directories",
        description =
            "Absolute directories that commands of non-admins may read, with commas between")
    String inputRoots() default "";

    /** Directories to write to. */
    @AttributeDefinition(
        name = "Output directories",
        description =
            "Absolute directories that commands of non-admins may write, with commas between")
    String outputRoots() default "";
  }

  private final SessionFactory shell;
  private final List<ShellCommand> registered = new ArrayList<>();

  /** Registers the commands. */
  @Activate
  public ShellCommands(
      @Reference SessionFactory shell, @Reference CommandRunner runner, Config config) {
    this.shell = shell;
    FileRoots roots = new FileRoots(paths(config.inputRoots()), paths(config.outputRoots()));
    for (CommandRunner.Description description : runner.commands()) {
      ShellCommand command = new ShellCommand(runner, description, roots);
      shell.getRegistry().register(command);
      registered.add(command);
    }
  }

  private static List<Path> paths(String text) {
    List<Path> paths = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      if (!part.isBlank()) {
        paths.add(Path.of(part.strip()));
      }
    }
    return paths;
  }

  /** Takes the commands back. */
  @Deactivate
  void stop() {
    registered.forEach(shell.getRegistry()::unregister);
  }
}
