package io.bluewake.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Completes the CycloneDX bill of materials of a distribution. The one that Maven makes knows
 * dependencies; what Karaf's features bring is in none. Here every jar of the repository that it
 * lacks is added; without one, for example when Maven works offline, all are.
 */
public final class BillOfMaterials {
  private static final String FILE = "bom.json";
  private static final String REPOSITORY = "system";
  private static final String START = "\"components\" : [";

  private BillOfMaterials() {}

  /**
   * Completes the file {@code bom.json} of a distribution.
   *
   * @param args the distribution's directory
   */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    Path file = home.resolve(FILE);
    String text =
        Files.exists(file)
            ? Files.readString(file)
            : "{\n  \"bomFormat\" : \"CycloneDX\",\n  \"specVersion\" : \"1.6\",\n  \"version\" : 1,\n  "
                + START
                + "]\n}\n";
    int start = text.indexOf(START);
    if (start < 0) {
      throw new IOException(file + ": no " + START);
    }
    int inside = start + START.length();
    StringBuilder added = new StringBuilder();
    for (Path jar : jars(home)) {
      Path coordinates = home.resolve(REPOSITORY).relativize(jar);
      if (!text.contains("\"" + purl(coordinates))) {
        added.append(added.length() == 0 ? "\n" : ",\n").append(component(jar, coordinates));
      }
    }
    boolean others = text.substring(inside).stripLeading().startsWith("{");
    if (added.length() > 0 && others) {
      added.append(',');
    }
    Files.writeString(file, text.substring(0, inside) + added + text.substring(inside));
  }

  private static List<Path> jars(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home.resolve(REPOSITORY))) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  /** Group, as directories, then name, version and file. */
  private static String purl(Path coordinates) {
    int n = coordinates.getNameCount();
    return "pkg:maven/"
        + group(coordinates)
        + "/"
        + coordinates.getName(n - 3)
        + "@"
        + coordinates.getName(n - 2)
        + "?";
  }

  private static String group(Path coordinates) {
    return Stream.iterate(0, i -> i + 1)
        .limit(coordinates.getNameCount() - 3L)
        .map(i -> coordinates.getName(i).toString())
        .collect(Collectors.joining("."));
  }

  private static String component(Path jar, Path coordinates) throws IOException {
    int n = coordinates.getNameCount();
    String license = license(jar);
    return "    {\n      \"type\" : \"library\",\n      \"group\" : "
        + quoted(group(coordinates))
        + ",\n      \"name\" : "
        + quoted(coordinates.getName(n - 3).toString())
        + ",\n      \"version\" : "
        + quoted(coordinates.getName(n - 2).toString())
        + ",\n      \"hashes\" : [ { \"alg\" : \"SHA-256\", \"content\" : "
        + quoted(sha256(jar))
        + " } ],\n"
        + (license.isEmpty()
            ? ""
            : "      \"licenses\" : [ { \"license\" : { \"name\" : "
                + quoted(license)
                + " } } ],\n")
        + "      \"purl\" : "
        + quoted(purl(coordinates) + "type=jar")
        + "\n    }";
  }

  /** What the bundle says of its licence. */
  private static String license(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      Manifest manifest = file.getManifest();
      String text =
          manifest == null ? null : manifest.getMainAttributes().getValue("Bundle-License");
      return text == null ? "" : text;
    }
  }

  private static String sha256(Path jar) throws IOException {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
    try (InputStream in = Files.newInputStream(jar)) {
      byte[] buffer = new byte[1 << 16];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static String quoted(String text) {
    byte[] plain = text.getBytes(StandardCharsets.US_ASCII);
    return '"'
        + new String(plain, StandardCharsets.US_ASCII).replace("\\", "\\\\").replace("\"", "\\\"")
        + '"';
  }
}
