package io.bluewake.source.toy;

import io.bluewake.spi.InputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a toy file asks for: lines {@code key: value}, the first of them {@code bluewake-toy: 1};
 * {@code #} starts a comment. Keys that are not given have defaults.
 */
final class ToySettings {
  /** First key of every toy file. */
  static final String MAGIC = "bluewake-toy";

  private static final int LONGEST_FILE = 1 << 16;

  private enum Key {
    RUN("run", 1, 0, Integer.MAX_VALUE),
    EVENTS("events", 100, 0, 1e9),
    SEED("seed", 1, 0, 1L << 53),
    MEDIUM("medium", 4, 0, 100),
    LARGE("large", 0, 0, 100),
    SPACING("spacing", 130, 1, 2000),
    PIXELS("pixels", 1141, 1, 20000),
    SAMPLES("samples", 40, 1, 1000),
    ALTITUDE("altitudeDeg", 70, 20, 90),
    AZIMUTH("azimuthDeg", 180, 0, 360),
    VIEWCONE("viewconeDeg", 1, 0, 10),
    CORE_RADIUS("coreRadius", 200, 0, 5000),
    ENERGY_MIN("energyMinTeV", 0.1, 1e-3, 1e3),
    ENERGY_MAX("energyMaxTeV", 30, 1e-3, 1e3),
    INDEX("spectralIndex", -2, -5, 0),
    SKY("nightSkyPePerNs", 0.15, 0, 5),
    TRIGGER_PE("triggerPe", 60, 0, 1e6),
    TRIGGER_TELESCOPES("triggerTelescopes", 2, 1, 100);

    private final String text;
    private final double fallback;
    private final double min;
    private final double max;

    Key(String text, double fallback, double min, double max) {
      this.text = text;
      this.fallback = fallback;
      this.min = min;
      this.max = max;
    }

    boolean isWhole() {
      return switch (this) {
        case RUN, EVENTS, SEED, MEDIUM, LARGE, PIXELS, SAMPLES, TRIGGER_TELESCOPES -> true;
        default -> false;
      };
    }
  }

  private final Map<Key, Double> values = new LinkedHashMap<>();

  private ToySettings() {
    for (Key key : Key.values()) {
      values.put(key, key.fallback);
    }
  }

  /** Whether the beginning of a file is that of a toy file. */
  static boolean isToy(byte[] head) {
    String text = new String(head, StandardCharsets.UTF_8);
    for (String line : text.split("\n", -1)) {
      String content = withoutComment(line);
      if (!content.isEmpty()) {
        return content.startsWith(MAGIC + ":");
      }
    }
    return false;
  }

  /** Reads a toy file. */
  static ToySettings read(Path file) throws IOException {
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
      throw new InputException(file + ": longer than " + LONGEST_FILE + " bytes, no toy file");
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return parse(file.toString(), decoder.decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException e) {
      throw new InputException(file + ": no text in UTF-8", e);
    }
  }

  /** Reads the text of a toy file. */
  static ToySettings parse(String name, String text) throws InputException {
    ToySettings settings = new ToySettings();
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
          throw new InputException(place + ": a toy file begins with '" + MAGIC + ": 1'");
        }
        first = false;
      } else {
        settings.put(place, key, value);
      }
    }
    if (first) {
      throw new InputException(name + ": empty, a toy file begins with '" + MAGIC + ": 1'");
    }
    settings.check(name);
    return settings;
  }

  private static String withoutComment(String line) {
    int comment = line.indexOf('#');
    return (comment < 0 ? line : line.substring(0, comment)).strip();
  }

  private void put(String place, String name, String value) throws InputException {
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
            + "' among "
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
    if (energyMin() >= energyMax()) {
      throw new InputException(name + ": energyMinTeV is not below energyMaxTeV");
    }
    if (medium() + large() == 0) {
      throw new InputException(name + ": no telescopes, medium and large are both 0");
    }
  }

  private double get(Key key) {
    return values.get(key);
  }

  int run() {
    return (int) get(Key.RUN);
  }

  long events() {
    return (long) get(Key.EVENTS);
  }

  long seed() {
    return (long) get(Key.SEED);
  }

  int medium() {
    return (int) get(Key.MEDIUM);
  }

  int large() {
    return (int) get(Key.LARGE);
  }

  double spacing() {
    return get(Key.SPACING);
  }

  int pixels() {
    return (int) get(Key.PIXELS);
  }

  int samples() {
    return (int) get(Key.SAMPLES);
  }

  /** Pointing, rad. */
  double altitude() {
    return Math.toRadians(get(Key.ALTITUDE));
  }

  /** Pointing, rad. */
  double azimuth() {
    return Math.toRadians(get(Key.AZIMUTH));
  }

  double viewconeDeg() {
    return get(Key.VIEWCONE);
  }

  double coreRadius() {
    return get(Key.CORE_RADIUS);
  }

  double energyMin() {
    return get(Key.ENERGY_MIN);
  }

  double energyMax() {
    return get(Key.ENERGY_MAX);
  }

  double spectralIndex() {
    return get(Key.INDEX);
  }

  double nightSkyPePerNs() {
    return get(Key.SKY);
  }

  double triggerPe() {
    return get(Key.TRIGGER_PE);
  }

  int triggerTelescopes() {
    return (int) get(Key.TRIGGER_TELESCOPES);
  }

  /** All keys with their values. */
  Map<String, Object> describe() {
    Map<String, Object> facts = new LinkedHashMap<>();
    values.forEach((key, value) -> facts.put(key.text, value));
    return facts;
  }
}
