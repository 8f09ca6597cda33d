package io.bluewake.config;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A plug-in with a value for each of its options.
 *
 * @param plugin the plug-in
 * @param pluginOrigin where it was chosen
 * @param options all options in the order of the plug-in's description
 */
public record ResolvedPlugin(
    PluginDescription plugin, Origin pluginOrigin, Map<String, Value> options) {

  /**
   * A value and where it was written.
   *
   * @param value Boolean, Long, Double, String or a List of such
   * @param origin where it was written
   */
  public record Value(Object value, Origin origin) {}

  /** The plain values, by option name: what becomes a factory configuration. */
  public Map<String, Object> values() {
    Map<String, Object> plain = new LinkedHashMap<>();
    options.forEach((name, value) -> plain.put(name, value.value()));
    return plain;
  }

  /** The same plug-in with other values for some options. */
  public ResolvedPlugin with(Map<String, Value> others) {
    Map<String, Value> all = new LinkedHashMap<>(options);
    all.putAll(others);
    return new ResolvedPlugin(plugin, pluginOrigin, all);
  }

  /** Whether another has the same plug-in and the same values, wherever they were written. */
  public boolean sameAs(ResolvedPlugin other) {
    return plugin.kind() == other.plugin.kind()
        && plugin.name().equals(other.plugin.name())
        && values().equals(other.values());
  }
}
