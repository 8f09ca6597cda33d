package io.bluewake.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.osgi.framework.Bundle;

/**
 * What a bundle says about the options of its plug-ins: the metatype files that are made from their
 * annotations. Read here because the metatype service keeps smallest and largest values to itself.
 */
final class MetatypeFile {
  /**
   * An option as described.
   *
   * @param type type as in the file: {@code Float}, {@code String}, ...
   * @param list whether it holds several values
   * @param defaults default values as text
   * @param min smallest allowed number
   * @param max largest allowed number
   * @param allowed allowed texts
   * @param description what it does
   */
  record Attribute(
      String type,
      boolean list,
      String defaults,
      OptionalDouble min,
      OptionalDouble max,
      List<String> allowed,
      String description) {}

  private final Map<String, Map<String, Attribute>> byObjectClass = new HashMap<>();
  private final Map<String, String> objectClassOfPid = new HashMap<>();

  MetatypeFile() {}

  /** Reads all metatype files of a bundle. */
  static MetatypeFile of(Bundle bundle) throws IOException {
    MetatypeFile file = new MetatypeFile();
    Enumeration<URL> urls = bundle.findEntries("OSGI-INF/metatype", "*.xml", false);
    for (URL url : urls == null ? List.<URL>of() : Collections.list(urls)) {
      try (InputStream in = url.openStream()) {
        file.read(in);
      } catch (XMLStreamException e) {
        throw new IOException(bundle + ", " + url.getPath() + ": " + e.getMessage(), e);
      }
    }
    return file;
  }

  /** The described options of the plug-in with this persistent identity, in order. */
  Map<String, Attribute> attributes(String pid) {
    return byObjectClass.getOrDefault(objectClassOfPid.getOrDefault(pid, ""), Map.of());
  }

  /** Adds a file. */
  void read(InputStream in) throws XMLStreamException {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    Map<String, Attribute> attributes = new LinkedHashMap<>();
    String pid = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "OCD" -> {
          attributes = new LinkedHashMap<>();
          byObjectClass.put(text(xml, "id"), attributes);
        }
        case "AD" -> attributes.put(text(xml, "id"), attribute(xml));
        case "Designate" -> pid = text(xml, "factoryPid") + text(xml, "pid");
        case "Object" -> objectClassOfPid.put(pid, text(xml, "ocdref"));
        default -> {}
      }
    }
  }

  private static Attribute attribute(XMLStreamReader xml) throws XMLStreamException {
    String type = text(xml, "type");
    boolean list = !text(xml, "cardinality").isEmpty() && !text(xml, "cardinality").equals("0");
    String defaults = text(xml, "default");
    OptionalDouble min = number(text(xml, "min"));
    OptionalDouble max = number(text(xml, "max"));
    String description = text(xml, "description");
    List<String> allowed = new ArrayList<>();
    int event = xml.next();
    while (!(event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals("AD"))) {
      if (event == XMLStreamConstants.START_ELEMENT && xml.getLocalName().equals("Option")) {
        allowed.add(text(xml, "value"));
      }
      event = xml.next();
    }
    return new Attribute(type, list, defaults, min, max, allowed, description);
  }

  private static OptionalDouble number(String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }
}
