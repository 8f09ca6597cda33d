package io.bluewake.itests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs the command line of the built distribution in processes of its own. */
final class CommandLine {
  private static final long LIMIT_SECONDS = 180;

  private CommandLine() {}

  /**
   * A process that has ended.
   *
   * @param code exit code
   * @param out what it printed
   * @param err what it complained about
   */
  record Ended(int code, String out, String err) {
    /** The lines of {@link #err}. */
    List<String> complaints() {
      return err.lines().toList();
    }
  }

  /** The distribution that was built before. */
  static Path home() {
    return Path.of(System.getProperty("bluewake.home")).toAbsolutePath().normalize();
  }

  /** Starts a command. */
  static Process start(Path directory, Path out, Path err, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add("sh");
    command.add(home().resolve("bin/bluewake").toString());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder
        .directory(directory.toFile())
        .redirectOutput(out.toFile())
        .redirectError(err.toFile())
        .start();
  }

  /** Runs a command to its end. */
  static Ended run(Path directory, String... arguments) throws IOException, InterruptedException {
    Path out = Files.createTempFile("bluewake-out", ".txt");
    Path err = Files.createTempFile("bluewake-err", ".txt");
    try {
      Process process = start(directory, out, err, arguments);
      if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("no end after " + LIMIT_SECONDS + " s: " + List.of(arguments));
      }
      return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    } finally {
      Files.delete(out);
      Files.delete(err);
    }
  }

  /** Writes an input that makes up events. */
  static Path toy(Path directory, int events) throws IOException {
    return Files.writeString(
        directory.resolve("input.toy"), "bluewake-toy: 1\nseed: 7\nevents: " + events + "\n");
  }
}
