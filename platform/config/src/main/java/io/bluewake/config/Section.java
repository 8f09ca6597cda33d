package io.bluewake.config;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The sections of a profile that hold plug-ins. */
enum Section {
  SOURCE("source", PluginKind.SOURCE, false, false),
  MONITORING("monitoring", PluginKind.MONITORING, true, false),
  GAIN("gain", PluginKind.GAIN, false, true),
  CALIBRATE("calibrate", PluginKind.CALIBRATE, false, true),
  MODIFY("modify", PluginKind.MODIFY, true, true),
  EXTRACT("extract", PluginKind.EXTRACT, false, true),
  INVALID_PIXELS("invalidPixels", PluginKind.INVALID_PIXELS, false, true),
  CLEAN("clean", PluginKind.CLEAN, false, true),
  PARAMETERS("parameters", PluginKind.PARAMETERS, true, true),
  MUONS("muons", PluginKind.PARAMETERS, true, true),
  SENSE("sense", PluginKind.SENSE, true, false),
  POINTING("pointing", PluginKind.POINTING, true, false),
  RECONSTRUCT("reconstruct", PluginKind.RECONSTRUCT, true, false),
  STATISTICS("statistics", PluginKind.STATISTICS, true, false),
  OUTLIERS("outliers", PluginKind.OUTLIERS, true, false),
  TIME_STATISTICS("timeStatistics", PluginKind.STATISTICS, true, false),
  TIME_OUTLIERS("timeOutliers", PluginKind.OUTLIERS, true, false),
  COEFFICIENTS("coefficients", PluginKind.COEFFICIENTS, true, false),
  WRITE("write", PluginKind.WRITE, true, false);

  /** Keys of a profile that are no section. */
  static final List<String> OTHER_KEYS = List.of("pipeline", "extends", "imageQuality", "engine");

  final String key;
  final PluginKind kind;
  final boolean list;
  final boolean perTelescope;

  Section(String key, PluginKind kind, boolean list, boolean perTelescope) {
    this.key = key;
    this.kind = kind;
    this.list = list;
    this.perTelescope = perTelescope;
  }

  static Optional<Section> of(String key) {
    return Arrays.stream(values()).filter(s -> s.key.equals(key)).findFirst();
  }

  /** Whether the plug-in may be switched off with {@code none}. */
  boolean optional() {
    return this == INVALID_PIXELS;
  }
}
