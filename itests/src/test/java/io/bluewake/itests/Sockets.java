package io.bluewake.itests;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Which sockets a process listens on, and from where they answer. */
final class Sockets {
  private Sockets() {}

  /** A socket that a process listens on. */
  record Listening(String address, int port, boolean loopback) {}

  /** Those of what a process has started, from /proc; elsewhere than on Linux nothing is found. */
  static List<Listening> listening(Process process) throws IOException {
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

  /** The addresses of this machine that are not loopback. */
  static List<InetAddress> otherAddresses() throws IOException {
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

  /** Whether somebody accepts connections there. */
  static boolean answers(InetAddress address, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address, port), 500);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
