package io.bluewake.config;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Metatype files: what bundles say about the options of their plug-ins. Read here because the
 * metatype service keeps smallest and largest values to itself.
 */
public final class MetatypeFile {
  private final Map<String, Form> byObjectClass = new HashMap<>();
  private final Map<String, String> objectClassOfPid = new HashMap<>();
  private final XMLInputFactory factory = XMLInputFactory.newDefaultFactory();

  /**
   * A form.
   *
   * @param description what its options are for
   * @param options by name, in order
   */
  private record Form(String description, Map<String, OptionDescription> options) {}

  private static final Form NONE = new Form("", Map.of());

  /** Creates a reader that has not read anything. */
  public MetatypeFile() {
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
  }

  /** The described options of what has this persistent identity, in order. */
  public Map<String, OptionDescription> options(String pid) {
    return form(pid).options();
  }

  /** What the options of a persistent identity are for. */
  String description(String pid) {
    return form(pid).description();
  }

  private Form form(String pid) {
    return byObjectClass.getOrDefault(objectClassOfPid.getOrDefault(pid, ""), NONE);
  }

  /** Adds a file. */
  public void read(InputStream in) throws XMLStreamException {
    XMLStreamReader xml = factory.createXMLStreamReader(in);
    Map<String, OptionDescription> options = new LinkedHashMap<>();
    String pid = "";
    while (xml.hasNext()) {
      if (xml.next() != XMLStreamConstants.START_ELEMENT) {
        continue;
      }
      switch (xml.getLocalName()) {
        case "OCD" -> {
          options = new LinkedHashMap<>();
          byObjectClass.put(text(xml, "id"), new Form(text(xml, "description"), options));
        }
        case "AD" -> options.put(text(xml, "id"), option(xml));
        case "Designate" -> pid = text(xml, "factoryPid") + text(xml, "pid");
        case "Object" -> objectClassOfPid.put(pid, text(xml, "ocdref"));
        default -> {}
      }
    }
  }

  private static OptionDescription option(XMLStreamReader xml) throws XMLStreamException {
    String name = text(xml, "id");
    OptionDescription.Type type = type(text(xml, "type"));
    boolean list = !text(xml, "cardinality").isEmpty() && !text(xml, "cardinality").equals("0");
    Object value = parse(type, list, text(xml, "default"));
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
    return new OptionDescription(name, type, list, value, min, max, allowed, description);
  }

  private static OptionDescription.Type type(String metatype) {
    return switch (metatype) {
      case "Boolean" -> OptionDescription.Type.BOOLEAN;
      case "Byte", "Short", "Integer", "Long" -> OptionDescription.Type.INTEGER;
      case "Float", "Double" -> OptionDescription.Type.NUMBER;
      default -> OptionDescription.Type.TEXT;
    };
  }

  private static Object parse(OptionDescription.Type type, boolean list, String text) {
    if (!list) {
      return parse(type, text);
    }
    return text.isEmpty()
        ? List.of()
        : Arrays.stream(text.split(",", -1)).map(t -> parse(type, t.strip())).toList();
  }

  private static Object parse(OptionDescription.Type type, String text) {
    return switch (type) {
      case BOOLEAN -> Boolean.valueOf(text);
      case INTEGER -> text.isEmpty() ? (Object) 0L : Long.valueOf(text);
      case NUMBER -> text.isEmpty() ? (Object) 0.0 : Double.valueOf(text);
      case TEXT -> text;
    };
  }

  private static OptionalDouble number(String text) {
    return text.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(Double.parseDouble(text));
  }

  private static String text(XMLStreamReader xml, String attribute) {
    String value = xml.getAttributeValue(null, attribute);
    return value == null ? "" : value;
  }
}
