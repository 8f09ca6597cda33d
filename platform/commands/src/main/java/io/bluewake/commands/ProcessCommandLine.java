package io.bluewake.commands;

import io.bluewake.engine.CancelToken;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.ToIntFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The command line of a process: what its launcher calls. Known to it by the service property
 * alone, so that the launcher needs none of our classes. An interrupt of the calling thread stops
 * the command.
 */
@ConsoleOutput
@Component(service = ToIntFunction.class, property = "bluewake.command.line=true")
public final class ProcessCommandLine implements ToIntFunction<String[]>, Runnable {
  private static final int BUFFER = 1 << 13;

  private final CommandRunner runner;
  private final CancelToken cancel = new CancelToken();

  /** Creates the component. */
  @Activate
  public ProcessCommandLine(@Reference CommandRunner runner) {
    this.runner = runner;
  }

  @Override
  public int applyAsInt(String[] arguments) {
    boolean terminal = Boolean.getBoolean("bluewake.terminal");
    int columns = Integer.getInteger("bluewake.columns", Console.DEFAULT_COLUMNS);
    // The framework's own class path prints nothing; these streams are ours alone.
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER),
            false,
            StandardCharsets.UTF_8);
    try {
      return runner.run(
          List.of(arguments), new Console(out, System.err, terminal, columns), cancel);
    } finally {
      out.flush();
    }
  }

  /** Asks the command to stop. */
  @Override
  public void run() {
    cancel.cancel();
  }
}
