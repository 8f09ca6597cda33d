package io.bluewake.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.SAXException;

/**
 * Writes down, when the distribution is built, which of its bundles the command line starts: those
 * of a feature and all features it needs. So the command line and Karaf cannot drift apart.
 */
public final class BundleList {
  /** Where the list is, in the distribution. */
  static final String FILE = "lib/launcher/bundles.list";

  /** What Karaf has outside its features and Declarative Services need. */
  private static final String BASE = "/org.apache.felix.configadmin/";

  private static final int DEFAULT_START_LEVEL = 80;

  private final Map<String, Element> features = new HashMap<>();
  private final Set<String> seen = new LinkedHashSet<>();
  private final Map<Integer, Set<String>> byStartLevel = new TreeMap<>();

  private BundleList() {}

  /**
   * Writes the list.
   *
   * @param args the distribution's directory and the names of features
   */
  public static void main(String[] args) throws IOException {
    Path home = Path.of(args[0]);
    BundleList list = new BundleList();
    try (Stream<Path> files = Files.walk(home.resolve("system"))) {
      for (Path file : files.filter(f -> f.toString().endsWith("-features.xml")).toList()) {
        list.read(file);
      }
    }
    list.addBase();
    for (int i = 1; i < args.length; i++) {
      list.addFeature(args[i]);
    }
    List<String> lines = new ArrayList<>();
    list.byStartLevel.values().forEach(lines::addAll);
    for (String line : lines) {
      if (!Files.exists(home.resolve(line))) {
        throw new IOException("the distribution lacks " + line);
      }
    }
    Files.write(home.resolve(FILE), lines);
  }

  private void read(Path file) throws IOException {
    for (Element feature : children(parse(file).getDocumentElement(), "feature")) {
      features.putIfAbsent(feature.getAttribute("name"), feature);
    }
  }

  private static Document parse(Path file) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      return factory.newDocumentBuilder().parse(file.toFile());
    } catch (ParserConfigurationException | SAXException e) {
      throw new IOException(file + ": " + e.getMessage(), e);
    }
  }

  private void addBase() {
    for (Element bundle : children(features.get("framework"), "bundle")) {
      String url = bundle.getTextContent().strip();
      if (url.contains(BASE)) {
        add(10, url);
      }
    }
  }

  private void addFeature(String name) throws IOException {
    if (!seen.add(name)) {
      return;
    }
    Element feature = features.get(name);
    if (feature == null) {
      throw new IOException("no feature " + name);
    }
    for (Element needed : children(feature, "feature")) {
      addFeature(needed.getTextContent().strip());
    }
    for (Element bundle : children(feature, "bundle")) {
      String level = bundle.getAttribute("start-level");
      add(
          level.isEmpty() ? DEFAULT_START_LEVEL : Integer.parseInt(level),
          bundle.getTextContent().strip());
    }
  }

  private void add(int startLevel, String url) {
    byStartLevel.computeIfAbsent(startLevel, l -> new LinkedHashSet<>()).add(pathOf(url));
  }

  /** Place of {@code mvn:group/artifact/version} in the distribution. */
  static String pathOf(String url) {
    String[] parts = url.substring("mvn:".length()).split("/", -1);
    return "system/"
        + parts[0].replace('.', '/')
        + "/"
        + parts[1]
        + "/"
        + parts[2]
        + "/"
        + parts[1]
        + "-"
        + parts[2]
        + ".jar";
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node n = parent.getFirstChild(); n != null; n = n.getNextSibling()) {
      if (n instanceof Element element && element.getTagName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }
}
