package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.bluewake.config.PluginKind;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of plug-in has a contract in the test kit and a template in the archetype, and every
 * plug-in that is shipped runs the contract of its kind.
 */
class PluginKindsTest {
  private static final String SPI = "io.bluewake.spi.";
  private static final Pattern SERVICE = Pattern.compile("<provide interface=\"([^\"]+)\"/>");
  private static final Pattern CLASS = Pattern.compile("<implementation class=\"([^\"]+)\"/>");

  /** A plug-in as its component description has it. */
  private record Component(Path module, String service, String type) {}

  private static List<Component> components(Path module) throws IOException {
    List<Component> found = new ArrayList<>();
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(module.resolve("target/classes/OSGI-INF"), "*.xml")) {
      for (Path file : files) {
        String text = Files.readString(file);
        Matcher service = SERVICE.matcher(text);
        Matcher type = CLASS.matcher(text);
        // What the plug-ins of a bundle share is no plug-in.
        if (service.find() && type.find() && service.group(1).startsWith(SPI)) {
          found.add(new Component(module, service.group(1), type.group(1)));
        }
      }
    }
    assertFalse(found.isEmpty(), module + " has plug-ins");
    return found;
  }

  /** Interfaces that the shipped plug-ins register. */
  static Set<String> services() throws IOException {
    Set<String> services = new TreeSet<>();
    for (Path module : ArchitectureTest.plugins()) {
      components(module).forEach(c -> services.add(c.service()));
    }
    return services;
  }

  /** {@code EventSource} of {@code io.bluewake.spi.EventSource.Provider}. */
  private static String stage(String service) {
    return service.substring(SPI.length()).replaceFirst("[.$]Provider$", "");
  }

  private static String contract(String service) {
    return "io.bluewake.testkit." + stage(service) + "Contract";
  }

  @Test
  void theShippedPluginsAreOfAllKinds() throws IOException {
    assertEquals(PluginKind.values().length, services().size(), "" + services());
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyKindHasAContract(String service) {
    assertDoesNotThrow(() -> Class.forName(contract(service)));
  }

  /** Kinds of the archetype by what their templates implement. */
  static Map<String, String> templates() throws IOException {
    Map<String, String> kinds = new TreeMap<>();
    Pattern implemented = Pattern.compile("public final class __CLASS__ implements ([\\w.]+)");
    try (Stream<Path> folders = Files.list(ArchetypeKindsTest.KINDS)) {
      for (Path folder : folders.toList()) {
        Matcher m = implemented.matcher(Files.readString(folder.resolve("Plugin.java")));
        assertTrue(m.find(), folder + " implements something");
        kinds.put(m.group(1).replaceFirst("[.]Provider$", ""), folder.getFileName().toString());
      }
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("services")
  void everyKindHasATemplate(String service) throws IOException {
    assertTrue(templates().containsKey(stage(service)), stage(service) + " in " + templates());
  }

  @Test
  void theArchetypeAcceptsTheKindsItHasTemplatesOf() throws IOException {
    Path archetype = ArchetypeKindsTest.ARCHETYPE;
    String metadata =
        Files.readString(
            archetype.resolve("src/main/resources/META-INF/maven/archetype-metadata.xml"));
    Matcher regex =
        Pattern.compile("<validationRegex>(\\w+[|].*)</validationRegex>").matcher(metadata);
    assertTrue(regex.find());
    Set<String> kinds = new TreeSet<>(templates().values());
    assertEquals(kinds, new TreeSet<>(List.of(regex.group(1).split("[|]"))));
    Matcher tried =
        Pattern.compile("KINDS:-([^}]*)}")
            .matcher(Files.readString(archetype.resolve("try-kinds.sh")));
    assertTrue(tried.find());
    assertEquals(kinds, new TreeSet<>(List.of(tried.group(1).split(" "))));
    String readme = Files.readString(archetype.resolve("README.md"));
    kinds.forEach(kind -> assertTrue(readme.contains("`" + kind + "`"), kind + " in the README"));
  }

  static List<Path> plugins() throws IOException {
    return ArchitectureTest.plugins();
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void everyShippedPluginRunsItsContract(Path module) throws IOException {
    Path tests = module.resolve("target/test-classes");
    assertTrue(Files.isDirectory(tests), module + " has no tests; build it with them");
    JavaClasses classes = new ClassFileImporter().importPath(tests);
    for (Component component : components(module)) {
      boolean runs =
          classes.stream()
              .filter(c -> !c.getModifiers().contains(JavaModifier.ABSTRACT))
              .filter(c -> c.isAssignableTo(contract(component.service())))
              .anyMatch(c -> mentions(c, classes, component.type()));
      assertTrue(runs, component.type() + " does not run " + contract(component.service()));
    }
  }

  /** Whether a test uses a class: itself, by what it extends or lies in, or by a helper. */
  private static boolean mentions(JavaClass test, JavaClasses ofModule, String type) {
    Set<JavaClass> places = new HashSet<>(test.getAllRawSuperclasses());
    places.add(test);
    test.getEnclosingClass().ifPresent(places::add);
    Set<JavaClass> helpers = new HashSet<>(places);
    places.forEach(
        place -> targets(place).filter(c -> ofModule.contain(c.getName())).forEach(helpers::add));
    return helpers.stream()
        .flatMap(PluginKindsTest::targets)
        .anyMatch(c -> c.getName().equals(type));
  }

  private static Stream<JavaClass> targets(JavaClass from) {
    return from.getDirectDependenciesFromSelf().stream().map(Dependency::getTargetClass);
  }
}
