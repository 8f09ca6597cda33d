package io.bluewake.launcher;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.BundleException;

/**
 * What the build prepares so that a command starts quickly: a framework that has the bundles
 * installed and has read their component descriptions, on a flat class path. Nothing needs to write
 * to it afterwards, so that any number of processes use it at once, from a read-only directory too.
 */
public final class StartImage {
  /** Directory of the image in the distribution. */
  static final String DIRECTORY = "lib/launcher/start";

  /** The framework's storage, in the image. */
  static final String STORAGE = "framework";

  /** Paths and headers of the bundles, in the image. */
  static final String HEADERS = "headers";

  /** A jar without classes that names all others, in the image. */
  private static final String CLASS_PATH = "class-path.jar";

  private StartImage() {}

  /**
   * Starts the bundles once as bundles, which fails when they do not fit together, and once on a
   * class path, which leaves the image.
   *
   * @param args the distribution's directory
   */
  public static void main(String[] args) throws IOException, BundleException, InterruptedException {
    Path home = Path.of(args[0]).toAbsolutePath();
    List<String> bundles = Files.readAllLines(home.resolve(BundleList.FILE));
    Path image = home.resolve(DIRECTORY);
    Storage.delete(image);
    Files.createDirectories(image);
    try (EmbeddedFramework framework = EmbeddedFramework.ofBundles(home, List.of())) {
      framework.commandLine();
      framework.stop();
    }
    writeClassPath(home, image, bundles);
    List<URL> urls = new ArrayList<>();
    for (String bundle : bundles) {
      urls.add(home.resolve(bundle).toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), StartImage.class.getClassLoader())) {
      ClassPath classPath = ClassPath.ofJars(home, bundles, loader);
      classPath.write(image.resolve(HEADERS));
      EmbeddedFramework.prepare(image.resolve(STORAGE), classPath);
    }
  }

  private static void writeClassPath(Path home, Path image, List<String> bundles)
      throws IOException {
    StringBuilder classPath = new StringBuilder();
    try (var jars = Files.newDirectoryStream(image.getParent(), "*.jar")) {
      for (Path jar : jars) {
        classPath.append(image.relativize(jar)).append(' ');
      }
    }
    for (String bundle : bundles) {
      classPath.append(image.relativize(home.resolve(bundle))).append(' ');
    }
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, classPath.toString().strip());
    new JarOutputStream(Files.newOutputStream(image.resolve(CLASS_PATH)), manifest).close();
  }
}
