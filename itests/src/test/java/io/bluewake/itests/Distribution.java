package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Unpacks distributions and starts them by their own scripts. */
final class Distribution {
  static final Duration LIMIT = Duration.ofMinutes(3);

  private Distribution() {}

  /** Unpacks an archive; returns the directory inside. */
  static Path unpack(String property, Path target) throws Exception {
    Process tar =
        new ProcessBuilder("tar", "xzf", System.getProperty(property), "-C", target.toString())
            .inheritIO()
            .start();
    assertTrue(tar.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, tar.exitValue());
    try (Stream<Path> inside = Files.list(target)) {
      return inside.filter(Files::isDirectory).findFirst().orElseThrow();
    }
  }

  /** Starts a command; all it prints goes into a file. */
  static Process start(Path home, Path output, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("sh", home.resolve("bin/bluewake").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder
        .directory(output.getParent().toFile())
        .redirectErrorStream(true)
        .redirectOutput(output.toFile())
        .start();
  }

  /** Waits until a file has a text. */
  static void awaitText(Path file, String text, Process process) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      assertTrue(process.isAlive(), "ended");
      assertTrue(Instant.now().isBefore(end), "no '" + text + "' in " + file);
      Thread.sleep(200);
    }
  }

  /** Ends a process and those it has started. */
  static void stop(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
