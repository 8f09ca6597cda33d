package io.bluewake.launcher;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.jar.JarFile;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.connect.ConnectModule;
import org.osgi.framework.connect.ModuleConnector;

/**
 * Bundles on one class path, with the few headers that a framework needs to start them there. What
 * they import and export is left out: with one class loader there is nothing to wire, and the
 * resolver's work would be a third of the start. That they do fit is shown when the distribution is
 * built, by {@link StartImage}.
 */
final class ClassPath implements ModuleConnector {
  /** Start of the locations of such bundles; the path within the distribution follows. */
  static final String LOCATION = "classpath:";

  private static final Set<String> HEADERS =
      Set.of(
          "Bundle-ManifestVersion",
          "Bundle-SymbolicName",
          "Bundle-Version",
          "Bundle-Activator",
          "Service-Component");

  private final Path home;
  private final ClassLoader loader;
  private final Map<String, Map<String, String>> bundles;

  private ClassPath(Path home, ClassLoader loader, Map<String, Map<String, String>> bundles) {
    this.home = home;
    this.loader = loader;
    this.bundles = bundles;
  }

  /** Reads the headers of bundles from their jars. */
  static ClassPath ofJars(Path home, Iterable<String> paths, ClassLoader loader)
      throws IOException {
    Map<String, Map<String, String>> bundles = new LinkedHashMap<>();
    for (String path : paths) {
      Map<String, String> headers = new HashMap<>();
      try (JarFile jar = new JarFile(home.resolve(path).toFile())) {
        jar.getManifest()
            .getMainAttributes()
            .forEach(
                (name, value) -> {
                  if (HEADERS.contains(name.toString())) {
                    headers.put(name.toString(), value.toString());
                  }
                });
      }
      bundles.put(path, headers);
    }
    return new ClassPath(home, loader, bundles);
  }

  /** Reads what {@link #write} has written. */
  static ClassPath read(Path home, Path file) throws IOException {
    Map<String, Map<String, String>> bundles = new LinkedHashMap<>();
    Map<String, String> headers = Map.of();
    for (String line : Files.readAllLines(file)) {
      int colon = line.indexOf(": ");
      if (colon < 0) {
        headers = new HashMap<>();
        bundles.put(line, headers);
      } else {
        headers.put(line.substring(0, colon), line.substring(colon + 2));
      }
    }
    return new ClassPath(home, ClassPath.class.getClassLoader(), bundles);
  }

  /** Writes paths and headers: a line for the path of a bundle, one for each of its headers. */
  void write(Path file) throws IOException {
    StringBuilder text = new StringBuilder();
    bundles.forEach(
        (path, headers) -> {
          text.append(path).append('\n');
          headers.forEach(
              (name, value) -> text.append(name).append(": ").append(value).append('\n'));
        });
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** Locations of the bundles in the order of starting. */
  List<String> locations() {
    return bundles.keySet().stream().map(LOCATION::concat).toList();
  }

  @Override
  public Optional<ConnectModule> connect(String location) {
    if (!location.startsWith(LOCATION)) {
      return Optional.empty();
    }
    String path = location.substring(LOCATION.length());
    Map<String, String> headers = bundles.get(path);
    return headers == null
        ? Optional.empty()
        : Optional.of(new ClassPathBundle(home.resolve(path), headers, loader));
  }

  @Override
  public void initialize(File storage, Map<String, String> configuration) {}

  @Override
  public Optional<BundleActivator> newBundleActivator() {
    return Optional.empty();
  }
}
