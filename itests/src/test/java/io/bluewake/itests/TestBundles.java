package io.bluewake.itests;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.Jar;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/** Packs classes of the tests into bundles, and bundles into other versions of themselves. */
final class TestBundles {
  private TestBundles() {}

  /**
   * A bundle of classes of the class path.
   *
   * @param name symbolic name
   * @param contents instructions of bnd: {@code Private-Package} and others
   */
  static byte[] build(String name, Map<String, String> contents) throws Exception {
    try (Builder builder = new Builder()) {
      List<File> path = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        if (new File(entry).exists()) {
          path.add(new File(entry));
        }
      }
      builder.setClasspath(path.toArray(new File[0]));
      builder.setProperty("Bundle-SymbolicName", name);
      builder.setProperty("Bundle-Version", "1.0.0");
      builder.setProperty("-noimportjava", "true");
      builder.setProperty("-noextraheaders", "true");
      contents.forEach(builder::setProperty);
      Jar jar = builder.build();
      if (!builder.isOk()) {
        throw new IllegalStateException(name + ": " + builder.getErrors());
      }
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      jar.write(bytes);
      return bytes.toByteArray();
    }
  }

  /** A plug-in of the package {@code signed}, alone in a bundle. */
  static byte[] signed(String plugin) throws Exception {
    String classes = "io.bluewake.itests.signed.";
    return build(
        "signed." + plugin,
        Map.of(
            "-includepackage",
            classes.substring(0, classes.length() - 1),
            "-dsannotations",
            classes + plugin,
            "-metatypeannotations",
            classes + plugin + "*"));
  }

  /** A bundle of the distribution. */
  static byte[] shipped(String artifact) throws IOException {
    Path directory = CommandLine.home().resolve("system/io/bluewake/" + artifact);
    try (Stream<Path> files = Files.walk(directory)) {
      return Files.readAllBytes(
          files.filter(f -> f.toString().endsWith(".jar")).findFirst().orElseThrow());
    }
  }

  /** The same bundle with other headers. */
  static byte[] with(byte[] bundle, Map<String, String> headers) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Map<String, byte[]> files = new TreeMap<>();
    Manifest manifest;
    try (JarInputStream in = new JarInputStream(new ByteArrayInputStream(bundle))) {
      manifest = in.getManifest();
      for (ZipEntry e = in.getNextEntry(); e != null; e = in.getNextEntry()) {
        if (!e.isDirectory()) {
          files.put(e.getName(), in.readAllBytes());
        }
      }
    }
    headers.forEach(manifest.getMainAttributes()::putValue);
    try (JarOutputStream out = new JarOutputStream(bytes, manifest)) {
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        out.putNextEntry(new ZipEntry(file.getKey()));
        out.write(file.getValue());
      }
    }
    return bytes.toByteArray();
  }

  /** The same bundle with another version. */
  static byte[] version(byte[] bundle, String version) throws IOException {
    return with(bundle, Map.of("Bundle-Version", version));
  }

  static InputStream stream(byte[] bundle) {
    return new ByteArrayInputStream(bundle);
  }
}
