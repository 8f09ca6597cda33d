package io.bluewake.itests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** What bundles say about their options: forms and reference are made from it. */
class DescriptionsIT {
  private static final Set<String> NUMBERS =
      Set.of("Byte", "Short", "Integer", "Long", "Float", "Double");

  /** A unit, or what is counted. */
  private static final Pattern MEASURE =
      Pattern.compile(
          "p\\.e\\.|\\b(ns|us|ms|s|nm|mm|cm|m|m2|km|deg|arcmin|GeV|TeV|MHz|GHz|Hz|arcsec|magnitude|bytes|seconds?)\\b"
              + "|(?i)number|count|sample|pixel|fraction|share|factor|weight|radii|multiple|effort"
              + "|event|telescope|showers?|seed|iterations?|trees?|depth|bins?|events?|index|power"
              + "|threads?|rows|stars|level|how often|part of|proportion|medians|unit of|deviations|photo-electron|probability|significance|ratio|degrees|steps?|size|widths");

  @TempDir Path directory;

  private final List<String> faults = new ArrayList<>();

  private static List<Path> jars() throws IOException {
    try (Stream<Path> files = Files.walk(CommandLine.home().resolve("system/io/bluewake"))) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static Document parse(JarFile jar, JarEntry entry) throws Exception {
    try (InputStream in = jar.getInputStream(entry)) {
      return DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder().parse(in);
    }
  }

  private static List<Element> elements(Document document, String tag) {
    List<Element> list = new ArrayList<>();
    NodeList nodes = document.getElementsByTagName(tag);
    for (int i = 0; i < nodes.getLength(); i++) {
      list.add((Element) nodes.item(i));
    }
    return list;
  }

  private void check(String where, Element option) {
    String id = option.getAttribute("id");
    String name = option.getAttribute("name");
    String description = option.getAttribute("description");
    String place = where + "." + id + ": ";
    if (name.isBlank() || name.equals(id) || !Character.isUpperCase(name.charAt(0))) {
      faults.add(place + "the label '" + name + "' is no word for people");
    }
    if (description.isBlank()) {
      faults.add(place + "no description");
    }
    boolean list = !option.getAttribute("cardinality").isEmpty();
    if (!option.hasAttribute("default") && !list) {
      faults.add(place + "no default");
    }
    if (NUMBERS.contains(option.getAttribute("type"))) {
      if (!option.hasAttribute("min") && !option.hasAttribute("max")) {
        faults.add(place + "a number without smallest or largest value");
      }
      if (!MEASURE.matcher(description).find()) {
        faults.add(place + "no unit in '" + description + "'");
      }
    }
  }

  @Test
  void everyOptionHasLabelDescriptionUnitRangeAndDefault() throws Exception {
    int options = 0;
    for (Path path : jars()) {
      try (JarFile jar = new JarFile(path.toFile())) {
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
            Document document = parse(jar, entry);
            for (Element form : elements(document, "OCD")) {
              if (form.getAttribute("name").isBlank()
                  || form.getAttribute("description").isBlank()) {
                faults.add(entry.getName() + ": name and description of the form");
              }
            }
            for (Element option : elements(document, "AD")) {
              check(path.getFileName() + " " + entry.getName().substring(18), option);
              options++;
            }
          }
        }
      }
    }
    assertTrue(options > 50, "only " + options + " options");
    assertEquals(List.of(), faults, String.join("\n", faults));
  }

  @Test
  void everyPlugInWithAConfigurationHasAForm() throws Exception {
    List<String> without = new ArrayList<>();
    for (Path path : jars()) {
      try (JarFile jar = new JarFile(path.toFile())) {
        Set<String> designated = new HashSet<>();
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().matches("OSGI-INF/metatype/.*\\.xml")) {
            elements(parse(jar, entry), "Designate")
                .forEach(d -> designated.add(d.getAttribute("factoryPid") + d.getAttribute("pid")));
          }
        }
        for (JarEntry entry : jar.stream().toList()) {
          if (entry.getName().matches("OSGI-INF/[^/]*\\.xml")) {
            Element component = parse(jar, entry).getDocumentElement();
            boolean configured =
                elements(component.getOwnerDocument(), "property").stream()
                    .anyMatch(p -> !p.getAttribute("name").contains("."));
            String pid = component.getAttribute("configuration-pid");
            if (configured
                && !designated.contains(pid.isEmpty() ? component.getAttribute("name") : pid)) {
              without.add(path.getFileName() + " " + component.getAttribute("name"));
            }
          }
        }
      }
    }
    assertEquals(List.of(), without);
  }

  @Test
  void theReferenceIsCurrent() throws Exception {
    Path file = Path.of(System.getProperty("bluewake.root"), "docs/reference/plugins.md");
    CommandLine.Ended ended = CommandLine.run(directory, "plugins", "--markdown");

    assertEquals(0, ended.code(), ended.err());
    assertEquals(
        ended.out(),
        Files.readString(file),
        "write it again: ./bluewake plugins --markdown >docs/reference/plugins.md");
  }
}
