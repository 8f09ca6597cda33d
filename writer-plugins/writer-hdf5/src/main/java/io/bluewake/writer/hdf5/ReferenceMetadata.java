package io.bluewake.writer.hdf5;

import io.bluewake.codec.hdf5.Hdf5Attribute;
import io.bluewake.codec.hdf5.Hdf5Writer;
import io.bluewake.model.DataLevel;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The root attributes that make a file a CTAO data product: who made what, when, from what. Keys
 * and default values are those of the reference metadata of ctapipe's files.
 */
final class ReferenceMetadata {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

  private static final Map<String, String> SHORT_KEYS =
      Map.of(
          "name", "ACTIVITY NAME",
          "id", "ACTIVITY ID",
          "start", "ACTIVITY START TIME",
          "stop", "ACTIVITY STOP TIME",
          "software", "ACTIVITY SOFTWARE NAME",
          "version", "ACTIVITY SOFTWARE VERSION",
          "contact", "CONTACT NAME",
          "email", "CONTACT EMAIL",
          "organization", "CONTACT ORGANIZATION");

  private final Map<String, String> values = new LinkedHashMap<>();
  private final Map<String, String> context = new LinkedHashMap<>();

  ReferenceMetadata() {
    String now = TIME.format(Instant.now());
    put("REFERENCE VERSION", "1");
    put("CONTACT NAME", "unknown");
    put("CONTACT EMAIL", "unknown");
    put("CONTACT ORGANIZATION", "unknown");
    put("PRODUCT DESCRIPTION", "Bluewake data product");
    put("PRODUCT CREATION TIME", now);
    put("PRODUCT ID", UUID.randomUUID().toString());
    put("PRODUCT DATA CATEGORY", "Other");
    put("PRODUCT DATA LEVELS", "");
    put("PRODUCT DATA ASSOCIATION", "Subarray");
    put("PRODUCT DATA MODEL NAME", "ASWG");
    put("PRODUCT DATA MODEL VERSION", DataModelVersion.V7_6_0.label());
    put("PRODUCT DATA MODEL URL", "");
    put("PRODUCT FORMAT", "hdf5");
    put("PROCESS TYPE", "Observation");
    put("PROCESS SUBTYPE", "");
    put("PROCESS ID", "");
    put("ACTIVITY NAME", "bluewake");
    put("ACTIVITY TYPE", "software");
    put("ACTIVITY ID", UUID.randomUUID().toString());
    put("ACTIVITY START TIME", now);
    put("ACTIVITY STOP TIME", now);
    put("ACTIVITY SOFTWARE NAME", "bluewake");
    put("ACTIVITY SOFTWARE VERSION", "unknown");
    put("INSTRUMENT SITE", "Other");
    put("INSTRUMENT CLASS", "Other");
    put("INSTRUMENT TYPE", "unspecified");
    put("INSTRUMENT SUBTYPE", "unspecified");
    put("INSTRUMENT VERSION", "unspecified");
    put("INSTRUMENT ID", "unspecified");
  }

  void put(String key, String value) {
    values.put(key, value);
  }

  String get(String key) {
    return values.get(key);
  }

  /** Sets the version of the data model, simulation or observation, levels and observations. */
  void describe(
      DataModelVersion version,
      boolean simulation,
      Set<DataLevel> levels,
      Collection<Long> observations) {
    put("PRODUCT DATA MODEL VERSION", version.label());
    put("PRODUCT DATA CATEGORY", simulation ? "Sim" : "Other");
    put("PROCESS TYPE", simulation ? "Simulation" : "Observation");
    put(
        "PRODUCT DATA LEVELS",
        levels.stream().sorted().map(Enum::name).collect(Collectors.joining(",")));
    put("PROCESS ID", observations.stream().map(String::valueOf).collect(Collectors.joining(",")));
  }

  /**
   * Takes over facts about the activity: keys of the reference metadata such as {@code ACTIVITY
   * NAME} or their short forms; any other key goes to the context section.
   */
  void merge(Map<String, String> activity) {
    activity.forEach(
        (key, value) -> {
          String full = SHORT_KEYS.getOrDefault(key.toLowerCase(Locale.ROOT), key);
          if (values.containsKey(full)) {
            put(full, value);
          } else {
            context.put("CONTEXT " + key, value);
          }
        });
  }

  /** Sets the time at which the activity ended, and that of the product, to now. */
  void stop() {
    String now = TIME.format(Instant.now());
    put("ACTIVITY STOP TIME", now);
    put("PRODUCT CREATION TIME", now);
  }

  void write(Hdf5Writer file) {
    values.forEach((k, v) -> file.attribute("/", Hdf5Attribute.text("CTA " + k, v)));
    context.forEach((k, v) -> file.attribute("/", Hdf5Attribute.text(k, v)));
  }
}
