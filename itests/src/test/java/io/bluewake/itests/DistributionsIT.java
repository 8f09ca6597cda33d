package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distributions as they are shipped, started by their own scripts. */
class DistributionsIT {
  @TempDir Path directory;

  @Test
  void theBatchDistributionIsImmutableAndProcesses() throws Exception {
    Path home =
        Distribution.unpack("bluewake.batch", Files.createDirectory(directory.resolve("batch")));
    Path toy = CommandLine.toy(directory, 20);
    Process readOnly = new ProcessBuilder("chmod", "-R", "a-w", home.toString()).start();
    assertEquals(0, readOnly.waitFor());
    try {
      Path output = directory.resolve("out.txt");
      Process process =
          Distribution.start(
              home, output, "process", "-i", toy.toString(), "-o", "batch.h5", "--images");

      assertTrue(process.waitFor(Distribution.LIMIT.toSeconds(), TimeUnit.SECONDS));
      assertEquals(0, process.exitValue(), Files.readString(output));
      CommandLine.Ended full =
          CommandLine.run(directory, "process", "-i", toy.toString(), "-o", "full.h5", "--images");
      assertEquals(0, full.code(), full.err());
      assertEquals(
          Products.contents(directory.resolve("full.h5")),
          Products.contents(directory.resolve("batch.h5")));
      for (String absent :
          List.of("deploy", "etc", "data", "bin/karaf", "system/org/apache/karaf")) {
        assertFalse(Files.exists(home.resolve(absent)), absent);
      }
    } finally {
      new ProcessBuilder("chmod", "-R", "u+w", home.toString()).start().waitFor();
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
