package io.bluewake.source.toy;

import io.bluewake.codec.settings.NumberKey;
import io.bluewake.codec.settings.SettingsException;
import io.bluewake.codec.settings.SettingsLine;
import io.bluewake.spi.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a toy file asks for: lines {@code key: value}, the first of them {@code bluewake-toy: 1};
 * {@code #} starts a comment. Keys that are not given have defaults.
 */
final class ToySettings {
  /** First key of every toy file. */
  static final String MAGIC = "bluewake-toy";

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
    return SettingsLine.isFormat(head, MAGIC);
  }

  /** Reads a toy file. */
  static ToySettings read(Path file) throws InputException {
    try {
      return parse(file.toString(), SettingsLine.text(file));
    } catch (SettingsException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Reads the text of a toy file. */
  static ToySettings parse(String name, String text) throws InputException {
    ToySettings settings = new ToySettings();
    try {
      for (SettingsLine line : SettingsLine.parse(name, text, MAGIC)) {
        settings.put(line);
      }
    } catch (SettingsException e) {
      throw new InputException(e.getMessage(), e);
    }
    settings.check(name);
    return settings;
  }

  private void put(SettingsLine line) throws SettingsException {
    List<String> known = new ArrayList<>();
    for (Key key : Key.values()) {
      if (key.text.equals(line.key())) {
        values.put(key, new NumberKey(key.text, key.min, key.max, key.isWhole()).value(line));
        return;
      }
      known.add(key.text);
    }
    throw line.unknown(known);
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
