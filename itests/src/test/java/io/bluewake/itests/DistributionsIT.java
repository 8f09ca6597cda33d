package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distributions as they are shipped, started by their own scripts. */
class DistributionsIT {
  @TempDir Path directory;

  /**
   * Every file of a directory with its time: whoever writes changes that. The framework notes the
   * Java it ran on where it may, which only root still may.
   */
  private static Set<String> state(Path home) throws IOException {
    Set<String> state = new TreeSet<>();
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(f -> !f.endsWith("last.java.version")).toList()) {
        state.add(home.relativize(file) + " " + Files.getLastModifiedTime(file));
      }
    }
    return state;
  }

  /** Runs a command of a distribution; what it prints is in the message when it fails. */
  private void run(Path home, String... arguments) throws Exception {
    Path output = directory.resolve("out.txt");
    Process process = Distribution.start(home, output, arguments);
    assertTrue(process.waitFor(Distribution.LIMIT.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), List.of(arguments) + ": " + Files.readString(output));
  }

  @Test
  void theBatchDistributionIsImmutableAndDoesAllThatTheOtherDoes() throws Exception {
    Path home =
        Distribution.unpack("bluewake.batch", Files.createDirectory(directory.resolve("batch")));
    for (String absent : List.of("deploy", "etc", "data", "bin/karaf", "system/org/apache/karaf")) {
      assertFalse(Files.exists(home.resolve(absent)), absent);
    }
    CommandLine.toy(directory, 20);
    Files.writeString(
        directory.resolve("night.sim"),
        """
        bluewake-simulation: 1
        array: lst-1
        seed: 5
        triggerTelescopes: 1
        showersPerSecond: 50
        showers: 160
        energyMinTeV: 0.002
        energyMaxTeV: 0.002
        coreRadius: 5000
        pedestalEvery: 1
        starMagnitude: 7.5
        """);
    Process readOnly = new ProcessBuilder("chmod", "-R", "a-w", home.toString()).start();
    assertEquals(0, readOnly.waitFor());
    try {
      Set<String> before = state(home);
      for (String profile : List.of("sag", "cat-b", "cat-b-nsb", "cat-c")) {
        run(
            home,
            "process",
            "--profile",
            profile,
            "-i",
            "input.toy",
            "-o",
            profile + ".h5",
            "--images");
        CommandLine.Ended full =
            CommandLine.run(
                directory,
                "process",
                "--profile",
                profile,
                "-i",
                "input.toy",
                "-o",
                "full-" + profile + ".h5",
                "--images");
        assertEquals(0, full.code(), full.err());
        assertEquals(
            Products.contents(directory.resolve("full-" + profile + ".h5")),
            Products.contents(directory.resolve(profile + ".h5")));
      }
      run(home, "calibrate", "--pedestals", "night.sim", "-o", "cal.h5");
      run(home, "pointing", "-i", "night.sim", "--monitoring", "cal.h5", "-o", "pointing.h5");
      run(home, "simulate", "--array", "lst-1", "--events", "10", "-o", "showers.simtel.zst");
      run(home, "process", "-i", "showers.simtel.zst", "-o", "showers.h5");
      Set<String> after = state(home);
      after.removeAll(before);
      assertEquals(Set.of(), after);
    } finally {
      new ProcessBuilder("chmod", "-R", "u+w", home.toString()).start().waitFor();
    }
  }

  @Test
  void archivedClassesAreUsed() throws Exception {
    Path home =
        Distribution.unpack("bluewake.batch", Files.createDirectory(directory.resolve("batch")));
    Path said = directory.resolve("archive.txt");
    ProcessBuilder archive = new ProcessBuilder(home.resolve("bin/archive-classes").toString());
    archive.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = archive.redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertTrue(process.waitFor(Distribution.LIMIT.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), Files.readString(said));
    try (Stream<Path> files = Files.list(home.resolve("lib/launcher/start"))) {
      assertFalse(files.anyMatch(f -> f.getFileName().toString().startsWith("archive.")), "rest");
    }
    Path log = directory.resolve("classes.txt");
    CommandLine.toy(directory, 5);
    ProcessBuilder builder =
        new ProcessBuilder(
            home.resolve("bin/bluewake").toString(), "process", "-i", "input.toy", "-o", "toy.h5");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("BLUEWAKE_OPTS", "-Xlog:class+load:file=" + log);
    Process run = builder.directory(directory.toFile()).redirectOutput(said.toFile()).start();
    assertTrue(run.waitFor(Distribution.LIMIT.toSeconds(), TimeUnit.SECONDS));
    assertEquals(0, run.exitValue());
    for (String used :
        List.of("felix.framework.Felix", "commands.Commands", "engine.BatchProcessor")) {
      String line =
          Files.readAllLines(log).stream()
              .filter(l -> l.contains("." + used + " "))
              .findFirst()
              .orElseThrow();
      assertTrue(line.contains("shared objects file"), line);
    }
  }

  @Test
  void theKarafDistributionStartsClosedAndMakesItsOwnCredential() throws Exception {
    Path home =
        Distribution.unpack("bluewake.archive", Files.createDirectory(directory.resolve("karaf")));
    String shipped = Files.readString(home.resolve("etc/users.properties"));
    assertTrue(shipped.lines().allMatch(line -> line.isBlank() || line.startsWith("#")), shipped);

    Process process = Distribution.start(home, directory.resolve("karaf.txt"), "karaf", "--server");
    try {
      Distribution.awaitText(home.resolve("data/log/karaf.log"), "FeaturesServiceImpl", process);
      Distribution.awaitText(home.resolve("data/log/karaf.log"), "| Done.", process);

      Path users = home.resolve("etc/users.properties");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(users)));
      String text = Files.readString(users);
      assertTrue(text.matches("(?s).*\nadmin = [0-9a-f]{48},_g_:admins\n.*"), "no credential");
      assertFalse(text.contains("karaf = "), "a default user");
      List<Integer> ports = new ArrayList<>();
      for (Sockets.Listening socket : Sockets.listening(process)) {
        assertTrue(socket.loopback(), "reachable from elsewhere: " + socket);
        ports.add(socket.port());
      }
      // What is left is the port by which bin/stop reaches the process.
      assertTrue(ports.size() <= 1, ports.toString());
      for (InetAddress address : Sockets.otherAddresses()) {
        for (int port : List.of(8101, 8181, 1099, 44444)) {
          assertFalse(Sockets.answers(address, port), address + ":" + port);
        }
      }
    } finally {
      Distribution.stop(process);
    }
  }

  @Test
  void theBillOfMaterialsListsEveryJar() throws Exception {
    String bom = Files.readString(CommandLine.home().resolve("bom.json"));
    Path system = CommandLine.home().resolve("system");
    List<String> missing = new ArrayList<>();
    try (Stream<Path> files = Files.walk(system)) {
      for (Path jar : files.filter(f -> f.toString().endsWith(".jar")).toList()) {
        Path coordinates = system.relativize(jar);
        int n = coordinates.getNameCount();
        String part = "/" + coordinates.getName(n - 3) + "@" + coordinates.getName(n - 2) + "?";
        if (!bom.contains(part)) {
          missing.add(coordinates.toString());
        }
      }
    }
    assertEquals(List.of(), missing);
    assertTrue(bom.contains("\"bomFormat\" : \"CycloneDX\""));
    assertFalse(bom.contains("jmh"), "a tool for measurements is shipped");
  }
}
