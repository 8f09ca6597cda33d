package io.bluewake.source.simulation;

import io.bluewake.codec.settings.NumberKey;
import io.bluewake.codec.settings.SettingsException;
import io.bluewake.codec.settings.SettingsLine;
import io.bluewake.source.simulation.shower.Primary;
import io.bluewake.source.simulation.telescope.ArrayModel;
import io.bluewake.spi.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a simulation file asks for: lines {@code key: value}, the first of them {@code
 * bluewake-simulation: 1}; {@code #} starts a comment. Keys that are not given have defaults.
 */
final class Settings {
  /** First key of every simulation file. */
  static final String MAGIC = "bluewake-simulation";

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
    return SettingsLine.isFormat(head, MAGIC);
  }

  /** Reads a simulation file. */
  static Settings read(Path file) throws InputException {
    try {
      return parse(file.toString(), SettingsLine.text(file));
    } catch (SettingsException e) {
      throw new InputException(e.getMessage(), e);
    }
  }

  /** Reads the text of a simulation file. */
  static Settings parse(String name, String text) throws InputException {
    Settings settings = new Settings();
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
    if (line.key().equals("primary")) {
      primary =
          Primary.named(line.value())
              .orElseThrow(
                  () ->
                      new SettingsException(
                          line.place()
                              + ": no primary '"
                              + line.printable()
                              + "': gamma, proton, ..."));
      return;
    }
    if (line.key().equals("array")) {
      if (!ArrayModel.NAMES.contains(line.value())) {
        throw new SettingsException(
            line.place() + ": no array '" + line.printable() + "' among " + ArrayModel.NAMES);
      }
      array = line.value();
      return;
    }
    List<String> known = new ArrayList<>(List.of("primary", "array"));
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
