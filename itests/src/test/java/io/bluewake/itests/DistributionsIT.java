package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The distributions as they are shipped, started by their own scripts. */
class DistributionsIT {
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @TempDir Path directory;

  private static Path unpack(String property, Path target) throws Exception {
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

  private static Process start(Path home, Path output, String... arguments) throws IOException {
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

  private static void awaitText(Path file, String text, Process process) throws Exception {
    Instant end = Instant.now().plus(LIMIT);
    while (!Files.exists(file) || !Files.readString(file).contains(text)) {
      assertTrue(process.isAlive(), "ended");
      assertTrue(Instant.now().isBefore(end), "no '" + text + "' in " + file);
      Thread.sleep(200);
    }
  }

  private static void stop(Process process) throws InterruptedException {
    List<ProcessHandle> children = process.descendants().toList();
    children.forEach(ProcessHandle::destroy);
    process.destroy();
    process.waitFor(30, TimeUnit.SECONDS);
    children.forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Test
  void theBatchDistributionIsImmutableAndProcesses() throws Exception {
    Path home = unpack("bluewake.batch", Files.createDirectory(directory.resolve("batch")));
    Path toy = CommandLine.toy(directory, 20);
    Process readOnly = new ProcessBuilder("chmod", "-R", "a-w", home.toString()).start();
    assertEquals(0, readOnly.waitFor());
    try {
      Path output = directory.resolve("out.txt");
      Process process =
          start(home, output, "process", "-i", toy.toString(), "-o", "batch.h5", "--images");

      assertTrue(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS));
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
    Path home = unpack("bluewake.archive", Files.createDirectory(directory.resolve("karaf")));
    String shipped = Files.readString(home.resolve("etc/users.properties"));
    assertTrue(shipped.lines().allMatch(line -> line.isBlank() || line.startsWith("#")), shipped);

    Process process = start(home, directory.resolve("karaf.txt"), "karaf", "--server");
    try {
      awaitText(home.resolve("data/log/karaf.log"), "FeaturesServiceImpl", process);
      awaitText(home.resolve("data/log/karaf.log"), "| Done.", process);

      Path users = home.resolve("etc/users.properties");
      assertEquals(
          "rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(users)));
      String text = Files.readString(users);
      assertTrue(text.matches("(?s).*\nadmin = [0-9a-f]{48},_g_:admins\n.*"), "no credential");
      assertFalse(text.contains("karaf = "), "a default user");
      List<Integer> ports = new ArrayList<>();
      for (Listening socket : listening(process)) {
        assertTrue(socket.loopback(), "reachable from elsewhere: " + socket);
        ports.add(socket.port());
      }
      // What is left is the port by which bin/stop reaches the process.
      assertTrue(ports.size() <= 1, ports.toString());
      for (InetAddress address : otherAddresses()) {
        for (int port : List.of(8101, 8181, 1099, 44444)) {
          assertFalse(answers(address, port), address + ":" + port);
        }
      }
    } finally {
      stop(process);
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

  /** A socket that a process listens on. */
  private record Listening(String address, int port, boolean loopback) {}

  /** From /proc; elsewhere than on Linux nothing is found. */
  private static List<Listening> listening(Process process) throws IOException {
    List<Listening> found = new ArrayList<>();
    for (ProcessHandle handle : process.descendants().toList()) {
      Path proc = Path.of("/proc", Long.toString(handle.pid()));
      if (!Files.isReadable(proc.resolve("net/tcp"))) {
        continue;
      }
      Set<String> inodes = inodes(proc);
      for (String table : List.of("net/tcp", "net/tcp6")) {
        for (String line : Files.readAllLines(proc.resolve(table))) {
          String[] words = line.strip().split("\\s+", -1);
          if (words.length > 9 && words[3].equals("0A") && inodes.contains(words[9])) {
            String address = words[1].substring(0, words[1].indexOf(':'));
            int port = Integer.parseInt(words[1].substring(words[1].indexOf(':') + 1), 16);
            found.add(new Listening(address, port, isLoopback(address)));
          }
        }
      }
    }
    return found;
  }

  private static boolean isLoopback(String address) {
    return address.equals("0100007F")
        || address.equals("0000000000000000FFFF00000100007F")
        || address.equals("00000000000000000000000001000000");
  }

  private static Set<String> inodes(Path proc) throws IOException {
    Set<String> inodes = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(proc.resolve("fd"))) {
      for (Path descriptor : descriptors.toList()) {
        String target =
            Files.isSymbolicLink(descriptor) ? Files.readSymbolicLink(descriptor).toString() : "";
        if (target.startsWith("socket:[")) {
          inodes.add(target.substring(8, target.length() - 1));
        }
      }
    }
    return inodes;
  }

  private static List<InetAddress> otherAddresses() throws IOException {
    List<InetAddress> addresses = new ArrayList<>();
    for (NetworkInterface i : Collections.list(NetworkInterface.getNetworkInterfaces())) {
      for (InetAddress address : Collections.list(i.getInetAddresses())) {
        if (!address.isLoopbackAddress()) {
          addresses.add(address);
        }
      }
    }
    return addresses;
  }

  private static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
