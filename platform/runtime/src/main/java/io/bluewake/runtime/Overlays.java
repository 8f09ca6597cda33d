package io.bluewake.runtime;

import io.bluewake.config.ConfigException;
import io.bluewake.config.Overlay;
import io.bluewake.config.PluginDescription;
import io.bluewake.config.ResolvedPlugin;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.osgi.service.cm.ConfigurationAdmin;

/**
 * What people have put into Config Admin for the plug-ins of one pipeline, as far as it is right.
 * Of a configuration that is wrong the last right state holds. Not thread safe.
 */
final class Overlays {
  private final ConfigurationAdmin admin;
  private final String pipeline;

  /** By PID of the plug-in, then by PID of the configuration. */
  private final Map<String, Map<String, Checked>> right = new HashMap<>();

  /** Values with the configuration they come from. */
  private record Checked(UserConfiguration user, Map<String, ResolvedPlugin.Value> values) {}

  Overlays(ConfigurationAdmin admin, String pipeline) {
    this.admin = admin;
    this.pipeline = pipeline;
  }

  /**
   * Reads what there is when the pipeline begins.
   *
   * @throws ConfigException when one of the configurations is wrong
   */
  void load(PluginDescription plugin) throws ConfigException {
    if (!right.containsKey(plugin.pid())) {
      Map<String, Checked> all = new TreeMap<>();
      for (UserConfiguration user : users(plugin)) {
        all.put(user.pid(), check(plugin, user));
      }
      right.put(plugin.pid(), all);
    }
  }

  /**
   * Reads what there is now.
   *
   * @param refused hears of wrong configurations, one line each
   */
  void reload(PluginDescription plugin, Consumer<String> refused) {
    Map<String, Checked> before = right.getOrDefault(plugin.pid(), Map.of());
    Map<String, Checked> all = new TreeMap<>();
    for (UserConfiguration user : users(plugin)) {
      try {
        all.put(user.pid(), check(plugin, user));
      } catch (ConfigException e) {
        refused.accept(e.getMessage());
        if (before.containsKey(user.pid())) {
          all.put(user.pid(), before.get(user.pid()));
        }
      }
    }
    right.put(plugin.pid(), all);
  }

  private List<UserConfiguration> users(PluginDescription plugin) {
    try {
      return UserConfiguration.of(admin, plugin.pid());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Checked check(PluginDescription plugin, UserConfiguration user)
      throws ConfigException {
    return new Checked(user, Overlay.check(plugin, user.options(), user.origin()));
  }

  /** What holds for a slot, given what profiles and command line say. */
  ResolvedPlugin over(ResolvedPlugin base, String slot) {
    ResolvedPlugin plugin = base;
    for (Checked checked : right.getOrDefault(base.plugin().pid(), Map.of()).values()) {
      if (checked.user().holdsFor(pipeline, slot)) {
        plugin = plugin.with(checked.values());
      }
    }
    return plugin;
  }
}
