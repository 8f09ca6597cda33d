package io.bluewake.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.osgi.framework.Bundle;

/**
 * Content hashes for provenance: SHA-256 of the names, sizes and CRC-32 of a bundle's files, so
 * that it depends neither on how the bundle was installed nor on how it was packed. The CRCs of a
 * jar are in its directory, so short processes need not read whole jars.
 */
final class BundleHash {
  private static final String BY_REFERENCE = "reference:file:";

  /**
   * Location of a bundle on the command line's class path; the path in the distribution follows.
   */
  private static final String ON_CLASS_PATH = "classpath:";

  private static final int BUFFER = 1 << 14;

  /** Weak, because bundles come and go while this stays. */
  private final Map<Bundle, Known> known = Collections.synchronizedMap(new WeakHashMap<>());

  private record Known(long modified, String hash) {}

  /** The hash of a bundle as it is now installed, 64 hexadecimal digits. */
  String of(Bundle bundle) {
    long modified = bundle.getLastModified();
    Known before = known.get(bundle);
    if (before == null || before.modified() != modified) {
      before = new Known(modified, compute(bundle));
      known.put(bundle, before);
    }
    return before.hash();
  }

  private static String compute(Bundle bundle) {
    try {
      String location = bundle.getLocation();
      if (location.startsWith(BY_REFERENCE)) {
        return ofJar(Path.of(URI.create(location.substring("reference:".length()))));
      }
      String home = System.getProperty("bluewake.home");
      return location.startsWith(ON_CLASS_PATH) && home != null
          ? ofJar(Path.of(home, location.substring(ON_CLASS_PATH.length())))
          : ofEntries(bundle);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The hash of the bundle in a jar. */
  static String ofJar(Path jar) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (!entry.isDirectory()) {
          files.put("/" + entry.getName(), entry.getSize() + " " + entry.getCrc());
        }
      }
    }
    return of(files);
  }

  /** The hash of a bundle, from the contents of its files. */
  static String ofEntries(Bundle bundle) throws IOException {
    Map<String, String> files = new TreeMap<>();
    Enumeration<URL> urls = bundle.findEntries("/", "*", true);
    byte[] buffer = new byte[BUFFER];
    for (URL url : urls == null ? List.<URL>of() : Collections.list(urls)) {
      if (!url.getPath().endsWith("/")) {
        files.put(url.getPath(), sizeAndCrc(url, buffer));
      }
    }
    return of(files);
  }

  private static String sizeAndCrc(URL url, byte[] buffer) throws IOException {
    CRC32 crc = new CRC32();
    long size = 0;
    try (InputStream in = url.openStream()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        size += n;
      }
    }
    return size + " " + crc.getValue();
  }

  /** SHA-256 of names and values in order of the names, 64 hexadecimal digits. */
  static String of(Map<String, ?> values) {
    StringBuilder text = new StringBuilder();
    new TreeMap<>(values)
        .forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest(text.toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
