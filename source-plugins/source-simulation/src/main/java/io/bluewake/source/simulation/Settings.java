package io.bluewake.source.simulation;

import io.bluewake.source.simulation.shower.Primary;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulation file asks for: lines {@code key: value}, the first of them {@code
 * bluewake-simulation: 1}; {@code #} starts a comment. Keys that are not given have defaults.
 */
final class Settings {
  /** First key of every simulation file. */
  static final String MAGIC = "bluewake-simulation";

  private static final int LONGEST_FILE = 1 << 16;

  private final EnumMap<Key, Double> values = new EnumMap<>(Key.class);
  private Primary primary = Primary.GAMMA;
  private String array = "alpha-north";

  private Settings() {
    for (Key key : Key.values()) {
      values.put(key, key.fallback);
    }
  }

  /** Whether the beginning of a file is that of a simulation file. */
  static boolean isSimulation(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      String content = withoutComment(line);
      if (!content.isEmpty()) {
        return content.startsWith(MAGIC + ":");
      }
    }
    return false;
  }

  /** Reads a simulation file. */
  static Settings read(Path file) throws IOException {
    byte[] bytes;
    try (var in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST_FILE + 1);
    } catch (NoSuchFileException e) {
      throw new InputException(file + ": no such file", e);
    } catch (InputException e) {
      throw e;
    } catch (IOException e) {
      throw new InputException(file + ": cannot be read: " + e.getMessage(), e);
    }
    if (bytes.length > LONGEST_FILE) {
      throw new InputException(file + ": longer than " + LONGEST_FILE + " bytes, no simulation");
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return parse(file.toString(), decoder.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": no text in UTF-8", e);
    }
  }

  /** Reads the text of a simulation file. */
  static Settings parse(String name, String text) throws InputException {
    Settings settings = new Settings();
    boolean first = true;
    int number = 0;
    for (String line : text.split("\n", -1)) {
      number++;
      String content = withoutComment(line);
      if (content.isEmpty()) {
        continue;
      }
      String place = name + ": line " + number;
      int colon = content.indexOf(':');
      String key = colon < 0 ? content : content.substring(0, colon).strip();
      String value = colon < 0 ? "" : content.substring(colon + 1).strip();
      if (first) {
        if (!key.equals(MAGIC) || !value.equals("1")) {
          throw new InputException(place + ": a simulation file begins with '" + MAGIC + ": 1'");
        }
        first = false;
      } else {
        settings.put(place, key, value);
      }
    }
    if (first) {
      throw new InputException(name + ": empty, a simulation file begins with '" + MAGIC + ": 1'");
    }
    settings.check(name);
    return settings;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  private void put(String place, String name, String value) throws InputException {
    if (name.equals("primary")) {
      primary =
          Primary.named(value)
              .orElseThrow(
                  () ->
                      new InputException(
                          place + ": no primary '" + printable(value) + "': gamma, proton, ..."));
      return;
    }
    if (name.equals("array")) {
      if (!ArrayModel.NAMES.contains(value)) {
        throw new InputException(
            place + ": no array '" + printable(value) + "' among " + ArrayModel.NAMES);
      }
      array = value;
      return;
    }
    for (Key key : Key.values()) {
      if (key.text.equals(name)) {
        values.put(key, number(place, key, value));
        return;
      }
    }
    throw new InputException(
        place
            + ": no key '"
            + printable(name)
            + "' among primary, array, "
            + values.keySet().stream().map(k -> k.text).toList());
  }

  private static String printable(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static double number(String place, Key key, String value) throws InputException {
    double number;
    try {
      number = Double.parseDouble(value);
    } catch (NumberFormatException e) {
      throw new InputException(
          place + ": " + key.text + " is a number, not '" + printable(value) + "'", e);
    }
    boolean inside = number >= key.min && number <= key.max;
    if (!inside || (key.isWhole() && number != Math.rint(number))) {
      String kind = key.isWhole() ? "a whole number" : "a number";
      throw new InputException(
          place
              + ": "
              + key.text
              + " is "
              + kind
              + " from "
              + key.min
              + " to "
              + key.max
              + ", not "
              + printable(value));
    }
    return number;
  }

  private void check(String name) throws InputException {
    if (get(Key.ENERGY_MIN) > get(Key.ENERGY_MAX)) {
      throw new InputException(name + ": energyMinTeV is above energyMaxTeV");
    }
  }

  /** Value of a key. */
  double get(Key key) {
    return values.get(key);
  }

  /** Whole value of a key. */
  int count(Key key) {
    return (int) get(key);
  }

  /** Value of a key in degrees, in rad. */
  double angle(Key key) {
    return Math.toRadians(get(key));
  }

  long seed() {
    return (long) get(Key.SEED);
  }

  Primary primary() {
    return primary;
  }

  String array() {
    return array;
  }

  /** Whether something is switched on. */
  boolean on(Key key) {
    return get(key) != 0;
  }

  /** All keys with their values. */
  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("primary", primary.text());
    facts.put("array", array);
    values.forEach((key, value) -> facts.put(key.text, value));
    return facts;
  }
}
