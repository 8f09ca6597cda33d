package io.bluewake.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;

/**
 * Content hashes for provenance: SHA-256 of names and contents of a bundle's files, so that it does
 * not depend on how the bundle was installed or packed.
 */
final class BundleHash {
  private static final int BUFFER = 1 << 14;

  private final Map<String, String> known = new ConcurrentHashMap<>();

  /** The hash of a bundle as it is now installed, 64 hexadecimal digits. */
  String of(Bundle bundle) {
    return known.computeIfAbsent(
        bundle.getBundleId() + "/" + bundle.getLastModified(), key -> compute(bundle));
  }

  private static String compute(Bundle bundle) {
    Map<String, URL> files = new TreeMap<>();
    Enumeration<URL> urls = bundle.findEntries("/", "*", true);
    for (URL url : urls == null ? List.<URL>of() : Collections.list(urls)) {
      if (!url.getPath().endsWith("/")) {
        files.put(url.getPath(), url);
      }
    }
    MessageDigest digest = sha256();
    byte[] buffer = new byte[BUFFER];
    try {
      for (Map.Entry<String, URL> file : files.entrySet()) {
        digest.update(file.getKey().getBytes(StandardCharsets.UTF_8));
        try (InputStream in = file.getValue().openStream()) {
          for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            digest.update(buffer, 0, n);
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Hash of a configuration: SHA-256 of its values in order of their names, 64 digits. */
  static String of(Map<String, Object> values) {
    MessageDigest digest = sha256();
    new TreeMap<>(values)
        .forEach(
            (name, value) ->
                digest.update((name + "=" + value + "\n").getBytes(StandardCharsets.UTF_8)));
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
