package io.bluewake.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.connect.ConnectContent;

class ClassPathTest {
  @TempDir Path home;

  private ClassPath classPath() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Bundle-SymbolicName", "a.b");
    manifest.getMainAttributes().putValue("Service-Component", "OSGI-INF/x.xml, OSGI-INF/y.xml");
    manifest.getMainAttributes().putValue("Import-Package", "elsewhere");
    try (JarOutputStream jar =
        new JarOutputStream(Files.newOutputStream(home.resolve("a.jar")), manifest)) {
      jar.putNextEntry(new JarEntry("OSGI-INF/x.xml"));
      jar.write(new byte[] {1, 2, 3});
      jar.closeEntry();
    }
    ClassPath.ofJars(home, List.of("a.jar"), getClass().getClassLoader())
        .write(home.resolve("headers"));
    return ClassPath.read(home, home.resolve("headers"));
  }

  @Test
  void headersThatStartABundleAreKeptAndNothingElse() throws IOException {
    ConnectContent content = classPath().connect("classpath:a.jar").orElseThrow().getContent();

    assertEquals(
        Map.of("Bundle-SymbolicName", "a.b", "Service-Component", "OSGI-INF/x.xml, OSGI-INF/y.xml"),
        content.getHeaders().orElseThrow());
    assertEquals(List.of("classpath:a.jar"), List.copyOf(classPath().locations()));
  }

  @Test
  void entriesAreReadFromTheJar() throws IOException {
    ConnectContent content = classPath().connect("classpath:a.jar").orElseThrow().getContent();

    assertEquals(3, content.getEntry("OSGI-INF/x.xml").orElseThrow().getBytes().length);
    assertTrue(content.getEntry("missing").isEmpty());
    content.getEntries().forEach(name -> assertTrue(content.getEntry(name).isPresent(), name));
  }

  @Test
  void otherBundlesAreNotOnTheClassPath() throws IOException {
    assertTrue(classPath().connect("classpath:other.jar").isEmpty());
    assertTrue(classPath().connect("file:a.jar").isEmpty());
  }
}
