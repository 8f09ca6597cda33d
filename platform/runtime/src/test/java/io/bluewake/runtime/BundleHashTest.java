package io.bluewake.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;

class BundleHashTest {
  private static final String MANIFEST =
      "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: x\n\n";

  @TempDir Path directory;

  private Path jar(String name, int level, List<String> names, String content) throws IOException {
    Path file = directory.resolve(name);
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file))) {
      out.setLevel(level);
      for (String entry : names) {
        out.putNextEntry(new ZipEntry(entry));
        if (!entry.endsWith("/")) {
          String text = entry.startsWith("META-INF") ? MANIFEST : content;
          out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        out.closeEntry();
      }
    }
    return file;
  }

  @Test
  void hashesDependOnContentAndNotOnPacking() throws IOException {
    List<String> names = List.of("META-INF/MANIFEST.MF", "a/", "a/b", "c");
    List<String> shuffled = List.of("META-INF/MANIFEST.MF", "c", "a/b");

    String one = BundleHash.ofJar(jar("one.jar", 9, names, "text"));
    String two = BundleHash.ofJar(jar("two.jar", 0, shuffled, "text"));
    String other = BundleHash.ofJar(jar("three.jar", 9, names, "tixt"));

    assertEquals(one, two);
    assertNotEquals(one, other);
  }

  @Test
  void aBundleHasTheHashOfItsJarHoweverItWasInstalled() throws Exception {
    Path jar = jar("one.jar", 9, List.of("META-INF/MANIFEST.MF", "a/", "a/b", "c"), "text");
    TestFramework framework = new TestFramework(directory);
    try {
      Bundle copied = framework.context().installBundle(jar.toUri().toString());

      assertEquals(BundleHash.ofJar(jar), BundleHash.ofEntries(copied));
      assertEquals(BundleHash.ofJar(jar), new BundleHash().of(copied));
    } finally {
      framework.stop();
    }
  }

  @Test
  void configurationsWithEqualValuesHaveEqualHashes() {
    assertEquals(
        BundleHash.of(Map.of("a", 1L, "b", List.of(2.5))),
        BundleHash.of(Map.of("b", List.of(2.5), "a", 1L)));
    assertNotEquals(BundleHash.of(Map.of("a", 1L)), BundleHash.of(Map.of("a", 2L)));
  }
}
