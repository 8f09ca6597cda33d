package io.bluewake.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BundleListTest {
  private static final String ADMIN =
      "org/apache/felix/org.apache.felix.configadmin/1/org.apache.felix.configadmin-1.jar";

  @TempDir Path home;

  @BeforeEach
  void distribution() throws IOException {
    Files.createDirectories(home.resolve("lib/launcher"));
    feature(
        "karaf",
        "<feature name='framework'>"
            + "<bundle>mvn:org.apache.felix/org.apache.felix.configadmin/1</bundle>"
            + "<bundle>mvn:org.example/other/1</bundle></feature>");
    bundle(ADMIN);
  }

  private void feature(String name, String content) throws IOException {
    Path file = home.resolve("system/x/" + name + "-features.xml");
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        "<features xmlns='http://karaf.apache.org/xmlns/features/v1.6.0'>"
            + content
            + "</features>");
  }

  private void bundle(String path) throws IOException {
    Path file = home.resolve("system").resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "");
  }

  private List<String> list(String feature) throws IOException {
    BundleList.main(new String[] {home.toString(), feature});
    return Files.readAllLines(home.resolve(BundleList.FILE));
  }

  @Test
  void bundlesOfAFeatureAndOfWhatItNeedsComeOnceInTheOrderOfStartLevels() throws IOException {
    feature(
        "ours",
        "<feature name='all'><feature>a</feature><feature>b</feature>"
            + "<bundle start-level='30'>mvn:g/early/1</bundle></feature>"
            + "<feature name='a'><bundle>mvn:g.h/late/2</bundle></feature>"
            + "<feature name='b'><feature>a</feature></feature>");
    bundle("g/early/1/early-1.jar");
    bundle("g/h/late/2/late-2.jar");

    assertEquals(
        List.of("system/" + ADMIN, "system/g/early/1/early-1.jar", "system/g/h/late/2/late-2.jar"),
        list("all"));
  }

  @Test
  void aBundleThatTheDistributionLacksIsAnError() throws IOException {
    feature("ours", "<feature name='all'><bundle>mvn:g/absent/1</bundle></feature>");

    IOException e = assertThrows(IOException.class, () -> list("all"));

    assertTrue(e.getMessage().contains("absent-1.jar"), e.getMessage());
  }

  @Test
  void anUnknownFeatureIsAnError() {
    IOException e = assertThrows(IOException.class, () -> list("nothing"));

    assertTrue(e.getMessage().contains("nothing"), e.getMessage());
  }
}
