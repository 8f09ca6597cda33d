package io.bluewake.source.eventio;

import io.bluewake.codec.ByteReader;
import io.bluewake.codec.FormatException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Settings of telescopes that the analysis does not use: camera software (object 2006), pointing
 * correction (2007) and drive (2008). Telescopes with equal settings share an entry.
 */
final class TelescopeSettings {
  private static final String[] MONITORING = {
    "pedestal mode",
    "pedestal events",
    "pedestal period",
    "current monitoring period",
    "current report period",
    "voltage monitoring period",
    "voltage report period"
  };

  private static final String[] DRIVE = {
    "zero point", "sign", "resolution", "lower end", "upper end", "park position"
  };

  private final Map<String, Map<Map<String, Object>, List<Integer>>> kinds = new LinkedHashMap<>();

  static boolean takes(int type) {
    return type == ObjectTypes.SOFTWARE_SETTINGS
        || type == ObjectTypes.POINTING_CORRECTION
        || type == ObjectTypes.DRIVE_SETTINGS;
  }

  /** Takes over the settings of a telescope. */
  void read(ObjectHeader object, ByteReader in) throws FormatException {
    kinds
        .computeIfAbsent(ObjectTypes.name(object.type), k -> new LinkedHashMap<>())
        .computeIfAbsent(parse(object, in), k -> new ArrayList<>())
        .add(object.id);
  }

  /** The settings in an object, by name. */
  static Map<String, Object> parse(ObjectHeader object, ByteReader in) throws FormatException {
    Versions.atMost(in, object.version, 0);
    return switch (object.type) {
      case ObjectTypes.SOFTWARE_SETTINGS -> software(in);
      case ObjectTypes.POINTING_CORRECTION -> pointing(in);
      default -> drive(in);
    };
  }

  private static Map<String, Object> software(ByteReader in) throws FormatException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("trigger mode", in.i32());
    settings.put("trigger threshold", in.i32());
    settings.put("voltage mode", in.i32());
    settings.put("voltage threshold", in.i32());
    settings.put("data reduction mode", in.i32());
    settings.put("zero suppression mode", in.i32());
    List<Integer> thresholds = new ArrayList<>();
    for (int t : in.i32s(in.i32())) {
      thresholds.add(t);
    }
    settings.put("zero suppression thresholds", thresholds);
    settings.put("unbiased scale", in.i32());
    for (String name : MONITORING) {
      settings.put(name, in.i32());
    }
    return settings;
  }

  private static Map<String, Object> pointing(ByteReader in) throws FormatException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("function", in.i32());
    List<Float> parameters = new ArrayList<>();
    for (float p : in.f32s(in.i32())) {
      parameters.add(p);
    }
    settings.put("parameters", parameters);
    return settings;
  }

  private static Map<String, Object> drive(ByteReader in) throws FormatException {
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("azimuth type", (int) in.i16());
    settings.put("altitude type", (int) in.i16());
    for (String name : DRIVE) {
      settings.put("azimuth " + name, in.f32());
      settings.put("altitude " + name, in.f32());
    }
    return settings;
  }

  /** Adds a list for each kind of settings. */
  void addTo(Map<String, Object> facts) {
    kinds.forEach(
        (kind, groups) -> {
          List<Object> entries = new ArrayList<>();
          groups.forEach(
              (settings, telescopes) -> {
                Map<String, Object> entry = new LinkedHashMap<>();
                entry.put("telescopes", telescopes);
                entry.putAll(settings);
                entries.add(entry);
              });
          facts.put(kind, entries);
        });
  }
}
