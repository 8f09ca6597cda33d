package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Features install what the profiles of the same name use, on the same platform. */
class FeaturesIT {
  private static final List<String> ANALYSES =
      List.of("bluewake-sag", "bluewake-cat-b", "bluewake-cat-c");
  private static final Map<String, Set<String>> FEATURES = new HashMap<>();
  private static final Map<String, Set<String>> BUNDLES = new HashMap<>();

  @TempDir Path directory;

  @BeforeAll
  static void read() throws Exception {
    Path file;
    try (Stream<Path> files =
        Files.walk(CommandLine.home().resolve("system/io/bluewake/features"))) {
      file = files.filter(f -> f.toString().endsWith("-features.xml")).findFirst().orElseThrow();
    }
    Document document;
    try (InputStream in = Files.newInputStream(file)) {
      document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
    }
    NodeList features = document.getDocumentElement().getChildNodes();
    for (int i = 0; i < features.getLength(); i++) {
      if (features.item(i) instanceof Element feature && feature.getTagName().equals("feature")) {
        String name = feature.getAttribute("name");
        FEATURES.put(name, texts(feature, "feature"));
        Set<String> artifacts = new TreeSet<>();
        texts(feature, "bundle").forEach(url -> artifacts.add(url.split("/", -1)[1]));
        BUNDLES.put(name, artifacts);
      }
    }
  }

  private static Set<String> texts(Element feature, String tag) {
    Set<String> texts = new TreeSet<>();
    NodeList children = feature.getElementsByTagName(tag);
    for (int i = 0; i < children.getLength(); i++) {
      texts.add(children.item(i).getTextContent().strip());
    }
    return texts;
  }

  /** Artifacts of all bundles that a feature brings, also through others. */
  private static Set<String> closure(String feature) {
    Set<String> all = new TreeSet<>(BUNDLES.getOrDefault(feature, Set.of()));
    FEATURES.getOrDefault(feature, Set.of()).forEach(f -> all.addAll(closure(f)));
    return all;
  }

  private static Set<String> plugins(String feature) {
    Set<String> own = closure(feature);
    own.removeAll(closure("bluewake-platform"));
    return own;
  }

  /**
   * Artifacts of the bundles that a profile names: their symbolic names, as the parent makes them.
   */
  private Set<String> named(String profile) throws Exception {
    CommandLine.Ended ended = CommandLine.run(directory, "profile", "plugins", profile);
    assertEquals(0, ended.code(), ended.err());
    Set<String> artifacts = new TreeSet<>();
    for (String line : ended.out().lines().skip(1).toList()) {
      String[] words = line.strip().split("\\s+", -1);
      artifacts.add(words[words.length - 1].replace("io.bluewake.", "").replace('.', '-'));
    }
    return artifacts;
  }

  /** Profiles by the feature that installs what they need; {@code base} is no analysis. */
  private Map<String, Set<String>> profiles() throws Exception {
    CommandLine.Ended ended = CommandLine.run(directory, "profile", "list");
    assertEquals(0, ended.code(), ended.err());
    Map<String, Set<String>> profiles = new TreeMap<>();
    for (String profile : ended.out().lines().filter(p -> !p.equals("base")).toList()) {
      String feature = profile.startsWith("calibrate-") ? "calibrate" : profile;
      profiles.computeIfAbsent("bluewake-" + feature, f -> new TreeSet<>()).add(profile);
    }
    return profiles;
  }

  @Test
  void aFeatureHasThePlugInsOfItsProfilesAndSources() throws Exception {
    Map<String, Set<String>> profiles = profiles();
    assertTrue(profiles.keySet().containsAll(ANALYSES), profiles.toString());
    for (Map.Entry<String, Set<String>> entry : profiles.entrySet()) {
      Set<String> installed = plugins(entry.getKey());
      Set<String> sources = new TreeSet<>(installed);
      sources.removeIf(artifact -> !artifact.startsWith("source-"));
      installed.removeAll(sources);
      Set<String> needed = new TreeSet<>();
      for (String profile : entry.getValue()) {
        needed.addAll(named(profile));
      }

      assertFalse(sources.isEmpty(), entry.getKey());
      assertEquals(needed, installed, entry.getKey());
    }
  }

  @Test
  void profilesDifferInPlugInsButNotInThePlatform() {
    List<Set<String>> different = new ArrayList<>();
    for (String analysis : ANALYSES) {
      assertTrue(closure(analysis).containsAll(closure("bluewake-platform")), analysis);
      different.add(plugins(analysis));
    }
    assertEquals(3, Set.copyOf(different).size(), different.toString());
  }

  @Test
  void everyPlugInHasAFeatureAndIsInTheListOfAll() {
    Set<String> each = new TreeSet<>();
    BUNDLES.forEach(
        (feature, bundles) -> {
          if (bundles.size() == 1 && feature.equals("bluewake-" + bundles.iterator().next())) {
            each.addAll(bundles);
          }
        });

    each.removeAll(closure("bluewake-platform"));
    each.remove("shell");
    Set<String> all = plugins("bluewake-all");
    all.removeIf(artifact -> !each.contains(artifact));
    assertEquals(each, all);
  }
}
