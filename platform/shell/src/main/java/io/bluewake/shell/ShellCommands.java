package io.bluewake.shell;

import io.bluewake.commands.CommandRunner;
import java.util.ArrayList;
import java.util.List;
import org.apache.karaf.shell.api.console.SessionFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Offers every command to the Karaf shell as long as both exist. */
@Component(
    service = {},
    immediate = true)
public final class ShellCommands {
  private final SessionFactory shell;
  private final List<ShellCommand> registered = new ArrayList<>();

  /** Registers the commands. */
  @Activate
  public ShellCommands(@Reference SessionFactory shell, @Reference CommandRunner runner) {
    this.shell = shell;
    for (CommandRunner.Description description : runner.commands()) {
      ShellCommand command = new ShellCommand(runner, description);
      shell.getRegistry().register(command);
      registered.add(command);
    }
  }

  /** Takes the commands back. */
  @Deactivate
  void stop() {
    registered.forEach(shell.getRegistry()::unregister);
  }
}
