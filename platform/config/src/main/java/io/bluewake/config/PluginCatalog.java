package io.bluewake.config;

import java.util.List;
import java.util.Optional;

/**
 * The installed plug-ins, as the platform knows them.
 *
 * @param plugins all of them; of several versions of one plug-in only the one to be used
 */
public record PluginCatalog(List<PluginDescription> plugins) {
  /** Keeps a copy of the list. */
  public PluginCatalog {
    plugins = List.copyOf(plugins);
  }

  /** The plug-in of a kind with this name. */
  public Optional<PluginDescription> find(PluginKind kind, String name) {
    return plugins.stream().filter(p -> p.kind() == kind && p.name().equals(name)).findFirst();
  }

  /** All plug-ins of a kind, in order. */
  public List<PluginDescription> ofKind(PluginKind kind) {
    return plugins.stream().filter(p -> p.kind() == kind).toList();
  }
}
