package io.bluewake.testkit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.bluewake.model.Camera;
import io.bluewake.spi.EventSource;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The API as it was agreed upon: every public type and member of the API bundles is a line of
 * {@code api-bundles/api-signatures.txt}, so that a change of the API is seen in review.
 */
class ApiSignatureTest {
  private static final Path COMMITTED = Path.of("..", "api-signatures.txt");

  @Test
  void apiIsWhatWasAgreedUpon() throws Exception {
    SortedSet<String> actual = new TreeSet<>();
    for (Class<?> anchor : List.of(Camera.class, EventSource.class)) {
      for (String name : classNames(anchor)) {
        Class<?> type = Class.forName(name, false, anchor.getClassLoader());
        if (isVisible(type)) {
          describe(type, actual);
        }
      }
    }
    if (Boolean.getBoolean("api.accept")) {
      Files.write(COMMITTED, actual);
    }
    SortedSet<String> agreed =
        new TreeSet<>(Files.exists(COMMITTED) ? Files.readAllLines(COMMITTED) : List.of());
    List<String> changes = new ArrayList<>();
    agreed.stream().filter(line -> !actual.contains(line)).forEach(l -> changes.add("gone: " + l));
    actual.stream().filter(line -> !agreed.contains(line)).forEach(l -> changes.add("new:  " + l));
    assertTrue(
        changes.isEmpty(),
        () ->
            "The API differs from api-bundles/api-signatures.txt. If that is intended, run\n"
                + "  mvn -q -pl api-bundles/api-testkit -am verify -Dquick -Dapi.accept=true\n"
                + "and commit the file; lines that go break plug-ins that were built before.\n"
                + String.join("\n", changes));
  }

  private static boolean isVisible(Class<?> type) {
    for (Class<?> c = type; c != null; c = c.getEnclosingClass()) {
      if (!isVisible(c.getModifiers())) {
        return false;
      }
    }
    return !type.isAnonymousClass() && !type.isLocalClass();
  }

  private static boolean isVisible(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private static void describe(Class<?> type, SortedSet<String> lines) {
    StringBuilder head = new StringBuilder(type.toGenericString());
    if (type.isRecord()) {
      head.append(
          Arrays.stream(type.getRecordComponents())
              .map(ApiSignatureTest::component)
              .collect(Collectors.joining(", ", "(", ")")));
    }
    if (type.getGenericSuperclass() != null) {
      head.append(" extends ").append(type.getGenericSuperclass().getTypeName());
    }
    for (var implemented : type.getGenericInterfaces()) {
      head.append(" implements ").append(implemented.getTypeName());
    }
    lines.add(type.getName() + " | " + head);
    for (Field field : type.getDeclaredFields()) {
      add(type, field, field.toGenericString(), lines);
    }
    for (Constructor<?> constructor : type.getDeclaredConstructors()) {
      add(type, constructor, constructor.toGenericString(), lines);
    }
    for (Method method : type.getDeclaredMethods()) {
      Object value = method.getDefaultValue();
      String text = method.toGenericString() + (value == null ? "" : " default " + value);
      add(type, method, text, lines);
    }
  }

  private static String component(RecordComponent component) {
    return component.getGenericType().getTypeName() + " " + component.getName();
  }

  private static void add(Class<?> type, Member member, String text, SortedSet<String> lines) {
    if (isVisible(member.getModifiers()) && !member.isSynthetic()) {
      lines.add(type.getName() + " | " + text);
    }
  }

  /** Names of all classes that lie where a class lies, be it a folder or a jar. */
  private static List<String> classNames(Class<?> anchor) throws IOException, URISyntaxException {
    URI place = anchor.getProtectionDomain().getCodeSource().getLocation().toURI();
    if (Files.isDirectory(Path.of(place))) {
      return classNames(Path.of(place));
    }
    try (FileSystem jar = FileSystems.newFileSystem(Path.of(place), Map.of())) {
      return classNames(jar.getPath("/"));
    }
  }

  private static List<String> classNames(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .map(file -> root.relativize(file).toString())
          .filter(name -> name.endsWith(".class") && !name.endsWith("-info.class"))
          .map(name -> name.substring(0, name.length() - 6).replace('/', '.').replace('\\', '.'))
          .toList();
    }
  }
}
