package io.bluewake.shell;

import io.bluewake.commands.CommandRunner;
import io.bluewake.commands.Console;
import io.bluewake.commands.FileRoots;
import io.bluewake.engine.CancelToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.apache.karaf.shell.api.console.Command;
import org.apache.karaf.shell.api.console.CommandLine;
import org.apache.karaf.shell.api.console.Completer;
import org.apache.karaf.shell.api.console.Parser;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.api.console.Signal;
import org.apache.karaf.shell.api.console.SignalListener;
import org.apache.karaf.shell.api.console.Terminal;
import org.apache.karaf.util.jaas.JaasHelper;

/** One command in the shell. Takes the same arguments as on the command line. */
final class ShellCommand implements Command {
  private static final String ADMIN = "admin";

  private final CommandRunner runner;
  private final CommandRunner.Description description;
  private final FileRoots roots;

  /**
   * Creates a command.
   *
   * @param roots directories that users who are no admins may touch
   */
  ShellCommand(CommandRunner runner, CommandRunner.Description description, FileRoots roots) {
    this.runner = runner;
    this.description = description;
    this.roots = roots;
  }

  @Override
  public String getScope() {
    return "bluewake";
  }

  @Override
  public String getName() {
    return description.name();
  }

  @Override
  public String getDescription() {
    return description.summary();
  }

  @Override
  public Completer getCompleter(boolean scoped) {
    return new ArgumentCompleter(!scoped);
  }

  /** The shell's own parser suits. */
  @Override
  public Parser getParser() {
    return null;
  }

  @Override
  public Object execute(Session session, List<Object> arguments) throws CommandFailedException {
    List<String> texts = new ArrayList<>();
    texts.add(description.name());
    arguments.forEach(a -> texts.add(String.valueOf(a)));
    CancelToken cancel = new CancelToken();
    int code =
        withInterrupt(
            session.getTerminal(), cancel, () -> runner.run(texts, console(session), cancel));
    session.getConsole().flush();
    if (code != CommandRunner.DONE) {
      throw new CommandFailedException(description.name(), code);
    }
    return null;
  }

  private Optional<FileRoots> restriction() {
    return JaasHelper.currentUserHasRole(ADMIN) ? Optional.empty() : Optional.of(roots);
  }

  private Console console(Session session) {
    Terminal terminal = session.getTerminal();
    boolean isTerminal = terminal != null && terminal.isAnsiSupported();
    int width = terminal == null ? 0 : terminal.getWidth();
    return new Console(
        session.getConsole(),
        session.getConsole(),
        isTerminal,
        width > 0 ? width : Console.DEFAULT_COLUMNS,
        restriction());
  }

  private static int withInterrupt(Terminal terminal, CancelToken cancel, IntSupplier work) {
    if (terminal == null) {
      return work.getAsInt();
    }
    SignalListener listener = signal -> cancel.cancel();
    terminal.addSignalListener(listener, Signal.INT);
    try {
      return work.getAsInt();
    } finally {
      terminal.removeSignalListener(listener);
    }
  }

  /** Completes the command's own name, and on its line options, names and files. */
  private final class ArgumentCompleter implements Completer {
    private final List<String> names;

    /**
     * Creates a completer.
     *
     * @param withScope whether the name may have the scope in front
     */
    ArgumentCompleter(boolean withScope) {
      names = withScope ? List.of(getName(), getScope() + ":" + getName()) : List.of(getName());
    }

    @Override
    public int complete(Session session, CommandLine line, List<String> candidates) {
      String argument = line.getCursorArgument();
      String begun = argument == null ? "" : argument.substring(0, line.getArgumentPosition());
      // The shell asks every command about every line.
      if (line.getCursorArgumentIndex() == 0) {
        names.stream().filter(n -> n.startsWith(begun)).forEach(n -> candidates.add(n + " "));
      } else if (names.contains(line.getArguments()[0])) {
        completeArgument(line, begun, candidates);
      }
      return candidates.isEmpty() ? -1 : line.getBufferPosition() - line.getArgumentPosition();
    }

    private void completeArgument(CommandLine line, String begun, List<String> candidates) {
      boolean mayLook = restriction().isEmpty() || !begun.contains("/");
      List<String> before =
          Arrays.asList(line.getArguments()).subList(1, Math.max(1, line.getCursorArgumentIndex()));
      for (String found : runner.complete(description.name(), before, begun)) {
        boolean goesOn = found.endsWith("/") || found.endsWith("=");
        if (mayLook) {
          candidates.add(goesOn ? found : found + " ");
        }
      }
    }
  }
}
