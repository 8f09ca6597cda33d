package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/**
 * The templates of the archetype, with names filled in as its script does, compile without warnings
 * and pass the contract of their kind. {@code workflows/outsiders.sh} does the same by Maven, as
 * their authors would, which takes longer.
 */
class ArchetypeKindsTest {
  static final Path ARCHETYPE =
      Path.of(System.getProperty("bluewake.root")).normalize().resolve("platform/archetype");
  static final Path KINDS = ARCHETYPE.resolve("src/main/resources/archetype-resources/kinds");
  private static final int FEWEST_TESTS = 6;

  static List<String> kinds() throws IOException {
    try (Stream<Path> folders = Files.list(KINDS)) {
      return folders.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  private static Path fill(String kind, String template, Path target) throws IOException {
    String text =
        Files.readString(KINDS.resolve(kind).resolve(template))
            .replace("__PACKAGE__", "org.example.my" + kind)
            .replace("__CLASS__", "MyPlugin")
            .replace("__NAME__", "my-" + kind)
            .replace("__PREFIX__", "my_" + kind)
            .replace("__KIND__", kind);
    assertTrue(!text.contains("__"), template + " of " + kind + " is filled in");
    return Files.writeString(target, text);
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void theTemplateCompilesAndPassesItsContract(String kind, @TempDir Path folder)
      throws IOException {
    Path plugin = fill(kind, "Plugin.java", folder.resolve("MyPlugin.java"));
    Path test = fill(kind, "PluginTest.java", folder.resolve("MyPluginTest.java"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    assertEquals("", compile(classes, plugin, test));
    TestExecutionSummary summary = run(classes, "org.example.my" + kind + ".MyPluginTest");
    String failures =
        summary.getFailures().stream()
            .map(f -> f.getTestIdentifier().getDisplayName() + ": " + f.getException())
            .collect(Collectors.joining("\n"));
    assertEquals("", failures);
    assertTrue(summary.getTestsSucceededCount() >= FEWEST_TESTS, "tests have run");
  }

  /** What the compiler says, with the warnings that projects of the plug-in parent have. */
  private static String compile(Path classes, Path... files) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "--release",
              "17",
              "-Xlint:all,-processing,-serial,-classfile",
              "-Werror",
              "-proc:none",
              "-d",
              classes.toString(),
              "-classpath",
              System.getProperty("java.class.path"));
      compiler
          .getTask(
              new PrintWriter(said),
              manager,
              null,
              options,
              null,
              manager.getJavaFileObjectsFromPaths(Arrays.asList(files)))
          .call();
    }
    return said.toString();
  }

  private static TestExecutionSummary run(Path classes, String test) throws IOException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectClass(loader, test))
              .build();
      SummaryGeneratingListener summary = new SummaryGeneratingListener();
      LauncherFactory.create().execute(request, summary);
      return summary.getSummary();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
