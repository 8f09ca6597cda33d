package io.bluewake.itests;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may depend on whom, and what plug-ins look like. Checked on the classes of every module. */
class ArchitectureTest {
  private static final Path ROOT = Path.of(System.getProperty("bluewake.root")).normalize();
  private static final String[] ANNOTATIONS = {"java..", "org.osgi.annotation.."};

  /** The modules below a folder that have classes. */
  private static List<Path> modules(String folder) throws IOException {
    try (Stream<Path> paths = Files.list(ROOT.resolve(folder))) {
      return paths.filter(p -> Files.isDirectory(p.resolve("target/classes/io"))).sorted().toList();
    }
  }

  static List<Path> plugins() throws IOException {
    List<Path> all = new ArrayList<>();
    for (String folder : List.of("source-plugins", "algorithm-plugins", "writer-plugins")) {
      all.addAll(modules(folder));
    }
    return all;
  }

  private static final Map<Path, JavaClasses> CLASSES = new HashMap<>();

  private static JavaClasses classesOf(Path module) {
    return CLASSES.computeIfAbsent(
        module, m -> new ClassFileImporter().importPath(m.resolve("target/classes")));
  }

  /** Whether a name is made of the words of a module, with or without dots between them. */
  private static boolean isNamedAfter(Path plugin, String name) {
    String words = "iobluewake" + plugin.getFileName().toString().replace("-", "");
    return name.replace(".", "").startsWith(words);
  }

  private static DescribedPredicate<JavaClass> own(Path plugin) {
    return describe("of the plug-in itself", c -> isNamedAfter(plugin, c.getPackageName()));
  }

  private static void onlyDependsOn(Path module, String... packages) {
    ArchRule rule = classes().should().onlyDependOnClassesThat(resideInAnyPackage(packages));
    rule.check(classesOf(module));
  }

  private static String[] with(String... packages) {
    return Stream.concat(Arrays.stream(ANNOTATIONS), Arrays.stream(packages))
        .toArray(String[]::new);
  }

  @Test
  void apiOfTheModelDependsOnTheJdkAlone() {
    onlyDependsOn(ROOT.resolve("api-bundles/api-model"), with("io.bluewake.model.."));
  }

  @Test
  void apiOfTheStagesDependsOnTheModelAlone() {
    onlyDependsOn(
        ROOT.resolve("api-bundles/api-spi"),
        with("io.bluewake.model..", "io.bluewake.spi..", "org.osgi.service.component.annotations"));
  }

  @Test
  void librariesKnowNeitherPlatformNorContainer() {
    for (String library : List.of("lib-math", "lib-codec")) {
      ArchRule rule =
          noClasses()
              .should()
              .dependOnClassesThat(
                  resideInAnyPackage(
                      "org.osgi.framework..",
                      "org.osgi.service..",
                      "io.bluewake.spi..",
                      "io.bluewake.engine..",
                      "io.bluewake.config..",
                      "io.bluewake.runtime..",
                      "io.bluewake.commands.."));
      rule.check(classesOf(ROOT.resolve("platform").resolve(library)));
    }
  }

  @Test
  void theEngineKnowsTheApiAlone() {
    onlyDependsOn(
        ROOT.resolve("platform/engine"),
        with("io.bluewake.model..", "io.bluewake.spi..", "io.bluewake.engine.."));
  }

  @Test
  void theConfigurationKnowsTheApiYamlAndXmlAlone() {
    onlyDependsOn(
        ROOT.resolve("platform/config"),
        with(
            "io.bluewake.model..",
            "io.bluewake.config..",
            "org.snakeyaml.engine..",
            "javax.xml.stream.."));
  }

  @Test
  void theRuntimeDoesNotKnowItsCommands() {
    ArchRule rule =
        noClasses()
            .should()
            .dependOnClassesThat(
                resideInAnyPackage(
                    "io.bluewake.commands..", "io.bluewake.shell..", "org.apache.karaf.."));
    rule.check(classesOf(ROOT.resolve("platform/runtime")));
    rule.check(classesOf(ROOT.resolve("platform/engine")));
  }

  @Test
  void commandsDoNotKnowKaraf() {
    noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("org.apache.karaf..", "io.bluewake.shell.."))
        .check(classesOf(ROOT.resolve("platform/commands")));
  }

  @Test
  void theLauncherKnowsTheFrameworkAlone() {
    onlyDependsOn(
        ROOT.resolve("platform/launcher"),
        with(
            "javax.xml..",
            "org.w3c.dom..",
            "org.xml.sax..",
            "org.osgi.framework..",
            "org.apache.felix.framework..",
            "io.bluewake.launcher.."));
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void pluginsKnowTheApiAndLibrariesAlone(Path plugin) {
    classes()
        .that(own(plugin))
        .should()
        .onlyDependOnClassesThat(
            own(plugin)
                .or(
                    resideInAnyPackage(
                        "java..",
                        "javax.xml..",
                        "io.bluewake.model..",
                        "io.bluewake.spi..",
                        "io.bluewake.math..",
                        "io.bluewake.codec..",
                        "com.github.luben.zstd..",
                        "org.slf4j..",
                        "org.osgi.annotation..",
                        "org.osgi.service.component.annotations",
                        "org.osgi.service.metatype.annotations")))
        .check(classesOf(plugin));
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void aPluginHasOneRootPackage(Path plugin) {
    DescribedPredicate<JavaClass> copied =
        resideInAnyPackage("io.bluewake.math..", "io.bluewake.codec..");
    JavaClasses classes = classesOf(plugin);
    classes().that(DescribedPredicate.not(copied)).should(BeIn.rootOf(own(plugin))).check(classes);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void pluginsKeepNoStaticStateAndNoThreadLocals(Path plugin) {
    JavaClasses classes = classesOf(plugin).that(own(plugin));
    fields().that().areStatic().should().beFinal().allowEmptyShould(true).check(classes);
    fields().should().notHaveRawType(ThreadLocal.class).allowEmptyShould(true).check(classes);
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void componentsArePublicAndFinalWithoutSetters(Path plugin) {
    JavaClasses classes = classesOf(plugin).that(own(plugin));
    classes()
        .that()
        .areAnnotatedWith("org.osgi.service.component.annotations.Component")
        .should()
        .bePublic()
        .andShould()
        .haveModifier(JavaModifier.FINAL)
        .check(classes);
    for (JavaClass component : classes) {
      if (component.isAnnotatedWith("org.osgi.service.component.annotations.Component")) {
        assertEquals(1, component.getConstructors().size(), component + " has one constructor");
        assertTrue(
            component.getMethods().stream().noneMatch(m -> m.getName().matches("set[A-Z].*")),
            component + " has no setters");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("plugins")
  void pluginsExportNothing(Path plugin) throws IOException {
    Path file = plugin.resolve("target/classes/META-INF/MANIFEST.MF");
    try (InputStream in = Files.newInputStream(file)) {
      Manifest manifest = new Manifest(in);
      assertFalse(
          manifest
              .getMainAttributes()
              .containsKey(new java.util.jar.Attributes.Name("Export-Package")));
      String name = manifest.getMainAttributes().getValue("Bundle-SymbolicName");
      assertTrue(isNamedAfter(plugin, name), name);
    }
  }
}
