package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** Plug-ins that a user has put into {@code deploy/}: Karaf picks them up, and so do commands. */
@ConsoleOutput
final class Deployed {
  private Deployed() {}

  /** The jars in {@code deploy/}, by name. */
  static List<Path> jars(Path home) throws IOException {
    List<Path> found = new ArrayList<>();
    Path directory = home.resolve("deploy");
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> jars = Files.newDirectoryStream(directory, "*.jar")) {
        jars.forEach(found::add);
      }
    }
    Collections.sort(found);
    return found;
  }

  /** Starts them; what does not start is left out and said in one line. */
  static void start(BundleContext context, List<Path> jars) {
    for (Path jar : jars) {
      try {
        Bundle bundle = context.installBundle("reference:" + jar.toUri());
        bundle.start(Bundle.START_TRANSIENT);
      } catch (BundleException e) {
        System.err.println("bluewake: " + jar + " is not used: " + oneLine(e));
      }
    }
  }

  private static String oneLine(BundleException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("it does not start");
  }
}
